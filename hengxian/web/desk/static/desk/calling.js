/* A follow-up call by keyboard: digits answer the first open question, Ctrl+Enter sends; answers only where reached. */
(function () {
  "use strict";
  var form = document.querySelector("[data-calling]");
  if (!form) return;
  var answers = form.querySelector("[data-answers]");
  var groups = Array.prototype.slice.call(form.querySelectorAll("[data-group]"));

  function chosen(group) { return group.querySelector("input:checked"); }
  function isReached() {
    var said = chosen(groups[0]);
    return !said || said.value === "reached";
  }
  function show() {
    var reached = isReached();
    answers.hidden = !reached;
    if (!reached) {
      answers.querySelectorAll("input:checked").forEach(function (box) { box.checked = false; });
    }
  }
  function open() {
    return groups.find(function (group) { return !chosen(group) && (group === groups[0] || isReached()); });
  }
  form.addEventListener("change", show);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit();
      return;
    }
    var typing = /^(TEXTAREA|SELECT)$/.test(event.target.tagName)
      || (event.target.tagName === "INPUT" && event.target.type !== "radio");
    var group = open();
    if (typing || event.ctrlKey || event.altKey || event.metaKey || !group || !/^[1-9]$/.test(event.key)) return;
    var box = group.querySelectorAll("input")[Number(event.key) - 1];
    if (!box) return;
    event.preventDefault();
    box.checked = true;
    show();
    var next = open();
    (next ? next.querySelector("input") : form.querySelector("#remark")).focus();
  });
  show();
})();
