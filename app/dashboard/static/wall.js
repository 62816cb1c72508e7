// The wall renews itself: the page is fetched again and put in place of the old one. Where the login
// is over it says so and stops; without a connection it says so and goes on trying.
const PATIENCE = 20_000; // milliseconds that an answer may take

const notice = (name, shown) => (document.getElementById(`wall-${name}`).hidden = !shown);

// What came back: that the login is over, the fresh page, or nothing of use.
async function asked() {
  const patience = new AbortController();
  const end = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const answer = await fetch(window.location.href, { credentials: "same-origin", signal: patience.signal });
    // Led on within the house it is the login; whoever leads out of it is refused by the browser, so cut off.
    if (answer.redirected || answer.status === 401 || answer.status === 403) return { over: true };
    const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
    // A portal of the network answers as well, with a page of its own.
    return { fresh: page.querySelector("main[data-turn]") };
  } catch {
    return {};
  } finally {
    clearTimeout(end);
  }
}

export default function wall(main) {
  async function turn() {
    const { over, fresh } = await asked();
    notice("over", over);
    notice("cut", !over && !fresh);
    if (over) return;
    if (fresh) {
      main.replaceChildren(...fresh.childNodes);
      main.dataset.turned = Number(main.dataset.turned || 0) + 1;
    }
    next();
  }

  const next = () => setTimeout(turn, main.dataset.turn * 1000);
  next();
}
