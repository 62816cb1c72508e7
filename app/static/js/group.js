// Rows of a form that can be added and taken away, such as representatives. Row 0 inside the <template> is
// copied with its number replaced: names and ids hold "__n__". data-most limits the rows; data-first is the number of the first.
export default function group(root) {
  const template = root.querySelector("template");
  const body = root.querySelector("[data-part=rows]");
  const add = root.querySelector("[data-part=add]");
  const most = Number(root.dataset.most || 99);
  let next = body.children.length;

  function tell() {
    add.hidden = body.children.length >= most;
    [...body.children].forEach((row, n) => {
      const number = row.querySelector("[data-part=number]");
      if (number) number.textContent = n + Number(root.dataset.first || 1);
    });
    root.dispatchEvent(new Event("change", { bubbles: true }));
  }

  add.addEventListener("click", () => {
    if (body.children.length >= most) return;
    const copy = document.createElement("template");
    copy.innerHTML = template.innerHTML.replaceAll("__n__", String(next));
    next += 1;
    const row = document.adoptNode(copy.content.firstElementChild);
    body.append(row);
    row.dispatchEvent(new Event("added", { bubbles: true }));
    row.querySelector("input:not([type=hidden]), select")?.focus();
    tell();
  });
  body.addEventListener("click", (event) => {
    const button = event.target.closest("[data-part=remove]");
    if (!button) return;
    const row = button.closest("[data-part=rows] > *");
    (row.previousElementSibling?.querySelector("input") || add).focus();
    row.remove();
    tell();
  });
}
