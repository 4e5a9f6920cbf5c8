/* Keeps the draft while one types: two seconds after the last key, and when the page is left;
   says so when that fails, and tries again. Files go with a press only. The form works without it. */
(function () {
  var form = document.querySelector("form[data-autosave]"), said = document.getElementById("saved"), timer, dirty = false;
  if (!form || !window.fetch || !window.FormData) return;
  function typed() {
    var data = new FormData(form);
    if (data.delete) Array.prototype.forEach.call(form.querySelectorAll("input[type=file]"), function (file) { data.delete(file.name); });
    data.set("do", "save");
    return data;
  }
  function say(css, words) {
    var chip = document.createElement("span");
    chip.className = css;
    chip.textContent = words;
    said.textContent = "";
    said.appendChild(chip);
  }
  function save() {
    if (!dirty) return;
    dirty = false;
    fetch(form.getAttribute("action") || location.pathname, { method: "POST", body: typed(), headers: { "X-Autosave": "1" }, credentials: "same-origin", keepalive: true })
      .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : Promise.reject(); })
      .then(function (time) { say("chip ok", said.getAttribute("data-words").replace("%s", time)); })
      .catch(function () {
        dirty = true;
        say("chip hot", said.getAttribute("data-failed"));
        clearTimeout(timer);
        timer = setTimeout(save, 15000);
      });
  }
  form.addEventListener("input", function () { dirty = true; clearTimeout(timer); timer = setTimeout(save, 2000); });
  form.addEventListener("submit", function () { dirty = false; clearTimeout(timer); });
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") save(); });
})();
