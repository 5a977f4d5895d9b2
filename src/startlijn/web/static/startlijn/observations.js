/* Filling in a lesson in a classroom without network: every letter is kept on this device (IndexedDB) until it
   was sent, once. Without this file the form works as any other. What is kept belongs to one person: the name of
   a draft begins with who typed it, and another person who logs in on this device does not get to see it. */
(function () {
  "use strict";
  if (!window.indexedDB || !window.fetch || !window.Promise) return;

  var NAME = "startlijn-lessons", STORE = "drafts", HELD = "startlijn-lesson-held";
  var PAGES = "startlijn-lesson-pages", PARTS = "startlijn-lesson-parts";
  var HOUR = 60 * 60 * 1000;
  var PAGE_LIFE = 12 * HOUR; // as long as a login lasts at most
  var DRAFT_LIFE = 7 * 24 * HOUR; // of somebody else, who never came back to this device
  var AGAIN = 20 * 1000;

  // --- What is kept on this device ---------------------------------------------------------------------

  var opened = null;
  function open() {
    opened = opened || new Promise(function (resolve, reject) {
      var asked = window.indexedDB.open(NAME, 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore(STORE, { keyPath: "key" }); };
      asked.onsuccess = function () {
        asked.result.onversionchange = asked.result.onclose = function () { asked.result.close(); opened = null; };
        resolve(asked.result);
      };
      asked.onerror = function () { opened = null; reject(asked.error); };
    });
    return opened;
  }

  function store(mode, act) {
    return open().then(function (db) {
      return new Promise(function (resolve, reject) {
        var work = db.transaction(STORE, mode);
        var asked = act(work.objectStore(STORE));
        work.oncomplete = function () { resolve(asked && asked.result); };
        work.onerror = work.onabort = function () { reject(work.error); };
        if (mode === "readwrite" && work.commit) work.commit();
      });
    });
  }

  function put(draft) { return store("readwrite", function (rows) { return rows.put(draft); }); }
  function get(key) { return store("readonly", function (rows) { return rows.get(key); }); }
  function all() { return store("readonly", function (rows) { return rows.getAll(); }); }
  function drop(draft) {
    sessionStorage.removeItem(HELD);
    return store("readwrite", function (rows) { return rows.delete(draft.key); }).then(function () {
      return window.caches ? window.caches.open(PAGES).then(function (pages) { return pages.delete(draft.url); }) : null;
    });
  }

  /* A page that goes away takes with it what was not written yet. So the last letters stand in this tab, and only
     until they are written: a blink of an eye. One writing at a time; what was typed meanwhile is the next. */
  var writing = null, latest = null;
  function write(draft) {
    latest = draft;
    try {
      sessionStorage.setItem(HELD, JSON.stringify(draft));
    } catch (error) { /* no room: then it stands in IndexedDB a moment later */ }
    writing = writing || flush();
    return writing;
  }

  function flush() {
    var now = latest;
    return put(now).then(function () {
      if (latest !== now) return flush();
      writing = null;
      sessionStorage.removeItem(HELD);
      return null;
    }, function (error) {
      writing = null;
      throw error;
    });
  }

  function recover() {
    var held = sessionStorage.getItem(HELD);
    if (!held) return Promise.resolve();
    var draft = JSON.parse(held);
    return get(draft.key).then(function (known) {
      return known && known.at > draft.at ? null : put(draft);
    }).then(function () { sessionStorage.removeItem(HELD); });
  }

  function fresh() {
    var numbers = window.crypto.getRandomValues(new Uint8Array(24));
    return Array.from(numbers, function (n) { return ("0" + n.toString(16)).slice(-2); }).join("");
  }

  // --- The page itself, for as long as it is open for filling in ---------------------------------------

  function keepPage() {
    if (!navigator.serviceWorker || !window.caches) return;
    navigator.serviceWorker.register("/lessons-worker.js", { scope: "/" }).then(function () {
      return navigator.serviceWorker.ready;
    }).then(function () {
      return window.fetch(window.location.pathname, { credentials: "same-origin", cache: "no-store" });
    }).then(function (page) {
      if (!page.ok || page.redirected) return null;
      var parts = Array.from(document.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src]"));
      var addresses = parts.map(function (part) { return part.href || part.src; });
      return Promise.all([
        window.caches.open(PAGES).then(function (pages) { return pages.put(window.location.pathname, page); }),
        window.caches.open(PARTS).then(function (kept) { return kept.addAll(addresses); })
      ]);
    }).then(function () {
      document.documentElement.dataset.kept = "yes";
    }).catch(function () { /* no network now: what was kept before stays */ });
  }

  function clearOld(person) {
    var now = Date.now();
    if (window.caches) {
      window.caches.open(PAGES).then(function (pages) {
        return pages.keys().then(function (asked) {
          asked.forEach(function (request) {
            pages.match(request, { ignoreVary: true }).then(function (page) {
              var made = page && Date.parse(page.headers.get("date") || "");
              if (!made || now - made > PAGE_LIFE) pages.delete(request);
            });
          });
        });
      }).catch(function () {});
    }
    all().then(function (drafts) {
      drafts.forEach(function (draft) {
        if (draft.key.indexOf(person) !== 0 && now - draft.at > DRAFT_LIFE) drop(draft);
      });
    }).catch(function () {});
  }

  // --- Sending ------------------------------------------------------------------------------------------

  function isLogin(address, login) { return new URL(address).pathname.indexOf(login) === 0; }

  /* Send a draft once. Resolves to what became of it: sent (with the next address), login, offline, or look:
     the server has something to say about it. The token of the draft makes a second time harmless. */
  function send(draft, login) {
    draft.tried = true;
    return put(draft).then(function () {
      return window.fetch(draft.url, { credentials: "same-origin", cache: "no-store" });
    }).then(function (page) {
      if (page.redirected) return { state: isLogin(page.url, login) ? "login" : "look" };
      if (page.status === 404) return { state: "gone" };
      return page.text().then(function (text) {
        var seen = new DOMParser().parseFromString(text, "text/html");
        var check = seen.querySelector("[name=csrfmiddlewaretoken]");
        var body = new URLSearchParams();
        draft.entries.forEach(function (pair) { body.append(pair[0], pair[1]); });
        body.set("csrfmiddlewaretoken", check ? check.value : "");
        return window.fetch(draft.url, { method: "POST", body: body, credentials: "same-origin" }).then(function (answer) {
          if (!answer.redirected) return { state: "look", check: check ? check.value : "" };
          if (isLogin(answer.url, login)) return { state: "login" };
          return drop(draft).then(function () { return { state: "sent", next: answer.url }; });
        });
      });
    }).catch(function () { return { state: "offline" }; });
  }

  // --- The form -----------------------------------------------------------------------------------------

  function entriesOf(form) {
    return Array.from(new FormData(form)).filter(function (pair) {
      return pair[0] !== "csrfmiddlewaretoken" && typeof pair[1] === "string";
    });
  }

  function restore(form, entries) {
    Array.from(form.elements).forEach(function (field) {
      if (!field.name || field.name === "csrfmiddlewaretoken") return;
      var given = entries.filter(function (pair) { return pair[0] === field.name; });
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = given.some(function (pair) { return pair[1] === field.value; });
      } else if (given.length) {
        field.value = given[0][1];
        var folded = field.value && field.closest("details");
        if (folded) folded.open = true;
      }
    });
  }

  function watch(form) {
    var place = document.querySelector("[data-draft-state]");
    var login = place ? place.dataset.login : "/in/";
    var key = form.dataset.draft;
    var choice = "draftChoice" in form.dataset;
    var draft = null, sending = false;

    function say(what, link) {
      if (!place) return;
      place.textContent = place.dataset["say" + what] || "";
      place.hidden = !place.textContent;
      place.dataset.draftState = what.toLowerCase();
      if (!link) return;
      var anchor = document.createElement("a");
      anchor.className = "nl-link";
      anchor.href = link;
      anchor.textContent = place.dataset.sayLoginLink;
      place.append(" ", anchor);
    }

    function keep() {
      var entries = entriesOf(form);
      var token = form.elements.form_token;
      if (draft && draft.tried && token) {
        token.value = fresh(); // other words are another sending
        entries = entriesOf(form);
      }
      draft = { key: key, url: form.getAttribute("action") || window.location.pathname, entries: entries, ready: false, tried: false, at: Date.now() };
      return write(draft);
    }

    function go() {
      if (sending || !draft) return;
      sending = form.inert = true; // nothing is typed into what is on its way
      say("Sending");
      send(draft, login).then(function (found) {
        sending = form.inert = false;
        if (found.state === "sent") window.location.assign(found.next);
        else if (found.state === "offline") say("Offline");
        else if (found.state === "gone") window.location.assign("/observations/");
        else if (found.state === "login") say("Login", login + "?next=" + encodeURIComponent(draft.url));
        else {
          if (found.check) form.elements.csrfmiddlewaretoken.value = found.check;
          HTMLFormElement.prototype.submit.call(form);
        }
      });
    }

    function typed() {
      keep().then(function () { if (!sending) say("Kept"); }).catch(function () { /* never say what is not so */ });
    }
    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var kept = draft && draft.ready ? Promise.resolve() : keep();
      kept.then(function () {
        draft.ready = true;
        return write(draft);
      }).then(go, function () { HTMLFormElement.prototype.submit.call(form); }); // a device that keeps nothing
    });
    function again() { if (draft && draft.ready) go(); }
    window.addEventListener("online", again);
    window.setInterval(again, AGAIN);

    if (choice) return;
    keepPage();
    before.then(function () { return get(key); }).then(function (found) {
      if (!found || draft) return;
      draft = found;
      restore(form, found.entries);
      say("Back");
      again();
    });
  }

  // --- What can no longer be sent: the lesson was called off, or talked over ------------------------------

  function hand(place, draft) {
    place.textContent = place.dataset.sayGone;
    place.hidden = false;
    var texts = draft.entries.filter(function (pair) {
      return pair[1] && (pair[0] === "remark" || pair[0].indexOf("note-") === 0);
    });
    var list = document.createElement("ul");
    texts.forEach(function (pair) { list.append(Object.assign(document.createElement("li"), { textContent: pair[1] })); });
    var away = document.createElement("button");
    away.type = "button";
    away.className = "as-link";
    away.textContent = place.dataset.sayDrop;
    away.addEventListener("click", function () { drop(draft).then(function () { place.hidden = true; }); });
    place.append(list, away);
  }

  // --- Other pages: send what waits ---------------------------------------------------------------------

  function tell(place) {
    var person = place.dataset.draftPerson, login = place.dataset.login;
    function show(what, draft) {
      place.textContent = place.dataset["say" + what];
      place.hidden = false;
      if (!draft) return;
      var anchor = document.createElement("a");
      anchor.className = "nl-link";
      anchor.href = draft.url;
      anchor.textContent = place.dataset.sayOpen;
      place.append(" ", anchor);
    }
    function look() {
      all().then(function (drafts) {
        var mine = drafts.filter(function (draft) { return draft.key.indexOf(person) === 0; });
        if (!mine.length) return;
        var next = mine.filter(function (draft) { return draft.ready; })[0];
        if (!next) { show("Waiting", mine[0]); return; }
        send(next, login).then(function (found) {
          if (found.state === "sent") show("Sent");
          else if (found.state === "gone") hand(place, next);
          else show(found.state === "login" ? "Login" : "Waiting", next);
        });
      });
    }
    before.then(look);
    window.addEventListener("online", look);
  }

  document.querySelectorAll("[data-draft-drop]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      get(link.dataset.draftDrop).then(function (draft) { return draft ? drop(draft) : null; }).then(function () {
        window.location.assign(link.href);
      });
    });
  });
  var before = recover().catch(function () {});
  document.querySelectorAll("[data-draft-late]").forEach(function (late) {
    before.then(function () { return get(late.dataset.draftLate); }).then(function (draft) {
      if (draft) hand(late, draft);
    });
  });
  var form = document.querySelector("form[data-draft]");
  var place = document.querySelector("[data-draft-person]");
  if (form) {
    clearOld(form.dataset.draft.split(":")[0]);
    watch(form);
  } else if (place) {
    clearOld(place.dataset.draftPerson);
    tell(place);
  }
})();
