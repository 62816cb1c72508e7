// Keeps a draft on the server every ten seconds while something changed. Nothing is kept in the browser:
// window PCs are shared. A lost login is renewed over the page and the draft is sent again.
import { LoggedOut, send } from "./http.js";
import { signInAgain } from "./relogin.js";
import { say } from "./words.js";

export default function draft(form) {
  const url = form.dataset.draftUrl;
  const note = form.querySelector("[data-part=draft]");
  let saved = snapshot();
  let sending = false;
  let asked = false;
  let leaving = false;

  function snapshot() {
    const entries = [...new FormData(form)].filter(([name, value]) => name !== "csrf_token" && !(value instanceof File));
    return new URLSearchParams(entries).toString();
  }

  function tell(text) {
    if (note) note.textContent = text;
  }

  async function save() {
    const now = snapshot();
    if (sending || leaving || now === saved) return;
    sending = true;
    try {
      const answer = await send(url, { method: "POST", body: new URLSearchParams(now) });
      saved = now;
      // Not kept: this form is registered already.
      if (answer.saved) tell(say("draftSaved", { time: new Date().toLocaleTimeString([], { hour12: false }) }));
    } catch (error) {
      tell(say("draftFailed"));
      // Asked once by itself; after "Later" the officer is not asked every ten seconds.
      if (error instanceof LoggedOut && !asked) {
        asked = true;
        if (await signInAgain()) {
          asked = false;
          sending = false;
          await save();
        }
      }
    } finally {
      sending = false;
    }
  }

  setInterval(save, Number(form.dataset.draftEvery || 10) * 1000);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  addEventListener("beforeunload", (event) => {
    if (leaving || snapshot() === saved) return;
    event.preventDefault();
    event.returnValue = say("leave");
  });
  // A second press while the form is on its way is refused by others; it must not undo the first.
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    leaving = true;
    setTimeout(() => (leaving = false), 8000);
  });
  addEventListener("pageshow", () => (leaving = false));
}
