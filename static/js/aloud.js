/* A button that reads words of the page aloud, where the browser can speak. Without it, they are read as always. */
if ("speechSynthesis" in window) document.querySelectorAll("[data-aloud]").forEach(function (button) {
  var said = button.querySelector("span"), start = said.textContent;
  function rest() { said.textContent = start; }
  button.hidden = false;
  button.addEventListener("click", function () {
    if (speechSynthesis.speaking) { speechSynthesis.cancel(); rest(); return; }
    var words = new SpeechSynthesisUtterance(document.getElementById(button.dataset.aloud).textContent);
    words.lang = document.documentElement.lang === "en" ? "en-GB" : "zh-CN";
    words.rate = .9;
    words.onend = words.onerror = rest;
    said.textContent = button.dataset.stop;
    speechSynthesis.speak(words);
  });
});
