// What a picker of several has picked: one chip each, with a button that takes it away.
import { say } from "./words.js";

export default function chips(list, root) {
  const changed = () => root.dispatchEvent(new Event("change", { bubbles: true }));

  function chip({ value, text }) {
    const item = document.createElement("li");
    item.className = "chip";
    const input = Object.assign(document.createElement("input"), { type: "hidden", name: root.dataset.name, value });
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    button.dataset.part = "remove";
    button.setAttribute("aria-label", say("remove", { what: text }));
    item.append(input, text, button);
    return item;
  }

  list.addEventListener("take", (event) => {
    const known = [...list.querySelectorAll("input")].some((input) => input.value === event.detail.value);
    if (!known) list.append(chip(event.detail));
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-part=remove]");
    if (!button) return;
    button.closest("li").remove();
    root.querySelector("[data-part=text]").focus();
    changed();
  });
}
