// Words come from the page, so that they are translated with it.
const words = JSON.parse(document.querySelector('meta[name="words"]').content);

export function say(key, values = {}) {
  return (words[key] || key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function announce(text, tone = "info") {
  const region = document.getElementById("flashes");
  const line = document.createElement("p");
  line.className = `notice notice--${tone}`;
  line.textContent = text;
  region.classList.add("flashes--said");
  region.replaceChildren(line);
}
