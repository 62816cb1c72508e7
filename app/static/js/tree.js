// A tree of units: folds, and moves a unit by drag or by Alt and the arrows. A move only opens the
// page that shows what it changes; nothing is saved here.
import { dragging } from "./dragging.js";
import { announce } from "./words.js";

export default function tree(root) {
  const folded = new Set(JSON.parse(sessionStorage.getItem("units-folded") || "[]"));
  for (const button of root.querySelectorAll("[data-part=fold]")) {
    const below = document.getElementById(button.getAttribute("aria-controls"));
    const show = (open) => {
      button.setAttribute("aria-expanded", String(open));
      below.hidden = !open;
    };
    button.hidden = false;
    show(!folded.has(below.id));
    button.addEventListener("click", () => {
      show(below.hidden);
      folded[below.hidden ? "add" : "delete"](below.id);
      sessionStorage.setItem("units-folded", JSON.stringify([...folded]));
    });
  }
  if (root.dataset.move) move(root);
}

const item = (element) => element?.closest(".tree__item");
const above = (one) => item(one.parentElement);
const beside = (one, step) => {
  let next = one[step];
  while (next && !next.matches(".tree__item")) next = next[step];
  return next;
};

function move(root) {
  const go = (one, parent, after) => {
    const address = new URL(root.dataset.move.replace(/0$/, one.dataset.unit), location.href);
    address.searchParams.set("parent_id", parent?.dataset.unit || "");
    address.searchParams.set("after_id", after?.dataset.unit || "0");
    location.assign(address);
  };
  const last = (parent) => parent.querySelector(":scope > .tree__below > .tree__item:last-child");
  // Each way answers with the sentence why there is nowhere to go, or with nothing.
  const { belowItself, first, last: behind, highest, alone } = root.dataset;
  const ways = {
    ArrowUp: (one) => {
      const before = beside(one, "previousElementSibling");
      return before ? go(one, above(one), beside(before, "previousElementSibling")) : first;
    },
    ArrowDown: (one) => {
      const next = beside(one, "nextElementSibling");
      return next ? go(one, above(one), next) : behind;
    },
    ArrowLeft: (one) => (above(one) ? go(one, above(above(one)), above(one)) : highest),
    ArrowRight: (one) => {
      const before = beside(one, "previousElementSibling");
      return before ? go(one, before, last(before)) : alone;
    },
  };
  root.addEventListener("keydown", (event) => {
    const name = event.target.closest("[data-part=unit]");
    if (!event.altKey || !name || !ways[event.key]) return;
    event.preventDefault();
    const why = ways[event.key](item(name));
    if (why) announce(why, "warn");
  });

  dragging(root, {
    line: ".tree__line",
    of: item,
    places: (dragged, line) => (dragged.contains(line) ? [] : ["before", "into", "after"]),
    why: (dragged, line) => (item(line) === dragged ? "" : belowItself),
    drop: (dragged, target, where) => {
      if (where === "into") go(dragged, target, last(target));
      else go(dragged, above(target), where === "after" ? target : beside(target, "previousElementSibling"));
    },
  });
}
