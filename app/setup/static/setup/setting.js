// The value of a setting is written only under "a value of our own". Whoever clicks into it or types means that one.
export default function setting(form) {
  const sources = [...form.querySelectorAll("input[name=source]")];
  const own = sources.find((source) => source.value === "own");
  const field = form.querySelector("input[type=text], input[type=number], select");
  const choice = field.tagName === "SELECT";

  function fit() {
    // A list cannot be read-only; one that is disabled is not sent, as nothing is said with it.
    if (choice) field.disabled = !own.checked;
    else field.readOnly = !own.checked;
  }

  function take() {
    if (own.checked) return;
    own.checked = true;
    fit();
    field.select?.();
  }

  for (const source of sources) {
    source.addEventListener("change", () => {
      fit();
      if (own.checked) field.focus();
      else if (!choice) field.value = field.defaultValue;
    });
  }
  if (!choice) {
    field.addEventListener("click", take);
    field.addEventListener("keydown", (event) => {
      const types = event.key.length === 1 || ["Backspace", "Delete"].includes(event.key);
      if (types && !event.ctrlKey && !event.metaKey && !event.altKey) take();
    });
  }
  fit();
}
