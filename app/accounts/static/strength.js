// Shows how strong the password is that is being typed, and which rules it keeps; the server judges, and keeps nothing.
const WAIT = 350;

export default function strength(box) {
  const field = document.getElementById(box.dataset.field);
  const token = document.querySelector('meta[name="csrf-token"]');
  let timer = 0;
  let asked = 0;

  const rules = [...document.getElementById(box.dataset.rules).children];

  function tick(met) {
    rules.forEach((rule, at) => {
      rule.classList.toggle("is-met", Boolean(met[at]));
      rule.querySelector("[data-part=met]").hidden = !met[at];
    });
  }

  function empty() {
    asked += 1;
    box.hidden = true;
    tick([]);
  }

  async function ask() {
    const turn = ++asked;
    const response = await fetch(box.dataset.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token.content, Accept: "application/json" },
      body: JSON.stringify({ password: field.value }),
      credentials: "same-origin",
    });
    if (!response.ok || turn !== asked) return;
    const answer = await response.json();
    box.hidden = false;
    tick(answer.met);
    box.querySelector("meter").value = answer.level;
    box.querySelector("[data-part=word]").textContent = answer.word;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value) timer = setTimeout(() => ask().catch(empty), WAIT);
    else empty();
  });
}
