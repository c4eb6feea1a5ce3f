// What the drawings share: elements, the sign of each basis, saving. Colours are written into the SVG, so that a saved
// file keeps them.

const SVG = "http://www.w3.org/2000/svg";

function el(parent, tag, attributes = {}, text = null) {
  const inSvg = tag === "svg" || parent?.namespaceURI === SVG;
  const node = inSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== null) node.textContent = text;
  parent?.append(node);
  return node;
}

// An empty drawing on its ground, with the page's own font and colours.
function sheet(root, width, height, attributes) {
  const style = getComputedStyle(root);
  const ink = style.getPropertyValue("--st-text-color").trim() || "#222";
  const paper = style.getPropertyValue("--st-background-color").trim() || "#fff";
  const svg = el(null, "svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": style.fontFamily,
    "font-size": 13, ...attributes });
  el(svg, "rect", { width, height, fill: paper });
  return { svg, ink, paper };
}

// The marks of metrics/charts/signs.py, under the names that plotly gives them.
const SIGNS = {
  circle: (parent, { x, y, size, colour }) => el(parent, "circle", { cx: x, cy: y, r: size / 2, fill: colour }),
  "circle-open": ring,
  "circle-open-dot": (parent, mark) => {
    ring(parent, mark);
    const { x, y, size, colour } = mark;
    el(parent, "path", { d: `M${x},${y - size / 2}a${size / 2},${size / 2} 0 0 0 0,${size}z`, fill: colour });
  },
  square: (parent, { x, y, size, colour }) =>
    el(parent, "rect", { x: x - size / 2, y: y - size / 2, width: size, height: size, fill: colour }),
  "line-ns-open": (parent, { x, y, size, colour, edge }) =>
    el(parent, "line", { x1: x, x2: x, y1: y - size / 2, y2: y + size / 2, stroke: colour, "stroke-width": edge }),
};

function ring(parent, { x, y, size, colour, edge, paper }) {
  el(parent, "circle", { cx: x, cy: y, r: size / 2, fill: paper, stroke: colour, "stroke-width": edge });
}

// The smallest of 1, 2, 5 times a power of ten that cuts `span` into at most `most` steps.
function roundStep(span, most) {
  const size = 10 ** Math.floor(Math.log10(span / most));
  return [1, 2, 5, 10].map((k) => k * size).find((step) => span / step <= most * 1.0001);
}

// A button for each kind of file; `drawing` gives what stands there by then, and its name.
function offerFiles(parent, labels, drawing) {
  ["svg", "png"].forEach((format, i) => {
    const button = el(parent, "button", { type: "button", class: "save", "aria-label": labels[i], title: labels[i] },
      format.toUpperCase());
    button.onclick = () => save(...drawing(), format);
  });
}

// Hand the drawing over as a file: as it is, or as a picture of twice its size.
function save(svg, name, format) {
  const copy = svg.cloneNode(true);
  copy.setAttribute("xmlns", SVG);
  const drawn = new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
  if (format === "svg") return download(drawn, `${name}.svg`);
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    canvas.toBlob((picture) => download(picture, `${name}.png`));
  };
  image.src = URL.createObjectURL(drawn);
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
