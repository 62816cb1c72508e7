// A <details> that lies over the page: closes on Escape, on a click elsewhere, when the focus leaves.
export default function popover(details) {
  const close = (refocus) => {
    details.open = false;
    if (refocus) details.querySelector("summary").focus();
  };
  details.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && details.open) close(true);
  });
  document.addEventListener("click", (event) => {
    if (details.open && !details.contains(event.target)) close(false);
  });
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !details.contains(event.relatedTarget)) close(false);
  });
}
