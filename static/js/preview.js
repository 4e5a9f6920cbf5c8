/* The preview shows what is typed or ticked; without this it shows what was saved, and radios by CSS alone.
   data-shows: names of fields, the first that says something is shown; data-most: characters at most. */
(function () {
  function words(fields) {
    var ticked = fields.filter(function (field) { return field.type === "checkbox"; });
    if (ticked.length) {
      return ticked.filter(function (field) { return field.checked; })
        .map(function (field) { return field.closest("label").textContent.trim(); })
        .join(document.documentElement.lang.indexOf("zh") === 0 ? "、" : ", ");
    }
    var said = fields.filter(function (field) { return field.value.trim(); })[0];
    return said ? said.value.trim() : "";
  }
  document.querySelectorAll("[data-shows]").forEach(function (shown) {
    var fields = [], most = Number(shown.dataset.most) || 400;
    shown.dataset.shows.split(" ").forEach(function (name) {
      document.querySelectorAll("form [name='" + name + "']").forEach(function (field) { fields.push(field); });
    });
    function show() {
      var text = words(fields);
      shown.textContent = text.length > most ? text.slice(0, most) + "…" : text;
    }
    fields.forEach(function (field) { field.addEventListener("input", show); });
  });
})();
