// Draws the numbers of the table below. The drawing program is Plotly's basic bundle; it has no heat
// map, so that is drawn as bars of one height, each coloured by its number.
import { across, css, layout } from "./chart-layout.js";
import { picture } from "./chart-picture.js";

function palette() {
  return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => css(`--chart-${n}`));
}

function bars(figure, lines) {
  const lying = across(figure);
  return figure.series.map((one, n) => {
    const names = figure.names.map((_, place) => place);
    const alone = figure.series.length === 1;
    return {
      type: lines ? "scatter" : "bar",
      mode: lines ? "lines+markers" : undefined,
      orientation: lying ? "h" : "v",
      name: one.name,
      x: lying ? one.values : names,
      y: lying ? names : one.values,
      customdata: one.links,
      hovertext: figure.names.map((name, place) => `${name} · ${one.name}: ${one.values[place]}`),
      hoverinfo: "text",
      text: alone && !lines ? one.values.map(String) : undefined,
      textposition: alone && !lines ? "outside" : undefined,
      cliponaxis: false,
      marker: { color: palette()[n % 10] },
    };
  });
}

function shade(part) {
  // From paper to brand; the number is written in the colour that is legible on it.
  const mix = (a, b) => Math.round(a + (b - a) * part);
  const [low, high] = [[232, 240, 250], [22, 58, 107]];
  return `rgb(${low.map((one, n) => mix(one, high[n])).join(",")})`;
}

function heat(figure) {
  const most = Math.max(1, ...figure.series.flatMap((one) => one.values));
  return figure.series.map((one) => ({
    type: "bar",
    orientation: "h",
    name: one.name,
    x: one.values.map(() => 1),
    y: figure.names.map((_, place) => place),
    customdata: one.links,
    hovertext: figure.names.map((name, place) => `${name} · ${one.name}: ${one.values[place]}`),
    hoverinfo: "text",
    text: one.values.map((value) => (value ? String(value) : "")),
    textposition: "inside",
    insidetextanchor: "middle",
    constraintext: "both",
    textangle: 0,
    textfont: { color: one.values.map((value) => (value / most > 0.45 ? "#fff" : css("--ink"))) },
    marker: { color: one.values.map((value) => shade(value / most)), line: { color: css("--paper"), width: 1 } },
  }));
}

export default async function chart(box) {
  if (!window.Plotly) return; // the table says all of it
  const figure = JSON.parse(document.getElementById(box.dataset.figure).textContent);
  const traces = figure.shape === "heat" ? heat(figure) : bars(figure, figure.shape === "lines");
  const drawing = layout(figure, box.clientWidth);
  await window.Plotly.newPlot(box, traces, drawing, { displayModeBar: false, responsive: true });
  box.on("plotly_click", ({ points }) => {
    const to = points[0].customdata;
    if (to) window.location.assign(to);
  });
  box.dataset.drawn = "yes";
  const save = document.getElementById(box.dataset.picture);
  if (!save) return;
  save.hidden = false;
  save.addEventListener("click", () => {
    const taken = picture(box, figure);
    const { width, height } = taken.layout;
    window.Plotly.downloadImage(taken, { format: "png", scale: 2, filename: box.dataset.name, width, height });
  });
}
