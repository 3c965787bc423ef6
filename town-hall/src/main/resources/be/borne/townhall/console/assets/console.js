// A page that stands still must not look alive: says so when the stream of events is cut.
"use strict";
(() => {
  const live = document.getElementById("live");
  const say = (alive) => {
    document.body.classList.toggle("cut", !alive);
    const words = alive ? "Live" : "No connection: what you see may be out of date";
    if (live.textContent !== words) {
      live.textContent = words;
    }
  };
  document.body.addEventListener("htmx:sseOpen", () => say(true));
  document.body.addEventListener("htmx:sseMessage", () => say(true));
  document.body.addEventListener("htmx:sseError", () => say(false));
  document.body.addEventListener("htmx:sseClose", () => say(false));
})();
