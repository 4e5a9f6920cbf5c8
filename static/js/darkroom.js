/* One photograph: its cut is dragged by four corners or as a whole, and the picture follows the sliders. The fields of the
   two forms are what counts: the script only moves them. Pictures are asked for one at a time, after a pause. */
(function () {
  var figure = document.querySelector("[data-darkroom]"), tools = document.querySelector("form.tools"), keep = document.querySelector(".darkroom form.acts");
  if (!figure || !tools || !keep || !window.PointerEvent || !window.URLSearchParams) return;
  var WHOLE = 1000, MOST = 800, STEP = 10, PAUSE = 250, NAMES = ["turn", "lean", "left", "top", "right", "bottom", "light"];
  var image = figure.querySelector("img"), said = document.getElementById("cut-said"), lean = tools.elements.lean;
  var leans = tools.querySelector("[data-leans]"), stage = document.createElement("div"), box = button("box", figure.dataset.move);
  var corners = figure.dataset.corners.split("|").map(function (name, n) {
    var one = button("corner", name);
    one.dataset.x = n % 2 ? "right" : "left";
    one.dataset.y = n > 1 ? "bottom" : "top";
    return one;
  });
  var timer, idle, asked = "", busy = false, refused = 0;

  function button(kind, name) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = kind;
    made.setAttribute("aria-label", name);
    return made;
  }

  function value(name) { return parseInt(tools.elements[name].value, 10) || 0; }

  function set(name, wanted) {
    var other = { left: "right", right: "left", top: "bottom", bottom: "top" }[name];
    tools.elements[name].value = Math.round(Math.min(Math.max(wanted, 0), MOST - value(other)));
  }

  function address(changed) {
    var query = new URLSearchParams();
    NAMES.forEach(function (name) { query.set(name, name in changed ? changed[name] : value(name)); });
    return figure.dataset.darkroom + "?" + query;
  }

  function lay() {
    var left = value("left"), top = value("top"), right = value("right"), bottom = value("bottom");
    box.style.left = left / 10 + "%"; box.style.right = right / 10 + "%"; box.style.top = top / 10 + "%"; box.style.bottom = bottom / 10 + "%";
    corners.forEach(function (one) {
      one.style.left = (one.dataset.x === "left" ? left : WHOLE - right) / 10 + "%";
      one.style.top = (one.dataset.y === "top" ? top : WHOLE - bottom) / 10 + "%";
    });
    NAMES.forEach(function (name) { keep.elements[name].value = value(name); });
    leans.textContent = leans.dataset.leans.replace("{d}", value("lean"));
  }

  function tell() {
    var wide = Math.round((WHOLE - value("left") - value("right")) / 10), high = Math.round((WHOLE - value("top") - value("bottom")) / 10);
    said.textContent = figure.dataset.kept.replace("{w}", wide + "%").replace("{h}", high + "%");
  }

  function ask() {
    var wanted = address({ left: 0, top: 0, right: 0, bottom: 0 }), coming;
    if (busy || wanted === asked) return;
    coming = new Image();
    busy = true;
    stage.setAttribute("aria-busy", "true");
    coming.onload = function () { image.src = wanted; asked = wanted; refused = 0; done(0); };
    coming.onerror = function () {
      said.textContent = figure.dataset.slow;
      if (refused++ < 3) done(5000); else { stage.removeAttribute("aria-busy"); busy = false; }
    };
    coming.src = wanted;
  }

  function done(pause) {
    setTimeout(function () { busy = false; stage.removeAttribute("aria-busy"); ask(); }, pause);
  }

  function beside() {
    Array.prototype.forEach.call(tools.querySelectorAll("[data-light]"), function (one) { one.src = address({ light: one.dataset.light }); });
  }

  function changed() {
    lay();
    clearTimeout(timer);
    clearTimeout(idle);
    timer = setTimeout(function () { tell(); ask(); }, PAUSE);
    idle = setTimeout(beside, 8 * PAUSE);
  }

  function shift(across, down) {
    var left = value("left"), right = value("right"), top = value("top"), bottom = value("bottom");
    across = Math.round(Math.min(Math.max(across, -left), right));
    down = Math.round(Math.min(Math.max(down, -top), bottom));
    if (across < 0) { set("left", left + across); set("right", right - across); } else { set("right", right - across); set("left", left + across); }
    if (down < 0) { set("top", top + down); set("bottom", bottom - down); } else { set("bottom", bottom - down); set("top", top + down); }
  }

  function pull(corner, across, down, from) {
    set(corner.dataset.x, from[corner.dataset.x] + (corner.dataset.x === "left" ? across : -across));
    set(corner.dataset.y, from[corner.dataset.y] + (corner.dataset.y === "top" ? down : -down));
  }

  function cut() { return { left: value("left"), top: value("top"), right: value("right"), bottom: value("bottom") }; }

  function movable(handle, move) {
    var start = null, from, size;
    handle.addEventListener("pointerdown", function (event) {
      if (event.button) return;
      event.preventDefault();  // else the browser may drag the picture itself
      handle.focus();
      start = [event.clientX, event.clientY]; from = cut(); size = stage.getBoundingClientRect();
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", function (event) {
      if (!start) return;
      move((event.clientX - start[0]) / size.width * WHOLE, (event.clientY - start[1]) / size.height * WHOLE, from);
      changed();
    });
    ["pointerup", "pointercancel"].forEach(function (name) { handle.addEventListener(name, function () { start = null; }); });
    handle.addEventListener("keydown", function (event) {
      var way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key], by = event.shiftKey ? 5 * STEP : STEP;
      if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move(way[0] * by, way[1] * by, cut());
      changed();
    });
  }

  stage.className = "cutting";
  image.draggable = false;
  stage.addEventListener("dragstart", function (event) { event.preventDefault(); });
  figure.insertBefore(stage, image);
  stage.appendChild(image);
  stage.appendChild(box);
  corners.forEach(function (one) {
    stage.appendChild(one);
    movable(one, function (across, down, from) { pull(one, across, down, from); });
  });
  movable(box, function (across, down, from) {
    shift(across - (value("left") - from.left), down - (value("top") - from.top));
  });
  lean.type = "range";
  tools.querySelector(".slider").hidden = false;
  tools.addEventListener("input", function (event) {
    if (event.target !== lean && event.target.name) set(event.target.name, value(event.target.name));
    changed();
  });
  window.addEventListener("pageshow", function () { lay(); ask(); });
  lay();
  ask();
})();
