/* Keeps what is typed in a long form on this phone until it is sent, and puts it back. The form works without it. */
(function () {
  var form = document.querySelector("form[data-keep]"), note = document.getElementById("kept"), name, kept;
  if (!form || !note || !window.localStorage) return;
  name = "keep:" + form.getAttribute("data-keep") + location.pathname;
  function fields() {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name && field.name !== "csrfmiddlewaretoken" && /^(text|textarea|tel|email|search|number)$/.test(field.type);
    });
  }
  function typed() {
    var words = {};
    fields().forEach(function (field) { words[field.name] = field.value; });
    return JSON.stringify(words);
  }
  function forget() { localStorage.removeItem(name); }
  kept = localStorage.getItem(name);
  if (kept && kept !== typed()) {
    try {
      kept = JSON.parse(kept);
      fields().forEach(function (field) { if (kept[field.name] !== undefined) field.value = kept[field.name]; });
      note.hidden = false;
      note.querySelector("button").addEventListener("click", function () { forget(); location.reload(); });
    } catch (fault) { forget(); }
  } else forget();
  form.addEventListener("input", function () { try { localStorage.setItem(name, typed()); } catch (full) { forget(); } });
  form.addEventListener("submit", forget);
})();
