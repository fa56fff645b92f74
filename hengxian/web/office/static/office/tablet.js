/* The sheet on a tablet: every touch is kept here at once, saving goes through the outbox, nothing is lost or sent twice. */
(function () {
  "use strict";
  var form = document.getElementById("tablet");
  if (!form || form.dataset.barred !== undefined) return;
  var place = form.dataset.place, cards = {}, versions = {}, order = Date.now();
  var told = "", isBusy = false, isAsked = false, waiting = { lines: 0, photos: 0 };
  var standing = document.getElementById("standing"), again = document.getElementById("again");
  form.querySelectorAll(".item").forEach(function (card) {
    cards[card.dataset.clause] = card;
    if (card.dataset.version) versions[card.dataset.clause] = Number(card.dataset.version);
  });

  /* ---- one card */
  function facts(card) {
    var said = {};
    card.querySelectorAll("[data-field]").forEach(function (field) {
      var ticked = Array.prototype.map.call(field.querySelectorAll("input:checked"), function (input) { return input.value; });
      if (field.dataset.type === "choices") said[field.dataset.field] = ticked;
      else if (field.dataset.type === "choice") said[field.dataset.field] = ticked[0] || "";
      else said[field.dataset.field] = field.querySelector("input, textarea").value;
    });
    return said;
  }
  function fill(card, said) {
    card.querySelectorAll("[data-field]").forEach(function (field) {
      var value = said[field.dataset.field];
      if (/^choice/.test(field.dataset.type)) {
        var wanted = [].concat(value === undefined ? [] : value);
        field.querySelectorAll("input").forEach(function (input) { input.checked = wanted.indexOf(input.value) >= 0; });
      } else field.querySelector("input, textarea").value = value === undefined ? "" : value;
    });
  }
  function lacking(card) {
    var said = facts(card);
    return Array.prototype.filter.call(card.querySelectorAll("[data-must]"), function (field) {
      var value = said[field.dataset.field];
      return Array.isArray(value) ? !value.length : !value.trim();
    }).map(function (field) { return field.dataset.label; });
  }
  var MARKS = { typed: "未保存", waiting: "等待发送", saved: "已保存", refused: "没有保存" };
  function mark(card, is, sentence) {
    card.dataset.is = is;
    card.querySelector("[data-mark]").textContent = MARKS[is] || "";
    card.querySelector("[data-told]").textContent = sentence || "";
  }
  function evidence(card) { return JSON.parse(card.dataset.evidence || "[]"); }

  /* ---- typing: a draft a card */
  var timers = {};
  function draft(card) {
    return Outbox.put("drafts", { id: place + "|" + card.dataset.clause, place: place, clause: card.dataset.clause, order: ++order, facts: facts(card) }).catch(noRoom);
  }
  function noRoom() { told = "本机没有空间保存草稿，请尽快联网保存"; show(); }
  function typed(card) {
    mark(card, "typed");
    clearTimeout(timers[card.dataset.clause]);
    timers[card.dataset.clause] = setTimeout(function () { draft(card); }, 250);
    show();
  }
  form.addEventListener("input", function (event) {
    var card = event.target.closest(".item");
    if (card && event.target.type !== "file") typed(card);
  });
  window.addEventListener("pagehide", function () {
    Object.keys(timers).forEach(function (clause) { if (cards[clause].dataset.is === "typed") draft(cards[clause]); });
  });

  /* ---- saving: one entry of the outbox, sent when there is a network */
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    keep(Object.keys(cards).map(function (clause) { return cards[clause]; }).filter(function (card) { return card.dataset.is === "typed"; }));
  }, true);
  function keep(chosen) {
    var whole = chosen.filter(function (card) {
      var lacks = lacking(card);
      if (lacks.length) mark(card, "typed", "还缺：" + lacks.join("、"));
      return !lacks.length;
    });
    if (!whole.length) { told = chosen.length ? "有条款没有写全，已留在本机" : ""; show(); return Promise.resolve(); }
    var lines = whole.map(function (card) {
      clearTimeout(timers[card.dataset.clause]);
      return { subject: card.dataset.clause, facts: facts(card), version: version(card.dataset.clause), evidence: evidence(card) };
    });
    var key = Outbox.key();
    return Outbox.put("outbox", { id: key, place: place, order: ++order, lines: lines }).then(function () {
      whole.forEach(function (card) { mark(card, "waiting"); });
      return Promise.all(whole.map(function (card) { return Outbox.drop("drafts", place + "|" + card.dataset.clause); }));
    }).then(flush, noRoom);
  }
  function version(clause) { return versions[clause] === undefined ? null : versions[clause]; }

  /* ---- photos: kept here with where and when, uploaded before the lines that rest on them */
  form.addEventListener("change", function (event) {
    if (!event.target.matches("[data-photo]")) return;
    var card = event.target.closest(".item"), isMasked = document.getElementById("taken-masked").checked;
    var puts = Array.prototype.map.call(event.target.files, function (file) {
      return Outbox.put("photos", {
        id: Outbox.key(), place: place, order: ++order, clause: card.dataset.clause, file: file, name: file.name,
        taken_at: new Date(file.lastModified).toISOString(), where: document.getElementById("taken-place").value, masked: isMasked
      });
    });
    event.target.value = "";
    Promise.all(puts).then(flush, noRoom);
  });
  function chip(card, text, href) {
    var one = document.createElement(href ? "a" : "span");
    one.className = "stand stand-plain"; one.textContent = text;
    if (href) one.href = href;
    card.querySelector("[data-chips]").appendChild(one);
  }
  function sendPhoto(one) {
    var said = new FormData();
    said.append("key", one.id); said.append("clause", one.clause); said.append("taken_at", one.taken_at);
    said.append("place", one.where); said.append("masked", one.masked ? "yes" : "no"); said.append("file", one.file, one.name);
    return post(form.dataset.photo, said).then(function (answer) {
      var card = cards[one.clause];
      if (answer.sentence) {
        card.querySelector("[data-told]").textContent = one.name + "：" + answer.sentence;
        return Outbox.drop("photos", one.id);
      }
      chip(card, one.name, form.dataset.photo.replace(/case\/.*$/, "files/" + answer.reference.slice(5) + "/"));
      card.dataset.evidence = JSON.stringify(evidence(card).concat(answer.reference));
      one.reference = answer.reference; one.file = null;
      return Outbox.put("photos", one);
    });
  }

  /* ---- sending */
  function post(url, body, isSecond) {
    var head = { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value, "Accept": "application/json" };
    if (typeof body === "string") head["Content-Type"] = "application/json";
    return fetch(url, { method: "POST", body: body, headers: head, credentials: "same-origin" }).then(function (answer) {
      if (answer.redirected) throw new Error("signed-out");
      if ((answer.headers.get("Content-Type") || "").indexOf("json") >= 0) return answer.json();
      if (answer.status === 403 && !isSecond) return renew().then(function () { return post(url, body, true); });
      throw new Error(answer.status >= 500 ? "server" : "refused");
    });
  }
  /* Signed in again in another tab: the page's token is an old one. */
  function renew() {
    return fetch(location.href, { credentials: "same-origin" }).then(function (page) {
      if (page.redirected) throw new Error("signed-out");
      return page.text();
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("#tablet [name=csrfmiddlewaretoken]");
      if (!fresh) throw new Error("refused");
      form.querySelector("[name=csrfmiddlewaretoken]").value = fresh.value;
    });
  }
  function sendEntry(entry, photos) {
    var lines = entry.lines.map(function (line) {
      var mine = photos.filter(function (one) { return one.clause === line.subject && one.reference; }).map(function (one) { return one.reference; });
      var all = line.evidence.concat(mine).filter(function (one, at, list) { return list.indexOf(one) === at; });
      return { subject: line.subject, facts: line.facts, version: sent[line.subject] || line.version, evidence: all };
    });
    return post(form.dataset.save, JSON.stringify({ key: entry.id, lines: lines })).then(function (answer) {
      if (!answer.rows) throw new Error("refused");
      return Promise.all(lines.map(function (line) { return settle(line, answer, photos); })).then(function () { return Outbox.drop("outbox", entry.id); });
    });
  }
  var sent = {};
  function settle(line, answer, photos) {
    var card = cards[line.subject], row = answer.rows[line.subject], refusal = answer.refused[line.subject];
    if (refusal) { refuse(card, line, row, refusal); return draft(card); }
    versions[line.subject] = sent[line.subject] = row.version;
    card.dataset.evidence = JSON.stringify(row.evidence);
    if (card.dataset.is !== "typed") { fill(card, row.facts); mark(card, "saved"); }
    return Promise.all(photos.filter(function (one) { return one.clause === line.subject && one.reference; }).map(function (one) { return Outbox.drop("photos", one.id); }));
  }
  function refuse(card, line, row, sentence) {
    if (card.dataset.is !== "typed") fill(card, line.facts);
    mark(card, "refused", sentence);
    if (!row) { card.dataset.is = "typed"; return; }
    var box = card.querySelector("[data-told]"), there = document.createElement("p");
    there.className = "quoted mb-2";
    there.textContent = "现有内容：" + Array.prototype.map.call(card.querySelectorAll("[data-field]"), function (field) {
      return [].concat(row.facts[field.dataset.field] || []).join("、");
    }).filter(Boolean).join("；");
    box.appendChild(there);
    button(box, "改用现有内容", function () {
      fill(card, row.facts); versions[line.subject] = row.version; card.dataset.evidence = JSON.stringify(row.evidence);
      Outbox.drop("drafts", place + "|" + line.subject); mark(card, "saved"); show();
    });
    button(box, "仍保存我写的", function () { versions[line.subject] = sent[line.subject] = row.version; mark(card, "typed"); keep([card]); });
  }
  function button(box, text, act) {
    var one = document.createElement("button");
    one.type = "button"; one.className = "btn tap"; one.textContent = text;
    one.addEventListener("click", act);
    box.appendChild(one);
  }
  function flush() {
    if (isBusy) { isAsked = true; return Promise.resolve(); }
    isBusy = true; told = "";
    return Outbox.all("photos", place).then(function (photos) {
      return photos.filter(function (one) { return !one.reference; }).reduce(function (before, one) {
        return before.then(function () { return sendPhoto(one); });
      }, Promise.resolve());
    }).then(function () { return Promise.all([Outbox.all("outbox", place), Outbox.all("photos", place)]); }).then(function (both) {
      return both[0].reduce(function (before, entry) {
        return before.then(function () { return sendEntry(entry, both[1]); });
      }, Promise.resolve()).then(function () { return attach(both[1]); });
    }).catch(function (problem) {
      told = { "signed-out": "登录已过期，内容留在本机；重新登录后按“立即发送”", server: "服务器暂时不能保存，内容留在本机", refused: "服务器没有接受，内容留在本机；请刷新页面" }[problem.message] || "网络已断开，内容留在本机";
      again.classList.toggle("d-none", problem.message !== "signed-out");
    }).then(count).then(function () {
      isBusy = false; show();
      if (isAsked) { isAsked = false; return flush(); }
    });
  }
  /* A photo for an item that was saved before: its line is saved once more, with it. */
  function attach(photos) {
    var clauses = {};
    photos.forEach(function (one) { if (one.reference) clauses[one.clause] = true; });
    var done = Object.keys(clauses).map(function (clause) { return cards[clause]; }).filter(function (card) {
      return version(card.dataset.clause) !== null && !/typed|waiting|refused/.test(card.dataset.is || "");
    });
    if (done.length) return keep(done);
  }

  /* ---- what stands where */
  function count() {
    return Promise.all([Outbox.all("outbox", place), Outbox.all("photos", place)]).then(function (both) {
      waiting.lines = both[0].reduce(function (sum, entry) { return sum + entry.lines.length; }, 0);
      waiting.photos = both[1].filter(function (one) { return !one.reference; }).length;
    });
  }
  function show() {
    var typing = form.querySelectorAll('.item[data-is="typed"], .item[data-is="refused"]').length, parts = [];
    if (waiting.lines || waiting.photos) parts.push("等待发送：" + waiting.lines + " 条" + (waiting.photos ? "、" + waiting.photos + " 张照片" : ""));
    if (typing) parts.push(typing + " 条未保存");
    if (told) parts.push(told);
    else if (!navigator.onLine) parts.push("网络已断开，内容留在本机");
    standing.textContent = parts.length ? parts.join("；") : "已全部保存";
    choose();
  }
  var section = document.getElementById("choose-section"), state = document.getElementById("choose-state");
  function fits(card) {
    var ticked = card.querySelector('[data-type="choice"] input:checked');
    var is = { mine: card.dataset.mine !== undefined, empty: version(card.dataset.clause) === null, failing: !!ticked && /不符合|不明确/.test(ticked.value), unsent: /typed|waiting|refused/.test(card.dataset.is || "") };
    return (!section.value || card.dataset.section === section.value) && (!state.value || is[state.value]);
  }
  function choose() {
    var all = Object.keys(cards), concluded = all.filter(function (clause) { return version(clause) !== null; }).length;
    var shown = all.filter(function (clause) {
      var card = cards[clause], isShown = fits(card) || card.contains(document.activeElement);
      card.hidden = !isShown;
      return isShown;
    }).length;
    document.getElementById("count").textContent = "显示 " + shown + " 条；已保存 " + concluded + " / " + all.length;
    document.getElementById("nothing").classList.toggle("d-none", shown > 0);
  }
  [section, state].forEach(function (one) { one.addEventListener("change", choose); });
  document.getElementById("send").addEventListener("click", flush);
  window.addEventListener("online", flush);
  window.addEventListener("offline", show);
  setInterval(function () { if (waiting.lines || waiting.photos) flush(); }, 15000);

  /* ---- what an earlier visit left */
  Promise.all([Outbox.all("drafts", place), Outbox.all("outbox", place)]).then(function (left) {
    left[1].forEach(function (entry) {
      entry.lines.forEach(function (line) { if (cards[line.subject]) { fill(cards[line.subject], line.facts); mark(cards[line.subject], "waiting"); } });
    });
    left[0].forEach(function (one) { if (cards[one.clause]) { fill(cards[one.clause], one.facts); mark(cards[one.clause], "typed"); } });
    return flush();
  });
})();
