/* Keeps a route on this phone, and lists those kept where there is no signal. Without it the ZIP does the same. */
(function () {
  var KEPT = "kept-routes", box = document.getElementById("keep-route"), list = document.getElementById("kept-routes");
  if (!window.caches || !navigator.serviceWorker) return;
  function about(answer, name) { return answer && answer.headers.get("X-Pack-" + name); }
  function show(kept, failed) {
    var state = failed ? "failed" : !kept ? "" : about(kept, "State") === box.getAttribute("data-state") ? "kept" : "old";
    box.querySelectorAll("[data-when]").forEach(function (words) { words.hidden = words.getAttribute("data-when") !== state; });
    box.querySelectorAll("[data-day]").forEach(function (day) { day.textContent = about(kept, "Day") || ""; });
    box.querySelector("[data-show=keep]").hidden = state === "kept";
    box.querySelector("[data-show=drop]").hidden = !kept;
  }
  function look() {
    return caches.open(KEPT).then(function (cache) { return cache.match(box.getAttribute("data-page"), { ignoreVary: true }); })
      .then(function (kept) { show(kept, false); });
  }
  function keep() {
    return navigator.serviceWorker.register(box.getAttribute("data-worker")).then(function () {
      return Promise.all([caches.open(KEPT), fetch(box.getAttribute("data-pack"), { cache: "no-store" })]);
    }).then(function (both) {
      if (!both[1].ok) throw new Error(both[1].status);
      return both[0].addAll(box.getAttribute("data-also").split(" ")).then(function () {
        return both[0].put(box.getAttribute("data-page"), both[1]);
      });
    }).then(look).catch(function () { show(null, true); });
  }
  function drop() {
    return caches.open(KEPT).then(function (cache) { return cache.delete(box.getAttribute("data-page"), { ignoreVary: true }); }).then(look);
  }
  if (box) {
    box.hidden = false;
    box.querySelector("[data-do=keep]").addEventListener("click", keep);
    box.querySelector("[data-do=drop]").addEventListener("click", drop);
    look();
  }
  if (list) caches.open(KEPT).then(function (cache) {
    return cache.keys().then(function (keys) {
      return Promise.all(keys.map(function (key) {
        return cache.match(key, { ignoreVary: true }).then(function (kept) {
          if (!about(kept, "Title")) return;
          var row = document.createElement("li"), link = document.createElement("a");
          link.href = key.url; link.className = "link";
          link.textContent = decodeURIComponent(about(kept, "Title")) + " · " + about(kept, "Day");
          row.appendChild(link); list.appendChild(row); list.parentNode.hidden = false;
        });
      }));
    });
  });
})();
