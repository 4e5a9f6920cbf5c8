/* The sign shows what is typed; without this it shows what is saved. */
for (const shown of document.querySelectorAll("[data-shows]")) {
  const field = document.getElementById("id_" + shown.dataset.shows);
  if (field) field.addEventListener("input", () => { shown.textContent = field.value; });
}
