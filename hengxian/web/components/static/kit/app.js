/* What pages do in the browser: nothing that they cannot do without it, but once, and without losing a word. */
(function () {
  "use strict";
  var KEPT = "hengxian-draft:";

  if (window.htmx) {
    window.htmx.config.allowEval = false;
    window.htmx.config.includeIndicatorStyles = false;
    window.htmx.config.historyCacheSize = 0; // pages of cases are not kept on the machine
    // A refusal is an answer to be read, not an accident.
    window.htmx.config.responseHandling = [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "4(03|04|09|22)", swap: true, error: false },
      { code: "[45]..", swap: false, error: true }
    ];
  }

  // Sending twice: the second press of the button does nothing until the page comes back.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.matches("[data-hx-post], [hx-post], [method=get]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    sendAgain(form);
    form.querySelectorAll("button[type=submit]").forEach(function (button) { button.setAttribute("aria-disabled", "true"); });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("button[type=submit]").forEach(function (button) { button.removeAttribute("aria-disabled"); });
    });
  });

  // Sending again by the back button: the same words under the same key are the same request, not a second one.
  function sendAgain(form) {
    var key = form.querySelector("input[name=key]"), place = "hengxian-sent:" + location.pathname, came = performance.getEntriesByType("navigation")[0];
    if (!key) return;
    var said = sum(JSON.stringify(words(form)));
    try {
      var sent = JSON.parse(sessionStorage.getItem(place) || "{}");
      if (came && came.type === "back_forward" && sent.said === said) key.value = sent.key;
      else sessionStorage.setItem(place, JSON.stringify({ said: said, key: key.value }));
    } catch (full) { /* no room: the page works without */ }
  }
  function sum(text) { // tells two texts apart, and keeps neither
    var low = 0, high = 7;
    for (var at = 0; at < text.length; at++) { low = (low * 31 + text.charCodeAt(at)) | 0; high = (high * 131 + text.charCodeAt(at)) | 0; }
    return text.length + ":" + low + ":" + high;
  }

  // Drafts: what was typed into a form marked data-keep stays in this browser until it has been sent or thrown away.
  function words(form) {
    var said = {};
    form.querySelectorAll("input, textarea, select").forEach(function (input) {
      if (!input.name || /^(csrfmiddlewaretoken|key|version)$/.test(input.name)) return;
      if (/^(password|file|hidden|submit)$/.test(input.type)) return;
      if (/^(checkbox|radio)$/.test(input.type)) { if (input.checked) (said[input.name] = said[input.name] || []).push(input.value); return; }
      said[input.name] = [input.value];
    });
    return said;
  }
  function fill(form, said) {
    form.querySelectorAll("input, textarea, select").forEach(function (input) {
      if (/^(password|file|hidden|submit)$/.test(input.type) || !input.name) return;
      if (/^(checkbox|radio)$/.test(input.type)) input.checked = (said[input.name] || []).indexOf(input.value) >= 0;
      else if (said[input.name]) input.value = said[input.name][0];
    });
  }
  function offer(form, place, said) {
    if (JSON.stringify(words(form)) === JSON.stringify(said.words)) return; // a form that came back with its words
    var note = document.createElement("div");
    note.className = "told told-warning";
    note.setAttribute("role", "status");
    note.textContent = "本机留有一份未提交的草稿（" + said.at + "）。";
    [["恢复草稿", function () { fill(form, said.words); }], ["舍弃草稿", function () { localStorage.removeItem(place); }]].forEach(function (act) {
      var button = document.createElement("button");
      button.type = "button"; button.className = "btn btn-sm btn-outline-primary ms-2"; button.textContent = act[0];
      button.addEventListener("click", function () { act[1](); note.remove(); });
      note.appendChild(button);
    });
    form.insertBefore(note, form.firstChild);
  }
  document.querySelectorAll("form[data-keep]").forEach(function (form) {
    var place = KEPT + form.dataset.keep, found = localStorage.getItem(place);
    if (found && form.dataset.keepFresh === undefined) try { offer(form, place, JSON.parse(found)); } catch (broken) { localStorage.removeItem(place); }
    form.addEventListener("input", function () {
      try { localStorage.setItem(place, JSON.stringify({ at: new Date().toLocaleString("zh-CN"), words: words(form) })); } catch (full) { /* no room: the page works without */ }
    });
  });
  // The answer to a form that was taken says so, and the draft goes; leaving takes all drafts along.
  document.querySelectorAll("[data-kept]").forEach(function (mark) { localStorage.removeItem(KEPT + mark.dataset.kept); });
  document.querySelectorAll("form[data-leave]").forEach(function (form) {
    form.addEventListener("submit", function () {
      Object.keys(localStorage).forEach(function (key) { if (key.indexOf(KEPT) === 0) localStorage.removeItem(key); });
    });
  });

  // Grids: one more line, copied from the empty last one.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-add-row]");
    if (!button) return;
    var body = document.getElementById(button.dataset.addRow), last = body.lastElementChild, copy = last.cloneNode(true);
    copy.querySelectorAll("input, textarea, select, label").forEach(function (part) {
      ["name", "id", "htmlFor"].forEach(function (name) {
        if (part[name]) part[name] = part[name].replace(/-(\d+)-(?!.*-\d+-)/, function (whole, number) { return "-" + (Number(number) + 1) + "-"; });
      });
      if (/^(checkbox|radio)$/.test(part.type)) part.checked = false; else if ("value" in part) part.value = "";
    });
    body.appendChild(copy);
    var first = copy.querySelector("input, textarea, select");
    if (first) first.focus();
  });
})();
