// Long work: asks how far it is until it is done, then shows where the result lies.
import { send } from "./http.js";

export default function progress(box) {
  const bar = box.querySelector("progress");
  const text = box.querySelector("[data-part=text]");
  if (!box.dataset.url) return;

  async function look() {
    const answer = await send(box.dataset.url).catch(() => null);
    if (answer) {
      bar.max = answer.top;
      bar.value = answer.value;
      text.textContent = answer.text;
      if (answer.href) {
        const link = document.createElement("a");
        link.href = answer.href;
        link.textContent = answer.text;
        text.replaceChildren(link);
      }
      if (answer.value >= answer.top) return;
    }
    setTimeout(look, 2000);
  }

  look();
}
