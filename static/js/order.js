/* Goods are dragged to their places at their pictures: by mouse, pen or finger. Without it, the buttons Up and Down do the same. */
(function () {
  var list = document.querySelector("[data-order]"), form = document.getElementById("order"), held, before, from, moved;
  if (!list || !form || !window.PointerEvent) return;
  function rows() { return Array.prototype.slice.call(list.children); }
  function order() { return rows().map(function (row) { return row.dataset.id; }).join(","); }
  function middle(row) { var box = row.getBoundingClientRect(); return box.top + box.height / 2; }
  function move(event) {
    var y = event.clientY, row;
    if (!held || (!moved && Math.abs(y - from) < 8)) return;
    moved = true;
    held.classList.add("held");
    if (y < 70 || y > window.innerHeight - 70) window.scrollBy(0, y < 70 ? -12 : 12);
    /* The others step aside: a row taken out of the page would lose the finger. */
    while ((row = held.nextElementSibling) && y > middle(row)) list.insertBefore(row, held);
    while ((row = held.previousElementSibling) && y < middle(row)) list.insertBefore(row, held.nextElementSibling);
  }
  function end(event) {
    if (!held) return;
    held.classList.remove("held");
    held = null;
    if (order() === before) return;
    if (event.type === "pointerup") { form.elements.order.value = order(); form.submit(); return; }
    before.split(",").forEach(function (id) { list.appendChild(list.querySelector('[data-id="' + id + '"]')); });
  }
  list.addEventListener("pointerdown", function (event) {
    var grip = event.target.closest("[data-grip]");
    if (!grip || event.button) return;
    event.preventDefault();
    held = grip.closest("[data-id]"); before = order(); from = event.clientY; moved = false;
  });
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
  list.classList.add("dragged");
})();
