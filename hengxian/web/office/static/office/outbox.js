/* What was typed without a network: kept in this browser until the server has it, sent in order, each once by its key. */
(function () {
  "use strict";
  var STORES = ["drafts", "outbox", "photos"];

  function open() {
    return new Promise(function (done, failed) {
      var asked = indexedDB.open("hengxian-on-site", 1);
      asked.onupgradeneeded = function () {
        STORES.forEach(function (name) { asked.result.createObjectStore(name, { keyPath: "id" }); });
      };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = function () { failed(asked.error); };
    });
  }
  var base = open();
  function ask(store, mode, what) {
    return base.then(function (db) {
      return new Promise(function (done, failed) {
        var work = db.transaction(store, mode), asked = what(work.objectStore(store));
        work.oncomplete = function () { done(asked.result); };
        work.onerror = work.onabort = function () { failed(work.error); };
      });
    });
  }

  /* Everything one account wrote on one sheet; `place` is account|case|table. */
  window.Outbox = {
    put: function (store, one) { return ask(store, "readwrite", function (s) { return s.put(one); }); },
    drop: function (store, id) { return ask(store, "readwrite", function (s) { return s.delete(id); }); },
    all: function (store, place) {
      return ask(store, "readonly", function (s) { return s.getAll(); }).then(function (found) {
        return found.filter(function (one) { return one.place === place; }).sort(function (a, b) { return a.order - b.order; });
      });
    },
    key: function () {
      var bytes = crypto.getRandomValues(new Uint8Array(16));
      return Array.prototype.map.call(bytes, function (b) { return ("0" + b.toString(16)).slice(-2); }).join("");
    }
  };
})();
