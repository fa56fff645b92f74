/* The agent's keys: everything on the desk can be done without the mouse, and no request holds up a key. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-line]");
  if (!form) return;
  function field(name) { return form.querySelector("[name=" + name + "]"); }
  function told(input) { input.dispatchEvent(new Event("change", { bubbles: true })); input.dispatchEvent(new Event("input", { bubbles: true })); }
  function tick(name) { var box = field(name); box.checked = !box.checked; told(box); box.focus(); }
  function emergency() {
    var box = field("emergency_type"), radios = form.querySelectorAll("[name=emergency_type]");
    (radios.length > 1 ? radios[0] : box).focus();
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); form.requestSubmit(); return; }
    if (event.key === "F9") { event.preventDefault(); emergency(); return; }
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    var kinds = form.querySelectorAll("[name=type]"), number = Number(event.key);
    if (number >= 1 && number <= kinds.length) { event.preventDefault(); kinds[number - 1].checked = true; told(kinds[number - 1]); }
    else if (event.code === "KeyM") { event.preventDefault(); tick("is_anonymous"); }
    else if (event.code === "KeyR") { event.preventDefault(); tick("read_back"); }
    else if (event.code === "KeyT") { event.preventDefault(); field("text").focus(); }
  });
  form.querySelector("[data-emergency]").addEventListener("click", emergency);
  // A form that came back stands at the first thing that is asked for; a fresh one at the caller's words.
  var fault = form.querySelector("[data-faults] a"), asked = fault && document.getElementById(fault.hash.slice(1));
  if (asked) (asked.matches("fieldset") ? asked.querySelector("input") : asked).focus();
  else if (!document.querySelector(".refused")) field("text").focus();
})();
