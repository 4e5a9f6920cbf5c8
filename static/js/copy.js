/* A button beside words to paste: it copies them. Without this, they are selected by hand. */
document.querySelectorAll("[data-copy]").forEach(function (button) {
  var field = document.getElementById(button.dataset.copy), said = button.querySelector("span");
  button.hidden = false;
  button.addEventListener("click", function () {
    function done() { said.textContent = button.dataset.done; }
    field.focus();
    field.select();
    if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(done, function () {});
    else if (document.execCommand("copy")) done();
  });
});
