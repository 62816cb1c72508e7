// Postponing: typing a time chooses "at another time"; choosing another answer clears what was typed.
export default function postpone(form) {
  const { preset, to } = form.elements;
  to.addEventListener("input", () => {
    if (to.value) preset.value = "custom";
  });
  preset.addEventListener("change", () => {
    if (preset.value !== "custom") to.value = "";
  });
}
