/* Keeps what is typed in a long form on this phone until it has arrived, and puts it back. The form works without it. */
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
  function put(words) {
    fields().forEach(function (field) { if (words[field.name] !== undefined) field.value = words[field.name]; });
  }
  /* What the server refused never arrived, whatever its page shows the next time. */
  var refused = form.hasAttribute("data-refused"), before = refused ? null : typed();
  function keep() {
    try { localStorage.setItem(name, JSON.stringify({ before: before, typed: typed() })); } catch (full) { forget(); }
  }
  try { kept = JSON.parse(localStorage.getItem(name) || "null"); } catch (fault) { kept = null; }
  /* What the server shows is what it showed when this was typed: it never arrived. */
  if (refused) keep();
  else if (kept && (kept.before === before || kept.before === null) && kept.typed !== before) {
    put(JSON.parse(kept.typed));
    note.hidden = false;
    note.querySelector("button").addEventListener("click", function () { forget(); location.reload(); });
  } else forget();
  form.addEventListener("input", keep);
  if (form.hasAttribute("data-once")) form.addEventListener("submit", forget);
})();
