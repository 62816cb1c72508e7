// Signs in again over the open page, so that nothing typed is lost. Resolves to true when it worked.
import { setToken } from "./http.js";
import { announce, say } from "./words.js";

let pending = null;

// The old form token died with the old session: this one address takes none, but only JSON.
async function signIn(form) {
  const response = await fetch(form.action, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ username: form.username.value, password: form.password.value, code: form.code.value }),
    credentials: "same-origin",
  });
  const answer = await response.json();
  if (answer.code) form.querySelector("[data-part=code]").hidden = false;
  if (response.ok) setToken(answer.csrf_token);
  return response.ok ? "" : answer.error || say("failed");
}

export function signInAgain() {
  if (pending) return pending;
  const dialog = document.getElementById("login-dialog");
  const form = dialog.querySelector("form");
  const error = dialog.querySelector("[data-part=error]");
  error.textContent = "";
  pending = new Promise((resolve) => {
    form.onsubmit = async (event) => {
      event.preventDefault();
      error.textContent = await signIn(form).catch(() => say("failed"));
      if (error.textContent) return;
      form.reset();
      dialog.close("yes");
    };
    dialog.querySelector("[data-part=later]").onclick = () => dialog.close("no");
    dialog.onclose = () => {
      pending = null;
      if (dialog.returnValue === "yes") announce(say("signedIn"), "ok");
      resolve(dialog.returnValue === "yes");
    };
    dialog.returnValue = "no";
    dialog.showModal();
  });
  return pending;
}
