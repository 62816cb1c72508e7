// Tells again what a move will do whenever an entry changes: dates and units are counted on the server.
import { send } from "./http.js";

export default function effects(form) {
  const list = form.querySelector("[data-part=effects]");
  let waiting = null;
  let running = null;

  async function refresh() {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await send(form.dataset.effects, {
        method: "POST", body: new FormData(form), signal: running.signal,
      });
      list.replaceChildren(...answer.effects.map((text) => {
        const item = document.createElement("li");
        item.textContent = text;
        return item;
      }));
    } catch (error) {
      // The box is a help: the move itself says what is wrong when it is sent.
      if (error.name !== "AbortError") list.setAttribute("data-stale", "");
    }
  }

  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 250);
  });
}
