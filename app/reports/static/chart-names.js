// Names on the axes of a chart, as far as they have room.
const signWidth = (sign) => (sign < "\u2e80" ? 7 : 12);
export const widthOf = (name) => [...name].reduce((all, sign) => all + signWidth(sign), 0);

// A name as far as it has room, in pixels; the whole one is told at the bar.
function cut(name, room) {
  if (widthOf(name) <= room) return name;
  let left = room - 12;
  const kept = [...name].findIndex((sign) => (left -= signWidth(sign)) < 0);
  return `${[...name].slice(0, kept).join("")}…`;
}

// Names beside lying bars take up to a third of the width, or 28 Chinese signs.
export const named = (figure, width) => ({
  tickvals: figure.names.map((_, n) => n),
  ticktext: figure.names.map((name) => cut(name, Math.min(336, 0.3 * width))),
  range: [figure.names.length - 0.5, -0.5],
  automargin: true,
  fixedrange: true,
});

const TILTED = 80; // pixels of a column: narrower ones have their names aslant
const columnOf = (figure, width) => (width - Math.min(336, 0.3 * width)) / figure.series.length;
export const aslant = (figure, width) => columnOf(figure, width) < TILTED;

export function columns(figure, width) {
  const many = figure.series.length;
  const slot = columnOf(figure, width);
  return {
    tickvals: figure.series.map((_, n) => n + 0.5),
    ticktext: figure.series.map((one) => cut(one.name, slot < TILTED ? 168 : slot - 8)),
    range: [0, many],
    side: "top",
    fixedrange: true,
    automargin: true,
    showgrid: false,
    tickangle: slot < TILTED ? -40 : 0,
  };
}

// Names that would run into each other: only every nth is written, the others are told at the point.
export function every(figure, width) {
  const many = figure.names.length;
  const slot = Math.max(width - 100, 1) / many;
  const names = figure.names.map((name) => cut(name, figure.shape === "lines" ? 168 : Math.max(72, slot - 12)));
  const step = Math.max(1, Math.ceil((Math.max(...names.map(widthOf)) + 12) / slot));
  const kept = names.map((_, n) => n).filter((n) => n % step === 0);
  return {
    tickvals: kept,
    ticktext: kept.map((n) => names[n]),
    tickangle: 0,
    // Below the nought of the other axis, beside which the first name begins.
    ticklabelstandoff: 8,
    range: [-0.5, many - 0.5],
    automargin: true,
    fixedrange: true,
    showgrid: false,
    zeroline: false,
  };
}
