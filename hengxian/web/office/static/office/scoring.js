/* Points beside the score as it is typed: score × weight ÷ 100; how many pieces of evidence are chosen where the
   list is folded away. What is saved is computed by the server. */
(function () {
  "use strict";
  function show(box) {
    var input = box.querySelector("input.figure"), place = box.querySelector("[data-points]");
    if (!input || !place) return;
    var said = input.value.trim(), number = Number(said);
    var sound = said !== "" && isFinite(number) && number >= 0 && number <= 100;
    place.textContent = sound ? (Math.round(number * Number(box.dataset.weight) + 1e-7) / 100).toFixed(2) : "—";
  }
  function count(box) {
    var place = box.querySelector("[data-chosen]");
    if (!place) return;
    var chosen = box.querySelectorAll("input[type=checkbox]:checked").length;
    place.textContent = chosen ? "已选 " + chosen + " 件" : "未选";
  }
  document.querySelectorAll("[data-weight]").forEach(function (box) {
    show(box);
    count(box);
    box.addEventListener("input", function () { show(box); count(box); });
  });
})();
