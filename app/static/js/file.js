// The face of a file field names what was chosen: the browser's own words are in the browser's language.
export default function file(box) {
  const input = box.querySelector("input");
  const names = box.querySelector("[data-part=names]");
  const none = names.textContent;
  const tell = () => (names.textContent = [...input.files].map((each) => each.name).join(", ") || none);
  input.addEventListener("change", tell);
  input.form?.addEventListener("reset", () => setTimeout(tell));
  tell();
}
