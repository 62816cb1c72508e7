// The month by keyboard: arrows go from day to day, Home and End to the ends of the week.
const COLUMNS = 7;

export default function month(table) {
  const days = [...table.querySelectorAll("[data-day]")];

  function target(key, at) {
    const weekday = at % COLUMNS;
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS, Home: -weekday, End: COLUMNS - 1 - weekday };
    return key in steps ? days[at + steps[key]] : null;
  }

  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const cell = event.target.closest("td");
    const at = days.findIndex((day) => cell?.contains(day));
    const next = at < 0 ? null : target(event.key, at);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
