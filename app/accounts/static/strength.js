// Shows how strong the password is that is being typed; the server judges, and keeps nothing.
const WAIT = 350;

export default function strength(box) {
  const field = document.getElementById(box.dataset.field);
  const token = document.querySelector('meta[name="csrf-token"]');
  let timer = 0;
  let asked = 0;

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
    box.hidden = !field.value;
    box.querySelector("meter").value = answer.level;
    box.querySelector("[data-part=word]").textContent = answer.word;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => (box.hidden = true)), WAIT);
  });
}
