/* The unit's desk by keyboard: j and k go down and up, x ticks; the links themselves open by the return key. */
(function () {
  "use strict";
  var form = document.querySelector("[data-inbox]");
  if (!form) return;
  var rows = Array.prototype.slice.call(form.querySelectorAll("[data-row]"));

  function here() {
    return rows.findIndex(function (row) { return row.closest("tr").contains(document.activeElement); });
  }
  function go(step) {
    var next = Math.min(rows.length - 1, Math.max(0, here() + step));
    rows[next].focus();
  }
  var count = form.querySelector("[data-count]");
  function told() {
    var chosen = form.querySelectorAll("[name=part]:checked").length;
    count.textContent = chosen ? "已勾选 " + chosen + " 件" : "";
  }
  form.addEventListener("change", told);
  window.addEventListener("pageshow", told);
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "j") go(1);
    if (event.key === "k") go(-1);
    if (event.key === "x" && here() >= 0) {
      var box = rows[here()].closest("tr").querySelector("[type=checkbox]");
      if (box) { box.checked = !box.checked; told(); }
    }
  });
  form.querySelector("[data-all]").addEventListener("click", function () {
    var boxes = Array.prototype.slice.call(form.querySelectorAll("[name=part]"));
    var all = boxes.every(function (box) { return box.checked; });
    boxes.forEach(function (box) { box.checked = !all; });
    told();
  });
})();
