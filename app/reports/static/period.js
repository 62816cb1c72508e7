// The usual spans and the two days hold each other: a day that is changed leaves the span, a span fills the days.
export default function period(select) {
  const { since, until } = select.form.elements;
  const spans = JSON.parse(select.dataset.spans);
  select.addEventListener("change", () => {
    if (spans[select.value]) [since.value, until.value] = spans[select.value];
  });
  for (const day of [since, until]) {
    day.addEventListener("input", () => {
      select.value = "";
    });
  }
}
