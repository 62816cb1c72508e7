// Dragging one line of a list to another: marks where it would fall, and tells where it fell.
//   line: selector of what is dropped on;  of(element): the entry that a line or a handle stands for;
//   places(dragged, line): which of "before", "into", "after" are possible there, or none;
//   why(dragged, line): the sentence for who lets go where nothing is possible;
//   drop(dragged, target, where): what happens. The keyboard has its own way to the same end.
import { announce } from "./words.js";

export function dragging(root, { line, of, places, why, drop }) {
  let dragged = null;
  let refusal = "";
  const mark = (element, where) => {
    root.querySelectorAll("[data-drop]").forEach((one) => delete one.dataset.drop);
    if (element) element.dataset.drop = where;
  };
  // The upper and lower quarter of a line mean beside it, the middle means below it, where it may.
  const place = (element, event) => {
    const possible = places(dragged, element);
    if (!possible.length) return "";
    const box = element.getBoundingClientRect();
    const part = (event.clientY - box.top) / box.height;
    if (!possible.includes("into")) return part < 0.5 ? "before" : "after";
    return part < 0.25 ? "before" : part > 0.75 ? "after" : "into";
  };
  const aim = (event) => {
    const element = dragged && event.target.closest(line);
    return element ? [element, place(element, event)] : [null, ""];
  };
  root.addEventListener("dragstart", (event) => (dragged = of(event.target)));
  root.addEventListener("dragend", () => {
    mark((dragged = null));
    if (refusal) announce(refusal, "warn");
    refusal = "";
  });
  // Where nothing may fall the browser tells of no drop: what was aimed at last is kept for the end.
  document.addEventListener("dragover", (event) => {
    if (!root.contains(event.target)) refusal = "";
  });
  root.addEventListener("dragover", (event) => {
    const [element, where] = aim(event);
    refusal = element && !where ? why(dragged, element) : "";
    if (!where) return mark(null);
    event.preventDefault();
    mark(element, where);
  });
  root.addEventListener("drop", (event) => {
    const [element, where] = aim(event);
    if (!where) return;
    event.preventDefault();
    drop(dragged, of(element), where);
  });
}
