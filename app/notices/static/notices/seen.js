// Tells the office that a page was opened: sends the form that stands in it, once, and takes it away.
export default async function seen(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    redirect: "manual",
  });
  if (answer.ok || answer.type === "opaqueredirect") form.hidden = true;
}
