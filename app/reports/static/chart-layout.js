// Where names and numbers of a chart stand, so that none of them overlap.
import { css } from "./chart-ink.js";
import { aslant, columns, every, named, widthOf } from "./chart-names.js";

const LINE = 26; // pixels of a lying bar, its gap included
const AXIS = 30; // of the numbers above the bars

// Many bars lie on their side: their names have a line each.
export const across = (figure) => figure.shape === "heat" || (figure.shape === "bars" && figure.names.length > 8);
// Lying bars have their parts in one line; the year before is no part and stands beside this one.
export const stacked = (figure) => across(figure) && figure.shape === "bars" && figure.parts;

const beside = (figure) => (across(figure) && figure.shape === "bars" && !stacked(figure) ? figure.series.length : 1);
// Numbers stand at bars of their own that are broad enough for three digits.
export const numbered = (figure, width) =>
  figure.shape === "bars" && !stacked(figure) &&
  (across(figure) || (0.75 * (width - 100)) / (figure.names.length * figure.series.length) >= 24);

export function layout(figure, width) {
  const isHeat = figure.shape === "heat";
  const lying = across(figure);
  const bars = lying && !isHeat;
  const legend = !isHeat && (figure.parts || figure.series.length > 1);
  const legendLines = legend ? Math.ceil(figure.series.reduce((sum, one) => sum + widthOf(one.name) + 50, 0) / (width - 80)) : 0;
  const tilted = isHeat && aslant(figure, width);
  // Above the drawing stand the legend and the names or numbers of the axis; a saved picture adds its title.
  const above = isHeat ? (tilted ? 130 : 60) : (bars ? AXIS + 10 : 24) + (legend ? 20 * legendLines + 8 : 0);
  const below = 48;
  const rows = figure.names.length * (0.45 + 0.55 * beside(figure));
  const height = lying ? Math.max(260, LINE * rows + 110 + 20 * legendLines + (tilted ? 70 : 0)) : 340 + 20 * Math.max(0, legendLines - 1);
  const values = { ...few(figure), fixedrange: true, rangemode: "tozero", tickformat: ",d", gridcolor: css("--edge-soft"), automargin: true };
  return {
    height,
    margin: { l: 48, r: bars ? 56 : 32, t: above, b: below },
    barmode: isHeat || stacked(figure) ? "stack" : "group",
    bargap: isHeat ? 0 : 0.25,
    showlegend: legend,
    legend: { orientation: "h", y: 1 + (bars ? AXIS : 8) / (height - above - below), yanchor: "bottom", x: 0, traceorder: "normal" },
    font: { family: css("--font"), size: 12, color: css("--ink-soft") },
    paper_bgcolor: css("--paper"),
    plot_bgcolor: css("--paper"),
    separators: ".,",
    hoverlabel: { font: { family: css("--font") } },
    xaxis: isHeat ? columns(figure, width) : lying ? values : every(figure, width),
    // The numbers of long bars are read from above as well.
    ...(bars && { xaxis2: { ...values, matches: "x", overlaying: "x", side: "top", showgrid: false, zeroline: false } }),
    yaxis: lying ? named(figure, width) : values,
  };
}

export const sum = (figure, n) => figure.series.reduce((all, one) => all + one.values[n], 0);

// The longest bar.
const most = (figure) =>
  Math.max(0, ...(stacked(figure) ? figure.names.map((_, n) => sum(figure, n)) : figure.series.flatMap((one) => one.values)));

// Things are counted: few of them would else get half steps, each written as the next number.
const few = (figure) => (most(figure) <= 5 ? { dtick: 1 } : {});

// Whether the number of a part fits into it.
export const fits = (figure, value, width) => value > 0 && ((width - 280) * value) / most(figure) > 8 * String(value).length + 6;
