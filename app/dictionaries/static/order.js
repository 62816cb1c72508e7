// The entries of a dictionary: dragged by their first cell to another place on the same level.
import { dragging } from "../js/dragging.js";

export default function order(table) {
  const form = document.getElementById("order");
  if (!form) return;
  dragging(table, {
    line: "tbody tr",
    of: (element) => element.closest("tr"),
    places: (dragged, row) =>
      row !== dragged && row.dataset.above === dragged.dataset.above ? ["before", "after"] : [],
    why: (dragged, row) => (row === dragged ? "" : table.dataset.elsewhere),
    drop: (dragged, target, where) => {
      form.action = dragged.dataset.place;
      form.elements.beside.value = target.dataset.code;
      form.elements.where.value = where;
      form.submit();
    },
  });
}
