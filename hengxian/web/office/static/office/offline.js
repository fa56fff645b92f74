/* Has the worker keep this page for the case at hand, and again whenever what was written has reached the server. */
(function () {
  "use strict";
  var own = document.currentScript.dataset;
  if (!navigator.serviceWorker) return; // needs https; the page works without, only not after a reload offline
  navigator.serviceWorker.addEventListener("message", function (event) {
    if (event.data && event.data.kept === location.pathname) document.documentElement.dataset.offline = "kept";
  });
  function keep() {
    if (!navigator.onLine) return;
    var parts = performance.getEntriesByType("resource").map(function (one) { return new URL(one.name); }).filter(function (one) {
      return one.origin === location.origin && one.pathname.indexOf("/static/") === 0;
    }).map(function (one) { return one.pathname + one.search; });
    navigator.serviceWorker.ready.then(function (found) {
      found.active.postMessage({ keep: own.account + "|" + own.case, page: location.pathname, parts: parts });
    });
  }
  navigator.serviceWorker.register(own.worker, { scope: "/" }).catch(function () { /* refused by the browser: works without */ });
  window.addEventListener("load", function () { setTimeout(keep, 300); });
  var standing = document.getElementById("standing"), timer = 0;
  if (standing) new MutationObserver(function () {
    clearTimeout(timer);
    if (standing.textContent === "已全部保存") timer = setTimeout(keep, 1500);
  }).observe(standing, { childList: true, characterData: true, subtree: true });
})();
