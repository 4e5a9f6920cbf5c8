/* Keeps a roll on this phone while there is no signal, and sends it when there is. The form works without it. */
(function () {
  var form = document.querySelector("form[data-roll]"), note = document.getElementById("waits"), name, kept, timer;
  if (!form || !note || !window.localStorage || !window.XMLHttpRequest) return;
  name = "roll:" + form.getAttribute("data-roll") + location.pathname;
  function fields() {
    return Array.prototype.filter.call(form.elements, function (field) { return /^[mw]-\d+$|^guests$|^why$/.test(field.name); });
  }
  function said() {
    var words = {};
    fields().forEach(function (field) { if (field.type !== "radio" || field.checked) words[field.name] = field.value; });
    return words;
  }
  function put(words) {
    fields().forEach(function (field) {
      if (words[field.name] === undefined || field.type === "hidden") return;
      if (field.type === "radio") field.checked = field.value === words[field.name];
      else field.value = words[field.name];
    });
  }
  function keep(press) {
    try { localStorage.setItem(name, JSON.stringify({ before: before, said: said(), press: press })); } catch (full) { return; }
  }
  function forget() { localStorage.removeItem(name); }
  /* A look at the site before the form leaves: without a signal a browser would put its own page in the place of the roll. */
  function reach(yes, no) {
    var look = new XMLHttpRequest();
    look.open("HEAD", "/healthz?" + Date.now());
    look.timeout = 8000;
    look.onload = function () { if (look.status < 500) yes(); else no(); };
    look.onerror = look.ontimeout = no;
    look.send();
  }
  function send(press) {
    clearTimeout(timer);
    form.elements["press"].value = press;
    reach(function () {
      keep(""); /* should it be lost under way, it is put back and pressed again, not sent in circles */
      form.submit();
    }, function () {
      note.hidden = false;
      timer = setTimeout(function () { send(press); }, 20000);
    });
  }
  var before = JSON.stringify(said());
  try { kept = JSON.parse(localStorage.getItem(name) || "null"); } catch (fault) { kept = null; }
  if (form.hasAttribute("data-wrong")) forget();
  else if (kept && kept.before === before) {
    put(kept.said);
    if (kept.press) { note.hidden = false; send(kept.press); }
  } else forget();
  form.addEventListener("change", function () { keep(""); });
  form.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button[name=do]") : null;
    if (!button) return;
    event.preventDefault();
    keep(button.value);
    send(button.value);
  });
  window.addEventListener("online", function () { if (!note.hidden && form.elements["press"].value) send(form.elements["press"].value); });
})();
