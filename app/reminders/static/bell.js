// The bell of an open page: asks every minute whether something is new, and says so.
// Nothing is played before the person has touched the page: browsers forbid it, and rightly.
const EVERY = 60_000;
let sounds = null;

function wake() {
  sounds ||= new AudioContext();
  sounds.resume();
}

function ring() {
  if (!sounds || sounds.state !== "running") return;
  for (const [start, pitch] of [[0, 880], [0.22, 660]]) {
    const tone = sounds.createOscillator();
    const loud = sounds.createGain();
    const at = sounds.currentTime + start;
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0.15, at);
    loud.gain.exponentialRampToValueAtTime(0.001, at + 0.4);
    tone.connect(loud).connect(sounds.destination);
    tone.start(at);
    tone.stop(at + 0.4);
  }
}

export default function bell(link) {
  let tag = "";
  let newest = null;
  const shown = link.querySelector("[data-part=count]");
  addEventListener("pointerdown", wake, { once: true });
  addEventListener("keydown", wake, { once: true });

  function tell(news) {
    shown.textContent = news.count;
    shown.hidden = !news.count;
    if (newest !== null && news.newest > newest && news.sound) ring();
    newest = news.newest;
  }

  async function ask() {
    const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest", "If-None-Match": tag };
    const answer = await fetch(link.dataset.news, { headers, cache: "no-store" }).catch(() => null);
    if (answer?.status === 401 || answer?.redirected) return; // logged out: the next click says so
    if (answer?.ok) {
      tag = answer.headers.get("ETag") || "";
      tell(await answer.json());
    }
    setTimeout(ask, EVERY);
  }

  link.addEventListener("ask", ask);
  setTimeout(ask, Number(link.dataset.first || EVERY));
}
