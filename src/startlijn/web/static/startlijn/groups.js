// Dragging a school to another group opens the page that shows what the move costs: the link "Move" does the same.
(() => {
  "use strict";
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  let dragged = null;
  desk.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-move]");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  desk.addEventListener("dragend", () => {
    dragged = null;
    desk.querySelectorAll(".is-target").forEach((group) => group.classList.remove("is-target"));
  });
  desk.querySelectorAll("[data-group]").forEach((group) => {
    group.addEventListener("dragover", (event) => {
      if (!dragged || group.contains(dragged)) return;
      event.preventDefault();
      group.classList.add("is-target");
    });
    group.addEventListener("dragleave", () => group.classList.remove("is-target"));
    group.addEventListener("drop", (event) => {
      event.preventDefault();
      if (dragged) window.location.assign(`${dragged.dataset.move}?group=${group.dataset.group}`);
    });
  });
})();
