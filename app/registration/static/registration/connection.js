// Before a form leaves, its draft is kept once more. So a lost login is renewed over the open page, and without a
// connection the page stays as it is: the browser's own error page would take what was typed.
import { LoggedOut, Refused, send } from "../js/http.js";
import { signInAgain } from "../js/relogin.js";
import { announce, say } from "../js/words.js";

export default function connection(form) {
  let answered = false;
  let asking = false;
  let gone = false;

  function fields() {
    const entries = [...new FormData(form)].filter(([, value]) => !(value instanceof File));
    return new URLSearchParams(entries);
  }

  async function reachable() {
    try {
      await send(form.dataset.draftUrl, { method: "POST", body: fields() });
      return true;
    } catch (error) {
      if (error instanceof LoggedOut) return (await signInAgain()) && reachable();
      if (error instanceof Refused) return true;
      announce(say("failed"), "bad");
      return false;
    }
  }

  // Capturing: it has to come before those who take a submit for the end of the page.
  form.addEventListener(
    "submit",
    async (event) => {
      if (answered || event.submitter?.hasAttribute("formaction")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (asking || gone) return;
      asking = true;
      answered = await reachable();
      asking = false;
      if (answered) form.requestSubmit(event.submitter);
      answered = false;
    },
    true,
  );
  // Once the form is on its way its draft is not sent again: it would outlive the registration.
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    gone = true;
    setTimeout(() => (gone = false), 8000);
  });
  addEventListener("pageshow", () => (gone = false));
}
