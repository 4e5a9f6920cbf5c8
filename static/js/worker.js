/* Answers from what somebody kept on this phone, and only when the network does not. */
var KEPT = "kept-routes";
self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", function (event) {
  var asked = event.request;
  if (asked.method !== "GET" || new URL(asked.url).origin !== location.origin) return;
  event.respondWith(fetch(asked).catch(function (fault) {
    return caches.open(KEPT).then(function (kept) {
      return kept.match(asked, { ignoreSearch: true, ignoreVary: true }).then(function (found) {
        if (found || asked.mode !== "navigate") return found;
        return kept.match("/" + (new URL(asked.url).pathname.split("/")[1]) + "/offline/", { ignoreVary: true });
      });
    }).then(function (found) { if (found) return found; throw fault; });
  }));
});
