// A combobox over a long list (ARIA pattern): type a name, a code or pinyin initials, or open the list.
import { send } from "./http.js";
import { addressOf, fill, mark, named, optionsOf } from "./picker-list.js";
import { say } from "./words.js";

export default function picker(root) {
  const part = (name) => root.querySelector(`[data-part=${name}]`);
  const [text, list, chips, hidden] = ["text", "list", "chips", "value"].map(part);
  const textName = text.name;
  let shown = hidden?.dataset.text || "";
  let waiting = null;
  let running = null;

  // Text is sent only while nothing is picked, so that the server can say so.
  function settle() {
    const picked = hidden?.value && text.value === shown;
    if (!text.value || picked) text.removeAttribute("name");
    else text.name = textName;
  }

  function close() {
    list.hidden = true;
    text.setAttribute("aria-expanded", "false");
    mark(list, text, null);
  }

  // Nothing is marked by itself but the row that the words name: Enter must not take what nobody chose.
  async function search(query, to = null) {
    clearTimeout(waiting);
    running?.abort();
    running = new AbortController();
    const failed = (error) => (error.name === "AbortError" ? null : say("failed"));
    const items = await send(addressOf(root, text.form, query), { signal: running.signal }).catch(failed);
    if (items === null) return;
    fill(list, Array.isArray(items) ? items : [], query, items);
    list.hidden = false;
    text.setAttribute("aria-expanded", "true");
    mark(list, text, to ?? named(list, query));
  }

  function take(option) {
    if (chips) {
      chips.dispatchEvent(new CustomEvent("take", { detail: option.dataset }));
      text.value = "";
    } else {
      hidden.value = option.dataset.value;
      shown = text.value = option.dataset.text;
    }
    settle();
    close();
    root.dispatchEvent(new Event("change", { bubbles: true }));
  }

  text.addEventListener("input", () => {
    if (hidden) hidden.value = "";
    settle();
    clearTimeout(waiting);
    waiting = setTimeout(() => search(text.value.trim()), 150);
  });
  text.addEventListener("keydown", (event) => {
    const options = optionsOf(list);
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const to = event.key === "ArrowDown" ? at + 1 : Math.max(at, 0) - 1;
      if (list.hidden) search(text.value === shown ? "" : text.value.trim(), to);
      else mark(list, text, to);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      const meant = options[at] || (options.length === 1 && text.value && options[0]);
      if (meant) take(meant);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    } else if (event.key === "Backspace" && !text.value && chips?.lastElementChild) {
      chips.lastElementChild.querySelector("button").click();
    }
  });
  text.addEventListener("blur", () => setTimeout(() => root.contains(document.activeElement) || close(), 120));
  part("open").addEventListener("click", () => {
    text.focus();
    if (list.hidden) search(text.value === shown ? "" : text.value.trim());
    else close();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  // Another part of the page may choose: picker.dispatchEvent(new CustomEvent("choose", { detail: { value, text } })).
  root.addEventListener("choose", ({ detail }) => {
    hidden.value = detail.value;
    shown = text.value = detail.text;
    settle();
  });
  if (chips) import("./picker-chips.js").then((module) => module.default(chips, root));
  settle();
}
