// Where names and numbers of a chart stand, so that none of them overlap.
export const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const NARROW = 14; // signs of a name on an axis; the whole name is told at the bar
const short = (name) => (name.length > NARROW ? `${name.slice(0, NARROW - 1)}…` : name);

// Many bars lie on their side: their names have a line each.
export const across = (figure) => figure.shape === "heat" || (figure.shape === "bars" && figure.names.length > 8);

const place = (figure) => ({
  tickvals: figure.names.map((_, n) => n),
  ticktext: figure.names.map(short),
  automargin: true,
  fixedrange: true,
});

export function layout(figure, width) {
  const isHeat = figure.shape === "heat";
  const lying = across(figure);
  const rows = figure.names.length * (figure.series.length > 1 && !isHeat ? 1 + 0.55 * figure.series.length : 1);
  // Things are counted: few of them would else get half steps, each written as the next number.
  const few = Math.max(0, ...figure.series.flatMap((one) => one.values)) <= 5;
  const values = { ...(few && { dtick: 1 }), fixedrange: true, rangemode: "tozero", tickformat: ",d", gridcolor: css("--edge-soft"), automargin: true };
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
    height: lying ? Math.max(260, 26 * rows + 110) : 340,
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
    xaxis: isHeat ? parts : lying ? values : { ...place(figure), ...every(figure, width) },
    yaxis: lying ? { ...place(figure), autorange: "reversed" } : values,
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
