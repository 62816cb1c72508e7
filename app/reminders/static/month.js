// The month by keyboard: arrows go from day to day, Home and End to the ends of the week, Page Up
// and Page Down to the other months. Beyond its last day the next month opens, on the day after.
const COLUMNS = 7;
const DAY = 86_400_000;

export default function month(table) {
  const days = [...table.querySelectorAll("[data-day]")];
  // Where the arrows left the month before: the day waits in the address.
  const asked = location.hash.match(/^#day-(\d{4}-\d{2}-\d{2})$/);
  if (asked) days.find((day) => day.dataset.day === asked[1])?.focus();

  function steps(key, at) {
    const weekday = at % COLUMNS;
    return { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS, Home: -weekday, End: COLUMNS - 1 - weekday }[key];
  }

  function turn(day) {
    location.assign(`${table.dataset.calendar}?month=${day.slice(0, 7)}#day-${day}`);
  }

  function go(from, distance) {
    const next = days[days.indexOf(from) + distance];
    if (next) next.focus();
    else turn(new Date(Date.parse(from.dataset.day) + distance * DAY).toISOString().slice(0, 10));
  }

  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const cell = event.target.closest("td");
    const from = days.find((day) => cell?.contains(day));
    if (!from) return;
    const other = { PageUp: table.dataset.previous, PageDown: table.dataset.following }[event.key];
    const distance = steps(event.key, days.indexOf(from));
    if (!other && distance === undefined) return;
    event.preventDefault();
    if (other) turn(`${other}-01`);
    else if (distance) go(from, distance);
  });
}
