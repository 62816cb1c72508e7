// The menu: folded away on wide screens and remembered, opened over the page on narrow ones.
import { remember } from "./cookie.js";

export default function menu(button) {
  const root = document.documentElement;
  const nav = document.getElementById("menu");
  const fold = nav.querySelector("[data-menu=fold]");
  const narrow = matchMedia("(max-width: 820px)");

  function shown() {
    return narrow.matches ? root.classList.contains("menu-open") : !root.classList.contains("menu-folded");
  }

  function tell() {
    button.setAttribute("aria-expanded", String(shown()));
  }

  function open() {
    if (narrow.matches) root.classList.add("menu-open");
    else root.classList.remove("menu-folded");
    if (!narrow.matches) remember("menu", "");
    tell();
    nav.querySelector("a, summary").focus();
  }

  function close() {
    if (narrow.matches) root.classList.remove("menu-open");
    else root.classList.add("menu-folded");
    if (!narrow.matches) remember("menu", "folded");
    tell();
    button.focus();
  }

  button.addEventListener("click", () => (shown() ? close() : open()));
  fold.addEventListener("click", close);
  nav.querySelector("[data-menu=close]").addEventListener("click", close);
  nav.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && narrow.matches) close();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event);
  });
  // Only what the officer folds is kept: the group of the open page opens by itself.
  nav.addEventListener("click", (event) => {
    if (event.target.closest("summary")) setTimeout(rememberGroups);
  });
  narrow.addEventListener("change", tell);
  tell();
  showWhereWeAre();

  function showWhereWeAre() {
    const here = nav.querySelector("[aria-current]");
    if (!here) return;
    const top = here.getBoundingClientRect().top - nav.getBoundingClientRect().top;
    if (top < 0 || top > nav.clientHeight - 80) nav.scrollTop += top - nav.clientHeight / 2;
  }

  function walk(event) {
    const stops = [...nav.querySelectorAll("a, summary")].filter((stop) => stop.offsetParent);
    const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    stops[(next + stops.length) % stops.length].focus();
    event.preventDefault();
  }

  function rememberGroups() {
    const shut = [...nav.querySelectorAll("details:not([open])")].map((group) => group.dataset.name);
    remember("menu_shut", shut.join("|"));
  }
}
