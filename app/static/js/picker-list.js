// Draws the answers of a picker: the entry, in grey the way to it or what it stands under, its code at the right.
import { say } from "./words.js";

let serial = 0;

export const optionsOf = (list) => [...list.querySelectorAll("[role=option]")];

// The source with the query and with the values of the fields that narrow it: data-params="under=home_region".
export function addressOf(root, form, query) {
  const url = new URL(root.dataset.source, location.origin);
  url.searchParams.set("q", query);
  for (const pair of (root.dataset.params || "").split(",").filter(Boolean)) {
    const [name, field] = pair.split("=");
    const value = form && new FormData(form).get(field);
    if (value) url.searchParams.set(name, value);
  }
  return url;
}

// The row that the words name in full, by its name, its path or its code; null if there is none or several.
export function named(list, words) {
  const fits = ({ dataset }) => words && [dataset.label, dataset.text, dataset.code].includes(words);
  const found = optionsOf(list).flatMap((option, n) => (fits(option) ? [n] : []));
  return found.length === 1 ? found[0] : null;
}

// Marks a row, counted round from the first; null marks none.
export function mark(list, text, to) {
  const options = optionsOf(list);
  const index = to === null || !options.length ? -1 : (to + options.length) % options.length;
  options.forEach((option, n) => option.setAttribute("aria-selected", String(n === index)));
  if (index < 0) return text.removeAttribute("aria-activedescendant");
  text.setAttribute("aria-activedescendant", options[index].id);
  options[index].scrollIntoView({ block: "nearest" });
}

function highlighted(text, query) {
  const at = query ? text.indexOf(query) : -1;
  if (at < 0) return [text];
  const match = document.createElement("mark");
  match.textContent = query;
  return [text.slice(0, at), match, text.slice(at + query.length)];
}

function span(name, children) {
  const element = document.createElement("span");
  element.className = name;
  element.append(...children);
  return element;
}

// A unit stands before its superior, an entry of a tree behind the way to it.
function words(label, full, query) {
  const grey = (text) => span("picker__path", highlighted(text, query));
  const rest = full.length - label.length;
  if (rest && full.endsWith(label)) return [grey(full.slice(0, rest)), ...highlighted(label, query)];
  if (rest && full.startsWith(label)) return [...highlighted(label, query), grey(full.slice(label.length))];
  return highlighted(full, query);
}

function option(item, query) {
  const full = item.path || item.label;
  const element = document.createElement("li");
  element.className = "picker__option";
  element.id = `option-${(serial += 1)}`;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  element.dataset.value = item.value;
  element.dataset.text = full;
  element.dataset.label = item.label;
  element.dataset.code = item.code || "";
  element.append(span("picker__words", words(item.label, full, query)));
  if (item.code) element.append(span("picker__code", [item.code]));
  return element;
}

export function fill(list, items, query, problem) {
  list.replaceChildren(...items.map((item) => option(item, query)));
  if (items.length) return;
  const none = document.createElement("li");
  none.className = "picker__none";
  none.setAttribute("role", "presentation");
  none.textContent = typeof problem === "string" ? problem : say("noMatch");
  list.append(none);
}
