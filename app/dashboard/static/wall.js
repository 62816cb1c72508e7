// The wall renews itself: the page is fetched again and put in place of the old one. Where the login
// is over it says so and stops; without a connection it says so and goes on trying.
const notice = (name, shown) => (document.getElementById(`wall-${name}`).hidden = !shown);

export default function wall(main) {
  async function turn() {
    const answer = await fetch(window.location.href, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
    const over = answer && (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403);
    notice("over", over);
    notice("cut", !over && !answer?.ok);
    if (over) return;
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      main.replaceChildren(...page.querySelector("main").childNodes);
      main.dataset.turned = Number(main.dataset.turned || 0) + 1;
    }
    next();
  }

  const next = () => setTimeout(turn, main.dataset.turn * 1000);
  next();
}
