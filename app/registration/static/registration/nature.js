// What follows from what is typed: the nature of a visit or letter, rows for representatives of a group, the warning of
// a late entry, no reply on the spot to an accusation, no name where the letter is anonymous. Words stand in the page.
const ACCUSATION = "04";
const ANONYMOUS_LETTER = "03";
const DAY = 86400000;

export default function nature(form) {
  const part = (name) => form.querySelector(`[data-part=${name}]`);
  const value = (name) => form.elements[name]?.value || "";
  const ticked = (name) => Boolean(form.elements[name]?.checked);

  function words() {
    const shown = part("nature");
    if (!shown) return;
    const said = shown.dataset;
    const heads = Number(value("head_count")) || 1;
    const parts = [
      heads >= Number(form.dataset.groupFrom) ? said.group : said.individual,
      heads >= Number(form.dataset.jointFrom) ? said.joint : "",
      ticked("is_repeat") ? said.repeat : said.first,
      ticked("skip_level") ? said.skip : "",
      ticked("off_site") ? said.off : "",
    ];
    shown.textContent = parts.filter(Boolean).join(" · ");
  }

  function people() {
    const rows = part("people");
    if (rows) rows.hidden = !(Number(value("head_count")) > 1 || rows.querySelector("[data-part=rows]").children.length);
  }

  function late() {
    const note = part("late");
    // By the server's day: the clock of a window PC may be wrong.
    const days = (new Date(form.dataset.today) - new Date(value("received_on"))) / DAY;
    if (note) note.hidden = !(days > Number(form.dataset.lateAfter));
  }

  function reply() {
    const button = form.querySelector("[data-key=reply]");
    if (button) button.disabled = value("purpose") === ACCUSATION;
  }

  function anonymous(event) {
    const box = form.elements.anonymous;
    if (!box) return;
    if (event?.target.name === "letter_nature") box.checked = event.target.value === ANONYMOUS_LETTER;
    form.elements.name.disabled = box.checked;
  }

  function fit(event) {
    words();
    people();
    late();
    reply();
    anonymous(event);
  }

  form.addEventListener("input", fit);
  form.addEventListener("change", fit);
  fit();
}
