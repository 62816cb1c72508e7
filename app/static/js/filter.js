// Leaves empty conditions out of the address, so that it can be read, kept and shared.
export default function filter(form) {
  form.addEventListener("submit", () => {
    const empty = [...form.elements].filter((field) => field.name && field.value === "" && !field.disabled);
    for (const field of empty) field.disabled = true;
    setTimeout(() => empty.forEach((field) => (field.disabled = false)), 0);
  });
}
