/* A timer for the steps of a meeting. It runs in this page alone, so it goes on without network. It keeps only the
   step and the time, in this tab. Without this file the list of steps with clock times is all one needs. */
(function () {
  "use strict";
  var box = document.querySelector("[data-timer]");
  if (!box) return;
  var steps = Array.prototype.slice.call(box.querySelectorAll("[data-step]"));
  if (!steps.length) return;

  var KEY = "startlijn-timer:" + box.getAttribute("data-timer");
  var MINUTE = 60;
  function find(name) { return box.querySelector("[data-" + name + "]"); }
  function word(name) { return box.getAttribute("data-" + name); }
  var now = find("now"), clock = find("clock"), said = find("said");
  var go = find("go"), sound = find("sound");
  var loud = false, told = "";

  // step: which one; left: its seconds that were left when it last began to run; since: when that was, or 0.
  var state = read() || { step: 0, left: length(0), since: 0 };

  function length(step) { return Number(steps[step].getAttribute("data-minutes")) * MINUTE; }
  function read() {
    try {
      var kept = JSON.parse(sessionStorage.getItem(KEY));
      return kept && kept.step >= 0 && kept.step < steps.length ? kept : null;
    } catch (error) { return null; }
  }
  function keep() {
    try { sessionStorage.setItem(KEY, JSON.stringify(state)); } catch (error) { /* it runs all the same */ }
  }
  function left() {
    return state.left - (state.since ? Math.floor((Date.now() - state.since) / 1000) : 0);
  }
  function shown(seconds) {
    var whole = Math.abs(seconds), rest = whole % MINUTE;
    return (seconds < 0 ? "+" : "") + Math.floor(whole / MINUTE) + ":" + (rest < 10 ? "0" : "") + rest;
  }
  function text(from, name) {
    var found = from.querySelector("[data-" + name + "]");
    return found ? found.textContent : "";
  }
  function say(what, key) {
    if (told === key) return;
    told = key;
    said.textContent = what;
  }
  function beep() {
    var Sound = window.AudioContext || window.webkitAudioContext;
    if (!loud || !Sound) return;
    var sounds = new Sound(), tone = sounds.createOscillator(), level = sounds.createGain();
    level.gain.value = 0.1;
    tone.frequency.value = 660;
    tone.connect(level);
    level.connect(sounds.destination);
    tone.start();
    tone.stop(sounds.currentTime + 0.4);
    tone.onended = function () { sounds.close(); };
  }

  function step() {
    var here = steps[state.step];
    steps.forEach(function (each, number) {
      each.classList.toggle("is-now", number === state.step);
      if (number === state.step) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    });
    find("which").textContent = word("count").replace("%s", state.step + 1).replace("%s", steps.length);
    find("title").textContent = text(here, "name");
    find("who").textContent = text(here, "speaks");
    find("asked").textContent = text(here, "asks");
    find("earlier").disabled = state.step === 0;
    find("next").disabled = state.step === steps.length - 1;
  }
  function tick() {
    var seconds = left();
    clock.textContent = shown(seconds);
    clock.classList.toggle("is-over", seconds <= 0);
    if (!state.since) return;
    // Said once per step, and nothing in between: a screen reader is not to talk through a talk.
    if (seconds <= 0) {
      if (told !== "over" + state.step) beep();
      say(state.step === steps.length - 1 ? word("done") : word("over"), "over" + state.step);
    } else if (seconds <= MINUTE) say(word("minute"), "minute" + state.step);
  }
  function draw() {
    go.querySelector(".nl-button__label").textContent = state.since ? word("pause") : word("start");
    step();
    tick();
    keep();
  }
  function turn(to) {
    if (to < 0 || to >= steps.length) return;
    state = { step: to, left: length(to), since: state.since ? Date.now() : 0 };
    draw();
    say(find("which").textContent + ": " + find("title").textContent, "step" + to);
  }

  go.addEventListener("click", function () {
    state = { step: state.step, left: left(), since: state.since ? 0 : Date.now() };
    draw();
  });
  find("next").addEventListener("click", function () { turn(state.step + 1); });
  find("earlier").addEventListener("click", function () { turn(state.step - 1); });
  find("again").addEventListener("click", function () {
    state.since = 0;
    turn(0);
  });
  sound.addEventListener("click", function () {
    loud = !loud;
    sound.setAttribute("aria-pressed", String(loud));
    said.textContent = word(loud ? "on" : "off");
    told = "";
  });
  now.hidden = false;
  draw();
  window.setInterval(tick, 500);
})();
