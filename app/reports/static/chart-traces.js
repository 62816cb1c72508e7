// What of a figure is drawn, and how: bars, lines, or a heat map, which the drawing program's basic
// bundle does not have: it is drawn as bars of one height, each coloured by its number.
import { css, ink, palette, shade } from "./chart-ink.js";
import { across, fits, numbered, stacked, sum } from "./chart-layout.js";

// What is told of each place of a series, and where it leads.
const told = (figure, one) => ({
  name: one.name,
  customdata: one.links,
  hovertext: figure.names.map((name, place) => `${name} · ${one.name}: ${one.values[place]}`),
  hoverinfo: "text",
});

const places = (figure) => figure.names.map((_, place) => place);
// Within a bar: written where it fits, legible on the bar's colour.
const inside = { textposition: "inside", insidetextanchor: "middle", textangle: 0, constraintext: "none" };

function bars(figure, width) {
  const lying = across(figure);
  const colours = palette();
  return figure.series.map((one, n) => {
    const colour = colours[n % 10];
    const part = stacked(figure);
    const written = (value) => (part ? fits(figure, value, width) : numbered(figure, width));
    return {
      ...told(figure, one),
      type: "bar",
      orientation: lying ? "h" : "v",
      x: lying ? one.values : places(figure),
      y: lying ? places(figure) : one.values,
      text: one.values.map((value) => (written(value) ? String(value) : "")),
      ...(part ? { ...inside, textfont: { color: ink(colour) } } : { textposition: "outside", cliponaxis: false }),
      marker: { color: colour },
    };
  });
}

// What the parts of a line add up to; it also holds the axis above the bars.
const totals = (figure) => ({
  type: "scatter",
  mode: "text",
  x: places(figure).map((place) => sum(figure, place)),
  y: places(figure),
  text: places(figure).map((place) => (stacked(figure) ? ` ${sum(figure, place)}` : "")),
  textposition: "middle right",
  textfont: { color: css("--ink") },
  xaxis: "x2",
  cliponaxis: false,
  hoverinfo: "skip",
  showlegend: false,
});

const lines = (figure) =>
  figure.series.map((one, n) => ({
    ...told(figure, one),
    type: "scatter",
    mode: "lines+markers",
    x: places(figure),
    y: one.values,
    cliponaxis: false,
    marker: { color: palette()[n % 10] },
  }));

function heat(figure) {
  const most = Math.max(1, ...figure.series.flatMap((one) => one.values));
  return figure.series.map((one) => {
    const colours = one.values.map((value) => shade(value / most));
    return {
      ...told(figure, one),
      type: "bar",
      orientation: "h",
      x: one.values.map(() => 1),
      y: places(figure),
      text: one.values.map((value) => (value ? String(value) : "")),
      ...inside,
      constraintext: "both",
      textfont: { color: colours.map(ink) },
      marker: { color: colours, line: { color: css("--paper"), width: 1 } },
    };
  });
}

export function traces(figure, width) {
  if (figure.shape === "heat") return heat(figure);
  if (figure.shape === "lines") return lines(figure);
  return across(figure) ? [...bars(figure, width), totals(figure)] : bars(figure, width);
}
