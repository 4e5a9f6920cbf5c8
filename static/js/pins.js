/* A tap on a photo sets the exact point; without this one of its nine parts is chosen. */
(function () {
  Array.prototype.forEach.call(document.querySelectorAll(".pinboard[data-point]"), function (board) {
    var cells = board.querySelector(".nine"), mark;
    if (!cells) return;
    cells.addEventListener("click", function (event) {
      var box = board.getBoundingClientRect(), radio = event.target.closest("label");
      radio = radio && radio.querySelector("input");
      if (!radio || !event.clientX) return; // chosen by keys: the part's middle stands
      var x = Math.max(0, Math.min(100, Math.round((event.clientX - box.left) / box.width * 100)));
      var y = Math.max(0, Math.min(100, Math.round((event.clientY - box.top) / box.height * 100)));
      radio.value = x + "," + y;
      if (!mark) { mark = document.createElement("span"); mark.className = "pinpoint new"; board.appendChild(mark); }
      mark.style.setProperty("--x", x);
      mark.style.setProperty("--y", y);
    });
  });
})();
