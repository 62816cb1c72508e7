// Earlier petitions of the number that was just read, as the server drew them; choosing one fills the repeat in. The home
// region of the number is put into its picker unless one was chosen by hand.
export default function repeats(panel) {
  const form = document.getElementById("registration");

  function set(name, value) {
    const field = form.elements[name];
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function compare() {
    const issue = form.elements.issue.value;
    for (const match of panel.querySelectorAll("[data-issue]")) {
      const same = match.querySelector("[data-part=same-issue]");
      same.hidden = !issue || match.dataset.issue !== issue;
    }
  }

  function settle(region) {
    const picker = form.querySelector("[data-name=home_region]");
    const hidden = picker.querySelector("[data-part=value]");
    if (!region || (hidden.value && hidden.value !== picker.dataset.filled)) return;
    picker.dataset.filled = region.value;
    picker.dispatchEvent(new CustomEvent("choose", { detail: region }));
  }

  // A representative's number is nobody's repeat: only the petitioner's speaks here.
  form.addEventListener("identified", (event) => {
    if (event.target.name !== "id_number") return;
    settle(event.detail.region);
    panel.innerHTML = event.detail.matches;
    compare();
  });
  panel.addEventListener("change", (event) => {
    if (event.target.name !== "match") return;
    set("is_repeat", Boolean(event.target.value));
    set("first_number", event.target.value);
  });
  form.addEventListener("change", compare);
  compare();
}
