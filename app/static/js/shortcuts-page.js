// "/" goes to the search box from anywhere outside a field.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.isContentEditable || event.target.closest("input, select, textarea, dialog")) return;
  const search = document.querySelector("[data-key=search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});
