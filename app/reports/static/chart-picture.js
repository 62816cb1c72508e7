// A chart that leaves the page. A picture that is passed on says what it counts, of which days and for whom;
// on paper the drawing is as wide as a sheet lying on its side and no higher.
const LEAST = 900; // so wide that the facts have room
const EDGE = 16;
const LINE = 17;
const SHEET = { width: 1030, height: 640 }; // pixels of A4 between its margins, with the title above

// The facts on as many lines as the width asks for.
function folded(facts, width) {
  const wide = (words) => [...words].reduce((sum, sign) => sum + (sign < "\u2e80" ? 6.5 : 12), 0);
  return facts.reduce((lines, fact) => {
    const longer = lines.length ? `${lines.at(-1)} · ${fact}` : fact;
    return !lines.length || wide(longer) > width ? [...lines, fact] : [...lines.slice(0, -1), longer];
  }, []);
}

function titled(box, figure) {
  const { height, margin } = box.layout;
  const width = Math.max(box.clientWidth, LEAST);
  const facts = folded(figure.facts, width - 2 * EDGE);
  const above = 40 + LINE * facts.length;
  const title = {
    text: figure.title,
    font: { size: 17, weight: 600 },
    subtitle: { text: facts.join("<br>"), font: { size: 12 } },
    ...{ x: 0, xref: "container", xanchor: "left", y: 1, yref: "container", yanchor: "top", pad: { l: EDGE, t: EDGE } },
  };
  return {
    data: box.data,
    layout: { ...box.layout, title, width, height: height + above, margin: { ...margin, t: margin.t + above } },
  };
}

export function picture(box, figure) {
  const button = document.getElementById(box.dataset.picture);
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const taken = titled(box, figure);
    const { width, height } = taken.layout;
    window.Plotly.downloadImage(taken, { format: "png", scale: 2, filename: box.dataset.name, width, height });
  });
}

export function paper(box) {
  const { height } = box.layout;
  const sized = (to) => window.Plotly.relayout(box, to);
  window.addEventListener("beforeprint", () => sized({ width: SHEET.width, height: Math.min(height, SHEET.height) }));
  window.addEventListener("afterprint", () => sized({ width: null, height, autosize: true }));
}
