"use strict";
// Adds to a page that is whole without it: a filter for findings, and steps from change to change.
(function () {
  var stops = Array.prototype.slice.call(document.querySelectorAll("[data-change]"));
  var counter = document.getElementById("counter");
  var at = -1;
  document.querySelectorAll(".js-off").forEach(function (element) { element.classList.remove("js-off"); });
  function visible() { return stops.filter(function (stop) { return stop.offsetParent !== null; }); }
  function show() { if (counter) { counter.textContent = (at + 1) + " / " + visible().length; } }
  function step(by) {
    var list = visible();
    if (!list.length) { return; }
    at = Math.max(0, Math.min(list.length - 1, at + by));
    list[at].scrollIntoView({ block: "center" });
    list[at].focus({ preventScroll: true });
    show();
  }
  function on(id, act) { var button = document.getElementById(id); if (button) { button.addEventListener("click", act); } }
  on("next", function () { step(1); });
  on("previous", function () { step(-1); });
  on("filter", function () {
    var only = document.body.classList.toggle("findings-only");
    this.setAttribute("aria-pressed", String(only));
    at = -1; show();
  });
  document.addEventListener("keydown", function (event) {
    if (event.target.matches("input, textarea") || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "n") { step(1); } else if (event.key === "p") { step(-1); }
  });
  function open() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var box = target && target.closest("details"); box; box = box.parentElement.closest("details")) { box.open = true; }
    if (target) { target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", open);
  open();
  show();
}());
