// Several files at once, dropped or chosen. With data-url each is sent by itself with its progress, and its id
// is kept in the form as "uploaded"; without, the names are listed and the form carries the files.
import { say } from "./words.js";

export default function upload(box) {
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector("[data-part=list]");
  const token = () => document.querySelector('meta[name="csrf-token"]').content;

  function line(text) {
    const item = document.createElement("li");
    item.textContent = text;
    list.append(item);
    return item;
  }

  function send(file) {
    const item = line(file.name);
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.set("file", file);
    request.upload.onprogress = (event) => {
      const percent = Math.round((100 * event.loaded) / event.total);
      item.textContent = say("uploading", { name: file.name, percent });
    };
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status < 200 || request.status > 299 || !answer.id) {
        item.className = "field__error";
        item.textContent = `${file.name}: ${answer.error || say("failed")}`;
        return;
      }
      item.textContent = `${file.name}: ${say("uploaded")}`;
      const kept = Object.assign(document.createElement("input"), { type: "hidden", name: "uploaded", value: answer.id });
      item.append(kept);
    };
    request.onerror = () => {
      item.className = "field__error";
      item.textContent = `${file.name}: ${say("failed")}`;
    };
    request.open("POST", box.dataset.url);
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return {};
    }
  }

  function take() {
    if (!box.dataset.url) {
      list.replaceChildren();
      for (const file of input.files) line(file.name);
      return;
    }
    for (const file of input.files) send(file);
    input.value = "";
  }

  input.addEventListener("change", take);
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.toggle("upload--over", name === "dragenter" || name === "dragover");
      if (name !== "drop") return;
      input.files = event.dataTransfer.files;
      take();
    });
  }
}
