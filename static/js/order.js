/* Goods may be dragged to their places. Without it, the buttons Up and Down do the same. */
(function () {
  var list = document.querySelector("[data-order]"), form = document.getElementById("order"), held;
  if (!list || !form || !("draggable" in list)) return;
  Array.prototype.forEach.call(list.children, function (row) {
    row.draggable = true;
    row.addEventListener("dragstart", function (event) { held = row; event.dataTransfer.effectAllowed = "move"; });
    row.addEventListener("dragover", function (event) { if (held) { event.preventDefault(); row.classList.add("over"); } });
    row.addEventListener("dragleave", function () { row.classList.remove("over"); });
    row.addEventListener("drop", function (event) {
      event.preventDefault();
      row.classList.remove("over");
      if (!held || held === row) return;
      list.insertBefore(held, row);
      form.elements.order.value = Array.prototype.map.call(list.children, function (one) { return one.dataset.id; }).join(",");
      form.submit();
    });
  });
})();
