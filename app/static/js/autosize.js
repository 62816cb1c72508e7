// A text area as high as its text, up to most of the screen.
export default function autosize(area) {
  const least = area.offsetHeight;
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${Math.min(Math.max(area.scrollHeight + 2, least), innerHeight * 0.7)}px`;
  };
  area.addEventListener("input", fit);
  fit();
}
