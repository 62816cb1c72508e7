// A textarea becomes a rich text editor (vendor/trix); without script it stays a textarea.
// The toolbar, with its words in the reader's language, stands in a <template data-part="toolbar">.
export default async function editor(box) {
  const area = box.querySelector("textarea");
  const { default: Trix } = await import("../vendor/trix-2.1.19/trix.esm.min.js");
  // The names that the server keeps.
  Trix.config.blockAttributes.default.tagName = "p";
  Trix.config.blockAttributes.default.breakOnReturn = true;
  Trix.config.blockAttributes.heading1.tagName = "h2";
  Trix.config.blockAttributes.heading3 = { tagName: "h3", terminal: true, breakOnReturn: true, group: false };

  const toolbar = document.createElement("trix-toolbar");
  toolbar.id = `${area.id}-toolbar`;
  toolbar.append(box.querySelector("template[data-part=toolbar]").content.cloneNode(true));
  const written = document.createElement("trix-editor");
  written.setAttribute("toolbar", toolbar.id);
  written.setAttribute("aria-label", box.dataset.label);
  written.setAttribute("role", "textbox");
  written.setAttribute("aria-multiline", "true");
  written.className = "input editor__text prose-rich";
  // Files have a field of their own, where they are checked.
  written.addEventListener("trix-file-accept", (event) => event.preventDefault());
  written.addEventListener("trix-initialize", () => {
    written.editor.loadHTML(area.value);
    area.hidden = true;
  }, { once: true });
  written.addEventListener("trix-change", () => (area.value = written.value));
  area.addEventListener("focus", () => written.focus());
  document.querySelector(`label[for='${area.id}']`)?.addEventListener("click", () => written.focus());
  area.after(toolbar, written);
}
