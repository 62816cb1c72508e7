// The work table: a click or Enter opens the row, arrows move, space picks; picked rows show the bulk bar.
import { say } from "./words.js";

export default function table(element) {
  const rows = [...element.tBodies[0].rows];
  const boxes = [...element.querySelectorAll('tbody input[type="checkbox"]')];
  const all = element.querySelector("[data-part=all]");
  const bar = element.dataset.form ? document.getElementById(element.dataset.form) : null;
  let current = Math.max(0, rows.findIndex((row) => row.classList.contains("work__here")));

  // On a phone a row is a card without heads: a number or a date says itself what it is.
  const heads = [...(element.tHead?.rows[0]?.cells || [])];
  for (const row of rows) {
    for (const cell of row.querySelectorAll(".work__minor, .work__num")) {
      const head = heads[cell.cellIndex]?.textContent.trim();
      if (head && cell.textContent.trim()) cell.dataset.label = head;
    }
  }

  const linkOf = (row) => row.querySelector("a[href]");

  function go(index) {
    const row = rows[index];
    if (!row) return;
    rows[current]?.classList.remove("work__here");
    current = index;
    row.classList.add("work__here");
    (linkOf(row) || row.querySelector("input"))?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function pick() {
    const picked = boxes.filter((box) => box.checked);
    for (const box of boxes) box.closest("tr").classList.toggle("work__picked", box.checked);
    if (all) {
      all.checked = picked.length > 0 && picked.length === boxes.length;
      all.indeterminate = picked.length > 0 && picked.length < boxes.length;
    }
    if (!bar) return;
    bar.hidden = picked.length === 0;
    bar.querySelector("[data-part=count]").textContent = say("selected", { n: picked.length });
  }

  function pickAll(checked) {
    for (const box of boxes) box.checked = checked;
    pick();
  }

  element.addEventListener("click", (event) => {
    if (event.target.closest("a, button, input, label, summary, form")) return;
    const row = event.target.closest("tr[data-href]");
    if (!row || String(getSelection())) return;
    if (event.ctrlKey || event.metaKey) open(row.dataset.href);
    else location.assign(row.dataset.href);
  });
  element.addEventListener("focusin", (event) => {
    const index = rows.indexOf(event.target.closest("tbody tr"));
    if (index < 0) return;
    rows[current]?.classList.remove("work__here");
    current = index;
    rows[index].classList.add("work__here");
  });
  element.addEventListener("change", (event) => {
    if (event.target === all) pickAll(all.checked);
    else pick();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest('input:not([type="checkbox"]), select, textarea, [role="tab"], dialog, nav');
    if (typing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!element.contains(event.target) && event.target !== document.body) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const inside = element.contains(document.activeElement);
      go(inside ? current + (event.key === "ArrowDown" ? 1 : -1) : current);
      event.preventDefault();
    } else if (event.key === " " && event.target.tagName === "A" && boxes.length) {
      const box = rows[current].querySelector('input[type="checkbox"]');
      if (box) box.checked = !box.checked;
      pick();
      event.preventDefault();
    }
  });
  bar?.querySelector("[data-part=none]")?.addEventListener("click", () => pickAll(false));
  pick();
}
