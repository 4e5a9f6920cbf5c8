/* A page that waits for a payment: it asks how it stands and goes on by itself. Within WeChat it opens WeChat's own dialog. */
(function () {
  var box = document.querySelector("[data-waits]"), asked = 0;
  if (!box) return;
  function ask() {
    fetch(box.dataset.waits, { credentials: "same-origin" }).then(function (answer) { return answer.json(); }).then(function (said) {
      if (said.waits) again(); else location.replace(said.to);
    }, again);
  }
  function again() { if (asked++ < 200) setTimeout(ask, asked < 40 ? 3000 : 8000); }
  function dialog() {
    WeixinJSBridge.invoke("getBrandWCPayRequest", JSON.parse(box.dataset.dialog), ask);
  }
  if (box.dataset.dialog) {
    var button = box.querySelector("[data-open]");
    button.hidden = false;
    button.addEventListener("click", dialog);
    if (window.WeixinJSBridge) dialog(); else document.addEventListener("WeixinJSBridgeReady", dialog);
  }
  again();
})();
