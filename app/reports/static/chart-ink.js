// Colours of a chart, and in which of two a number is written so that it can be read on them.
export const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export const palette = () => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => css(`--chart-${n}`));

// From pale to dark, by how much of the most a number is.
export function shade(part) {
  const mix = (a, b) => Math.round(a + (b - a) * part);
  const [low, high] = [[232, 240, 250], [22, 58, 107]];
  return `#${low.map((one, n) => mix(one, high[n]).toString(16).padStart(2, "0")).join("")}`;
}

// How bright a colour is, as WCAG measures it.
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((place) => {
    const part = parseInt(colour.slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// White or black, whichever stands out more: on any colour that is at least 4.5 to 1.
export function ink(colour) {
  const bright = luminance(colour);
  return 1.05 / (bright + 0.05) > (bright + 0.05) / 0.05 ? "#ffffff" : "#000000";
}
