// A field that is corrected loses its red mark and its message at once, and its line in the summary.
// A form may be sent by script and come back beside the page: what was put right must not look wrong.
export function clear(control) {
  const field = control.closest(".field");
  if (!field?.querySelector("[aria-invalid], .input--bad, .field__error")) return;
  for (const bad of [field, ...field.querySelectorAll("[aria-invalid]")]) bad.removeAttribute("aria-invalid");
  for (const bad of field.querySelectorAll(".input--bad")) bad.classList.remove("input--bad");
  const gone = [...field.querySelectorAll(".field__error")].map((error) => (error.remove(), error.id)).filter(Boolean);
  for (const told of [field, ...field.querySelectorAll("[aria-describedby]")]) forget(told, gone);
  const summary = document.querySelector(".errors");
  for (const line of summary?.querySelectorAll(`a[href="#${CSS.escape(control.id)}"]`) || []) line.closest("li").remove();
  if (summary && !summary.querySelector("li")) summary.remove();
}

function forget(element, ids) {
  const kept = (element.getAttribute("aria-describedby") || "").split(/\s+/).filter((id) => id && !ids.includes(id));
  if (kept.length) element.setAttribute("aria-describedby", kept.join(" "));
  else element.removeAttribute("aria-describedby");
}

const typed = (event) => event.target.matches?.("input, select, textarea") && clear(event.target);
document.addEventListener("input", typed);
document.addEventListener("change", typed);
