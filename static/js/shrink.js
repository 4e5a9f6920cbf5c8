/* Makes photos small on the phone before they are sent: at most 1,600 px, JPEG. The server takes whole ones as well. */
(function () {
  var input = document.getElementById("new");
  if (!input || !window.createImageBitmap || !window.DataTransfer) return;
  function small(file) {
    if (file.size < 400000) return Promise.resolve(file);
    return createImageBitmap(file, { imageOrientation: "from-image" }).then(function (image) {
      var scale = Math.min(1, 1600 / Math.max(image.width, image.height)), canvas = document.createElement("canvas");
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return new Promise(function (done) {
        canvas.toBlob(function (blob) { done(blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file); }, "image/jpeg", 0.82);
      });
    }).catch(function () { return file; });
  }
  input.addEventListener("change", function () {
    Promise.all(Array.prototype.map.call(input.files, small)).then(function (files) {
      var made = new DataTransfer();
      files.forEach(function (file) { made.items.add(file); });
      try { input.files = made.files; } catch (fault) { /* the whole ones go instead */ }
    });
  });
})();
