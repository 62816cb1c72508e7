// Draws the numbers of the table below. The drawing program is Plotly's basic bundle; it has no heat
// map, so that is drawn as bars of one height, each coloured by its number.
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const NARROW = 14; // signs of a name on an axis; the whole name is told at the bar
const short = (name) => (name.length > NARROW ? `${name.slice(0, NARROW - 1)}…` : name);

function palette() {
  return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => css(`--chart-${n}`));
}

function bars(figure, lines) {
  const across = !lines && figure.names.length > 8;
  return figure.series.map((one, n) => {
    const names = figure.names.map((_, place) => place);
    const alone = figure.series.length === 1;
    return {
      type: lines ? "scatter" : "bar",
      mode: lines ? "lines+markers" : undefined,
      orientation: across ? "h" : "v",
      name: one.name,
      x: across ? one.values : names,
      y: across ? names : one.values,
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

const place = (figure) => ({
  tickvals: figure.names.map((_, n) => n),
  ticktext: figure.names.map(short),
  automargin: true,
  fixedrange: true,
});

function layout(figure, width) {
  const isHeat = figure.shape === "heat";
  const lines = figure.shape === "lines";
  const across = isHeat || (!lines && figure.names.length > 8);
  const rows = figure.names.length * (figure.series.length > 1 && !isHeat ? 1 + 0.55 * figure.series.length : 1);
  const values = { fixedrange: true, rangemode: "tozero", tickformat: ",d", gridcolor: css("--edge-soft"), automargin: true };
  const parts = {
    tickvals: figure.series.map((_, n) => n + 0.5),
    ticktext: figure.series.map((one) => short(one.name)),
    range: [0, figure.series.length],
    side: "top",
    fixedrange: true,
    automargin: true,
    showgrid: false,
    tickangle: figure.series.length * 90 > width - 200 ? -40 : 0,
  };
  return {
    height: across ? Math.max(260, 26 * rows + 110) : 340,
    margin: { l: 48, r: 32, t: isHeat ? 60 : 24, b: 48 },
    barmode: isHeat ? "stack" : "group",
    bargap: isHeat ? 0 : 0.25,
    showlegend: !isHeat && figure.series.length > 1,
    legend: { orientation: "h", y: 1.02, yanchor: "bottom", x: 0 },
    font: { family: css("--font"), size: 12, color: css("--ink-soft") },
    paper_bgcolor: css("--paper"),
    plot_bgcolor: css("--paper"),
    separators: ".,",
    hoverlabel: { font: { family: css("--font") } },
    xaxis: isHeat ? parts : across ? values : { ...place(figure), ...every(figure, width) },
    yaxis: across ? { ...place(figure), autorange: "reversed" } : values,
  };
}

// Names that would run into each other: only every nth is written, the others are told at the point.
function every(figure, width) {
  const widthOf = (name) => [...name].reduce((sum, sign) => sum + (sign < "\u2e80" ? 7 : 12), 0);
  const wide = Math.max(...figure.names.map((name) => widthOf(short(name)))) + 12;
  const step = Math.max(1, Math.ceil((figure.names.length * wide) / Math.max(width - 100, 1)));
  const kept = figure.names.map((_, n) => n).filter((n) => n % step === 0);
  return { tickvals: kept, ticktext: kept.map((n) => short(figure.names[n])), tickangle: 0 };
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
  const picture = document.getElementById(box.dataset.picture);
  if (!picture) return;
  picture.hidden = false;
  picture.addEventListener("click", () =>
    window.Plotly.downloadImage(box, { format: "png", scale: 2, filename: box.dataset.name, width: box.clientWidth, height: drawing.height }));
}
