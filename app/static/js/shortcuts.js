// Keys of a form: Ctrl+Enter sends by its primary button, Alt+R by the one marked data-key="reply". With
// several such forms on a page the keys belong to the one that is being filled in, else to the first.
const FORM = "form[data-module~=shortcuts]";

export default function shortcuts(form) {
  const button = (key) => form.querySelector(`[data-key=${key}]`);
  document.addEventListener("keydown", (event) => {
    const meant = event.target.closest?.(FORM) || document.querySelector(FORM);
    if (meant !== form || document.querySelector("dialog[open]")) return;
    let target = null;
    if (event.ctrlKey && event.key === "Enter") target = button("submit") || form.querySelector("button[type=submit]");
    if (event.altKey && event.code === "KeyR") target = button("reply");
    if (!target || target.disabled) return;
    event.preventDefault();
    target.click();
  });
  // A second Enter or an impatient click must not register the same petition twice. Listened to at the
  // document, after every module of the form had its say: a question not yet answered is no sending.
  let sent = false;
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(() => (sent = false), 8000);
  });
  addEventListener("pageshow", () => (sent = false));
}
