// Narrows the list of lists while somebody types, and brings the open one into sight.
export default function lists(nav) {
  const find = nav.querySelector("[data-part=find]");
  find.closest("[hidden]").hidden = false;
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const line of nav.querySelectorAll("li")) {
      line.hidden = !line.textContent.toLowerCase().includes(wanted);
    }
    for (const area of nav.querySelectorAll("h2")) {
      area.hidden = !area.nextElementSibling.querySelector("li:not([hidden])");
    }
  });
  const body = nav.querySelector(".lists__body");
  const open = nav.querySelector("[aria-current]");
  if (open) body.scrollTop = Math.max(0, open.offsetTop - body.clientHeight / 2);
}
