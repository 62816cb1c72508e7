// Asks before a form is sent whose button carries data-confirm. Nothing is remembered between two
// questions, so that an answer can never belong to another act.
export function ask(question, label) {
  const dialog = document.getElementById("confirm-dialog");
  dialog.querySelector("[data-part=text]").textContent = question;
  const yes = dialog.querySelector("[data-part=yes]");
  yes.dataset.plain ||= yes.textContent;
  yes.textContent = label || yes.dataset.plain;
  return new Promise((resolve) => {
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}

export default function confirm(form) {
  let agreed = false;
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const question = button?.dataset.confirm || form.dataset.confirm;
    // What is not filled in is said by the page at once: nobody confirms an act that cannot be done.
    if (!question || agreed || !form.checkValidity()) {
      agreed = false;
      return;
    }
    event.preventDefault();
    if (!(await ask(question, button?.textContent.trim()))) return;
    agreed = true;
    form.requestSubmit(button);
  });
}
