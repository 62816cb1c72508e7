// After an ID number is typed: sex, birth date, age and home region fill in, mistakes are named at once. The
// number goes in the body of a POST, never into an address or a log of addresses.
import { LoggedOut, send } from "./http.js";
import { signInAgain } from "./relogin.js";

export default function idNumber(input) {
  const scope = input.closest("[data-id-scope]") || input.form;
  const below = input.closest(".field")?.querySelector(".field__label + div") || input.parentElement;
  let asked = "";

  function line(kind, text) {
    below.querySelector(`[data-live=${kind}]`)?.remove();
    if (!text) return;
    const element = document.createElement("p");
    element.className = `field__${kind}`;
    element.dataset.live = kind;
    element.setAttribute("role", "status");
    element.textContent = text;
    below.append(element);
  }

  function fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const shown = scope.querySelector(`[data-part="${name}"]`);
      if (shown) shown.textContent = value;
      const field = scope.querySelector(`[data-fills="${name}"]`);
      // What the last number filled in may be changed by the next one; what was typed, never.
      if (field && (!field.value || field.value === field.dataset.filled)) {
        field.value = field.dataset.filled = value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
  }

  async function read() {
    const number = input.value.trim();
    const question = `${input.form.elements[input.dataset.with]?.value} ${number}`;
    if (question === asked) return;
    asked = question;
    for (const old of below.querySelectorAll(".field__error, .field__ok, [data-live]")) old.remove();
    input.classList.remove("input--bad");
    if (!number) return;
    const body = new FormData();
    body.set("number", number);
    const other = input.dataset.with && input.form.elements[input.dataset.with];
    if (other) body.set("kind", other.value);
    try {
      const answer = await send(input.dataset.url, { method: "POST", body });
      fill(answer.values || {});
      line("ok", answer.ok);
      if (answer.warning) line("hint", answer.warning);
      input.dispatchEvent(new CustomEvent("identified", { bubbles: true, detail: answer }));
    } catch (error) {
      asked = "";
      if (error instanceof LoggedOut && (await signInAgain())) return read();
      input.classList.toggle("input--bad", Boolean(error.body?.error));
      line("error", error.body?.error);
    }
  }

  input.addEventListener("change", read);
  input.form.elements[input.dataset.with]?.addEventListener("change", read);
}
