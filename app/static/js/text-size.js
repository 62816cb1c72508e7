// Large text, for everybody who wants it, on every page of this browser.
import { remember } from "./cookie.js";

export default function textSize(button) {
  button.addEventListener("click", () => {
    const large = document.documentElement.classList.toggle("large-text");
    button.setAttribute("aria-pressed", String(large));
    remember("text", large ? "large" : "");
  });
}
