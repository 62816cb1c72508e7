// Shows a masked value in full: asks for the purpose in a dialog, the server records who saw it and why. The
// link leads to a page of its own where there is no script. The dialog's body is that page's form.
import { send } from "./http.js";

export default function unmask(link) {
  async function formOf(address) {
    const page = new DOMParser().parseFromString(await send(address), "text/html");
    return page.querySelector("main form");
  }

  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const form = await formOf(link.href).catch(() => null);
    if (!form) return location.assign(link.href);
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.setAttribute("aria-label", link.textContent);
    form.classList.add("dialog__body");
    dialog.append(form);
    document.body.append(dialog);
    dialog.dispatchEvent(new Event("added", { bubbles: true }));
    dialog.addEventListener("close", () => dialog.remove());
    form.addEventListener("submit", async (submit) => {
      submit.preventDefault();
      try {
        const answer = await send(form.action || link.href, { method: "POST", body: new FormData(form) });
        link.previousElementSibling.textContent = answer.value;
        dialog.close();
        link.remove();
      } catch (error) {
        const line = form.querySelector(".field__error") || form.appendChild(document.createElement("p"));
        line.className = "field__error";
        line.textContent = error.body?.error || "";
      }
    });
    dialog.showModal();
  });
}
