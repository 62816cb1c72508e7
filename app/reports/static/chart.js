// Draws the numbers of the table below with Plotly's basic bundle.
import { layout } from "./chart-layout.js";
import { paper, picture } from "./chart-picture.js";
import { traces } from "./chart-traces.js";

export default async function chart(box) {
  if (!window.Plotly) return; // the table says all of it
  const figure = JSON.parse(document.getElementById(box.dataset.figure).textContent);
  const width = box.clientWidth;
  await window.Plotly.newPlot(box, traces(figure, width), layout(figure, width), { displayModeBar: false, responsive: true });
  box.on("plotly_click", ({ points }) => {
    const to = points[0].customdata;
    if (to) window.location.assign(to);
  });
  box.dataset.drawn = "yes";
  picture(box, figure);
  paper(box);
}
