// Counts the ticked permissions of each desk of a role, and ticks all of a desk or none.
export default function desks(form) {
  for (const desk of form.querySelectorAll("[data-desk]")) {
    const boxes = [...desk.querySelectorAll("input[type=checkbox]")];
    const button = desk.querySelector("[data-part=all]");
    const words = [button.textContent, button.dataset.none];
    const shown = form.querySelectorAll(`[data-count="${desk.dataset.desk}"]`);

    const count = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      for (const place of shown) place.textContent = `${ticked} / ${boxes.length}`;
      button.textContent = words[ticked === boxes.length ? 1 : 0];
    };

    button.hidden = false;
    button.addEventListener("click", () => {
      const every = boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = !every;
      count();
    });
    desk.addEventListener("change", count);
    count();
  }
}
