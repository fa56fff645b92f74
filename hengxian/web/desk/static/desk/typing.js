/* The typing test: the first key asks the server to start its clock; when the time is over what was typed goes in. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-typing]");
  if (!form) return;
  var field = form.querySelector("textarea"), left = form.querySelector("[data-left]"), told = form.querySelector("[data-told]"), box = form.querySelector(".typing-text");
  var seconds = Number(form.dataset.seconds), asked = false, until = 0, settled = "";

  function show(rest) {
    var whole = Math.max(0, Math.ceil(rest));
    left.textContent = Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
  }
  function end() {
    field.readOnly = true;
    field.value = settled; // letters of an input method that make no character yet do not count
    told.textContent = "时间到，正在交卷";
    form.requestSubmit();
  }
  function tick() {
    var rest = (until - performance.now()) / 1000;
    show(rest);
    if (rest <= 0) end(); else setTimeout(tick, Math.min(200, rest * 1000 + 1));
  }
  function run(rest) { until = performance.now() + rest * 1000; told.textContent = "计时中"; tick(); }
  function refuse(sentence) { told.textContent = sentence; field.readOnly = true; }
  function start() {
    if (asked) return;
    asked = true;
    fetch(form.dataset.start, { method: "POST", body: new FormData(form), credentials: "same-origin", headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.json(); })
      .then(function (said) { if (said.seconds) run(said.seconds); else refuse(said.refused); })
      .catch(function () { refuse("没有连上服务器，测试未开始，请刷新本页"); });
  }

  ["paste", "drop"].forEach(function (name) {
    field.addEventListener(name, function (event) { event.preventDefault(); told.textContent = "不能粘贴，请逐字录入"; });
  });
  field.addEventListener("beforeinput", function (event) {
    if (/^insertFrom(Paste|Drop|Yank)/.test(event.inputType)) event.preventDefault(); else start();
  });
  field.addEventListener("compositionstart", start);
  field.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault(); // new lines are not counted
    if (!event.ctrlKey && !event.altKey && !event.metaKey && (event.key.length === 1 || event.key === "Process")) start();
  });
  function settle() {
    settled = field.value;
    box.scrollTop = settled.length / box.textContent.length * box.scrollHeight - box.clientHeight / 3; // the place stays in sight
  }
  field.addEventListener("input", function (event) { if (!event.isComposing) settle(); });
  field.addEventListener("compositionend", settle);
  box.addEventListener("copy", function (event) { event.preventDefault(); });

  show(seconds);
  if (form.dataset.running !== undefined) { asked = true; run(seconds); }
})();
