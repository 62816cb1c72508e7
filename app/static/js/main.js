// Attaches one behaviour per element: data-module="table confirm" loads table.js and confirm.js.
// A room names a module of its own by its address (url_for("registration.static", filename="repeats.js")).
import "./corrected.js";
import "./savebar.js";
import "./shortcuts-page.js";

const loaded = new WeakMap();

async function attach(element, name) {
  const done = loaded.get(element) || new Set();
  if (done.has(name)) return;
  loaded.set(element, done.add(name));
  const address = name.startsWith("/") ? name : `./${name}.js`;
  (await import(address)).default(element);
}

export async function start(root) {
  const elements = [...root.querySelectorAll("[data-module]")];
  if (root.matches?.("[data-module]")) elements.unshift(root);
  const names = (element) => element.dataset.module.split(/\s+/);
  await Promise.all(elements.flatMap((element) => names(element).map((name) => attach(element, name))));
}

// Whoever drives the page by script may wait for this: before it, keys and clicks find no behaviour.
start(document).finally(() => (document.documentElement.dataset.ready = "yes"));
// Rows and boxes that scripts add later ask for their behaviour by this event.
document.addEventListener("added", (event) => start(event.target));
