// Every request of ours carries the forgery token; a lost login is told apart from other failures.
const meta = document.querySelector('meta[name="csrf-token"]');

export class LoggedOut extends Error {}
export class Refused extends Error {
  constructor(status, body) {
    super(`status ${status}`);
    this.status = status;
    this.body = body;
  }
}

export function setToken(token) {
  meta.content = token;
  for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = token;
}

export async function send(url, { method = "GET", body, signal, keepalive } = {}) {
  const headers = { "X-CSRFToken": meta.content, "X-Requested-With": "fetch", Accept: "application/json" };
  const response = await fetch(url, { method, body, headers, signal, keepalive, credentials: "same-origin" });
  const login = document.body.dataset.login;
  if (response.status === 401 || (login && response.redirected && response.url.includes(login.split("?")[0]))) {
    throw new LoggedOut();
  }
  const isJson = (response.headers.get("Content-Type") || "").includes("json");
  const answer = isJson ? await response.json() : await response.text();
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}
