// Shows a part of a form only when another field says so: data-when="repeat=yes,maybe". A part that is
// hidden is disabled too, so that it is not sent.
export default function reveal(part) {
  const [name, wanted] = part.dataset.when.split("=");
  const values = wanted.split(",");
  const form = part.closest("form");

  function fit() {
    const now = new FormData(form).getAll(name);
    const show = values.includes("*") ? now.some((value) => value) : values.some((value) => now.includes(value));
    part.hidden = !show;
    for (const field of part.querySelectorAll("input, select, textarea")) field.disabled = !show;
  }

  form.addEventListener("change", fit);
  fit();
  part.dataset.ready = "";
}
