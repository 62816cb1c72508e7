// Enter walks to the next field, as clerks are used to; in a text area it makes a new line.
export default function enterWalk(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.altKey || event.isComposing) return;
    const from = event.target;
    if (event.defaultPrevented || from.matches("textarea, button, a, summary, input[type=file]")) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll("input, select, textarea, button[type=submit]")].filter(
      (field) => field.offsetParent && !field.disabled && !field.readOnly && field.type !== "hidden",
    );
    const sameGroup = (field) => field.type === "radio" && field.name === from.name;
    const next = fields.slice(fields.indexOf(from) + 1).find((field) => !sameGroup(field));
    next?.focus();
    if (next?.select && next.type !== "file") next.select();
  });
}
