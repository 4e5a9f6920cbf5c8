/* Sends chosen photographs one by one with their progress, lists each at once, and looks again until all are ready.
   Without it the form sends them together, and "Look again" does the rest. */
(function () {
  var form = document.querySelector("[data-photos]"), input = document.getElementById("new");
  if (!form || !window.DOMParser) return;
  var list = form.querySelector(".up"), states = document.getElementById("states"), looks = 0;

  function show(html) {
    var page = new DOMParser().parseFromString(html, "text/html"), add = list.querySelector(".add");
    var fresh = page.querySelectorAll("li[data-photo]"), said = page.getElementById("states");
    if (!said) return location.reload();
    Array.prototype.forEach.call(fresh, function (row) {
      var there = list.querySelector("[data-photo='" + row.dataset.photo + "']");
      if (!there) list.insertBefore(document.adoptNode(row), add);
      else if (there.dataset.state !== row.dataset.state) {
        there.dataset.state = row.dataset.state;
        there.querySelector(".pic").innerHTML = row.querySelector(".pic").innerHTML;
      }
    });
    states.innerHTML = said.innerHTML;
    var faults = page.querySelector(".said-now"), main = document.getElementById("main");
    if (faults && main) main.insertBefore(document.adoptNode(faults), main.firstChild);
    if (!page.querySelector(".add") && add) add.remove();
    again();
  }

  function again() {
    if (!states.querySelector("[data-again]") || looks++ > 40) return;
    setTimeout(function () { fetch(location.pathname).then(function (answer) { return answer.text(); }).then(show).catch(again); }, 1500);
  }

  function send(files) {
    var file = files.shift();
    if (!file) return;
    var line = document.createElement("p"), bar = document.createElement("progress"), call = new XMLHttpRequest(), body = new FormData();
    line.textContent = form.dataset.sending + " " + file.name;
    bar.max = 1; bar.value = 0; bar.setAttribute("aria-label", file.name);
    line.appendChild(bar);
    states.parentNode.insertBefore(line, states);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append("do", "add");
    body.append("new", file);
    call.open("POST", location.pathname);
    call.upload.onprogress = function (event) { if (event.lengthComputable) bar.value = event.loaded / event.total; };
    call.onload = function () { line.remove(); show(call.responseText); send(files); };
    call.onerror = function () { line.textContent = file.name + ": " + form.dataset.failed; send(files); };
    call.send(body);
  }

  form.addEventListener("submit", function (event) {
    if (!event.submitter || event.submitter.value !== "add" || !input.files.length) return;
    event.preventDefault();
    send(Array.prototype.slice.call(input.files));
    input.value = "";
  });
  again();
})();
