// Small choices of looks are kept in a cookie: the server draws the page right at once, and
// nothing of a petition is ever stored in the browser.
export function remember(name, value) {
  const age = value ? 31536000 : 0;
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${age}; SameSite=Lax`;
}
