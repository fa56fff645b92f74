/* Keeps the on-site pages of one case for one account, so that they open without a network. Nothing that is sent is kept,
   no other page is, and whoever signs in or out takes it all away. */
"use strict";
var NAME = "hengxian-on-site|", KEPT_AT = "x-hengxian-kept-at", HOURS = 12;
var PAGE = /^\/office\/case\/\d+\/(tablet|sheets)\//, DOOR = /^\/account\/(login|logout)\//;
var turn = 0; // counts who went through the door: what was asked for before is not kept after

self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });

function forget(but) {
  return caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name.indexOf(NAME) === 0 && name !== but; }).map(function (name) { return caches.delete(name); }));
  });
}
function dated(answer) {
  return answer.blob().then(function (body) {
    var headers = new Headers(answer.headers);
    headers.set(KEPT_AT, String(Date.now()));
    return new Response(body, { status: answer.status, headers: headers });
  });
}
function keepOne(cache, address) {
  return fetch(address, { credentials: "same-origin", redirect: "manual" }).then(function (answer) {
    if (!answer.ok) return cache.delete(address).then(function () { return false; });
    return dated(answer).then(function (copy) { return cache.put(address, copy); }).then(function () { return true; });
  });
}

/* {keep: "account|case", page: its path, parts: paths of /static/}: another account or case is forgotten first. */
self.addEventListener("message", function (event) {
  var said = event.data || {}, name = NAME + said.keep, mine = turn;
  if (!said.keep || !PAGE.test(said.page)) return;
  event.waitUntil(forget(name).then(function () { return caches.open(name); }).then(function (cache) {
    return keepOne(cache, said.page).then(function (isKept) {
      return isKept && Promise.all(said.parts.map(function (address) { return keepOne(cache, address); }));
    });
  }).then(function (isKept) {
    if (turn !== mine || !isKept) return forget("");
    if (event.source) event.source.postMessage({ kept: said.page });
  }).catch(function () { if (turn !== mine) return forget(""); /* no network: what is kept stays */ }));
});

function kept(request) {
  return caches.match(request, { ignoreVary: true }).then(function (found) {
    var since = found ? Date.now() - Number(found.headers.get(KEPT_AT)) : 0;
    return found && since < HOURS * 3600000 ? found : Response.error();
  });
}
function drop(request) {
  return caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name.indexOf(NAME) === 0; }).map(function (name) {
      return caches.open(name).then(function (cache) { return cache.delete(request, { ignoreVary: true }); });
    }));
  });
}
self.addEventListener("fetch", function (event) {
  var request = event.request, path = new URL(request.url).pathname;
  if (new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate" && DOOR.test(path)) { turn += 1; event.waitUntil(forget("")); return; }
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && PAGE.test(path)) {
    event.respondWith(fetch(request).then(function (answer) {
      if (answer.ok) return answer;
      return drop(request).then(function () { return answer; }); // signed out, or no longer this person's
    }, function () { return kept(request); }));
  } else if (path.indexOf("/static/") === 0) {
    event.respondWith(fetch(request).catch(function () { return kept(request); }));
  }
});
