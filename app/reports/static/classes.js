// A report by classes: each class folds away the lines that it is made of. Without script all are shown.
export default function classes(table) {
  for (const row of table.querySelectorAll(".tally__class")) {
    const parts = [...table.querySelectorAll("[data-parent]")].filter((one) => one.dataset.parent === row.dataset.key);
    if (!parts.length) continue;
    const head = row.querySelector("th");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tally__fold";
    button.title = table.dataset.open;
    button.textContent = head.textContent;
    head.replaceChildren(button);
    const show = (open) => {
      button.setAttribute("aria-expanded", String(open));
      for (const part of parts) part.hidden = !open;
    };
    button.addEventListener("click", () => show(parts[0].hidden));
    show(false);
  }
}
