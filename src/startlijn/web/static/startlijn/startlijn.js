/* Small comforts. Every page works without this file. */
(function () {
  "use strict";

  // An open menu closes with Escape, and when one goes elsewhere on the page.
  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && document.querySelector("details.user-menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.user-menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // After an error the reader starts at what is wrong; a link in it puts the cursor in the field.
  var summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  // On a narrow screen the navigation begins where one is.
  var here = document.querySelector(".top .navigation [aria-current]");
  if (here) {
    var strip = here.closest(".navigation");
    strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
  }

  // What can scroll sideways can be reached with the keyboard, and says what it is.
  document.querySelectorAll("[data-scrolls]").forEach(function (frame) {
    if (frame.scrollWidth <= frame.clientWidth) return;
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", frame.dataset.scrolls);
  });

  // Logging out clears what this device keeps of a lesson: say so first when something was not sent yet.
  function unsent(found) {
    var asked = window.indexedDB.open("startlijn-lessons");
    asked.onupgradeneeded = function () { asked.transaction.abort(); };
    asked.onerror = function () { found(false); };
    asked.onsuccess = function () {
      var rows = asked.result.transaction("drafts").objectStore("drafts").count();
      rows.onsuccess = function () { asked.result.close(); found(rows.result > 0); };
    };
  }
  document.querySelectorAll("form[data-unsent]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (!window.indexedDB || form.dataset.sure) return;
      event.preventDefault();
      form.dataset.sure = "yes";
      unsent(function (some) {
        if (!some) {
          form.submit();
          return;
        }
        var told = document.createElement("p");
        told.setAttribute("role", "alert");
        told.textContent = form.dataset.unsent;
        form.before(told);
      });
    });
  });

  // A second press on the same button sends nothing twice.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
  });
})();
