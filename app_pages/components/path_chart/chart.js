// Draws the figures of metrics/charts/paths.py, and knows what they use of plotly, no more. Measured against a stock page:
// key to chart 0.6 to 0.75 in place of 0.85 with plotly's drawing, first page 1.0 in place of 1.45. And its points are
// reached by keyboard.

const views = new WeakMap();
const NEAR = 30; // how far, in pixels, the pointer may be from a point that answers

export default function (component) {
  const root = component.parentElement.querySelector(".path-chart");
  if (!views.has(root)) views.set(root, new PathChart(root));
  const view = views.get(root);
  view.choose = (claim) => component.setTriggerValue("chosen", claim);
  view.data = component.data;
  view.draw();
  return () => view.close();
}

class PathChart {
  constructor(root) {
    this.root = root;
    this.place = el(root, "div", { class: "drawing" });
    this.tip = el(root, "div", { class: "tip", hidden: "" });
    this.saving = el(root, "div", { class: "saving" });
    this.observer = new ResizeObserver(() => this.place.clientWidth !== this.width && this.draw());
    this.observer.observe(this.place);
  }

  close() {
    this.observer.disconnect();
    views.delete(this.root);
    this.root.replaceChildren();
  }

  draw() {
    this.width = this.place.clientWidth;
    if (this.width < 50) return;
    const { figure, alt } = this.data;
    const focused = document.activeElement?.dataset?.claim;
    const height = Math.min(figure.layout.height, Math.max(300, Math.round(this.width * 0.8)));
    const page = sheet(this.root, this.width, height, { role: "group", "aria-label": alt });
    this.points = [];
    const scale = this.axes(page, figure.layout, height);
    for (const trace of figure.data) this.shapes(page, scale, trace);
    for (const trace of figure.data) this.texts(page, scale, trace);
    this.hideTip();
    this.answer(page.svg);
    this.place.replaceChildren(page.svg);
    if (focused) page.svg.querySelector(`[data-claim="${CSS.escape(focused)}"]`)?.focus();
    this.offerFiles();
  }

  axes({ svg, ink }, { xaxis, yaxis, margin, separators }, height) {
    const [[firstX, lastX], [low, high]] = [xaxis.range, yaxis.range];
    const step = roundStep(high - low, yaxis.nticks);
    const ticks = [];
    for (let i = Math.ceil(low / step); i * step <= high; i++) ticks.push(i * step);
    const names = ticks.map((tick) => written(tick, step, separators));
    const left = 14 + 7.4 * Math.max(...names.map((name) => name.length));
    const [right, top, bottom] = [this.width - 8, margin.t, height - 30];
    const x = (value) => left + ((right - left) * (value - firstX)) / (lastX - firstX);
    const y = (value) => bottom - ((bottom - top) * (value - low)) / (high - low);
    el(svg, "text", { x: 2, y: 15, fill: ink, class: "unit" }, yaxis.title.text);
    ticks.forEach((tick, i) => {
      el(svg, "line", { x1: left, x2: right, y1: y(tick), y2: y(tick), stroke: ink, "stroke-opacity": 0.12 });
      el(svg, "text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end", fill: ink }, names[i]);
    });
    const years = xaxis.dtick * Math.ceil((40 * (lastX - firstX)) / (right - left) / xaxis.dtick);
    for (let year = Math.ceil(firstX / years) * years; x(year) <= this.width - 18; year += years)
      el(svg, "text", { x: x(year), y: bottom + 20, "text-anchor": "middle", fill: ink }, String(year));
    return { x, y };
  }

  shapes({ svg, paper }, { x, y }, { x: xs, y: ys, fill, fillcolor, line, mode, marker, hovertext, customdata }) {
    const d = `M${xs.map((value, i) => `${x(value)},${y(ys[i])}`).join("L")}`;
    if (fill) el(svg, "path", { d: `${d}Z`, fill: fillcolor, class: "band" });
    else if (mode.includes("lines"))
      el(svg, "path", { d, fill: "none", stroke: line.color, "stroke-width": line.width, class: "line",
        ...(line.dash ? { "stroke-dasharray": "7 5" } : {}) });
    if (!mode.includes("markers")) return;
    xs.forEach((value, i) => {
      const claim = of(customdata, i) || "";
      const point = { x: x(value), y: y(ys[i]), claim, lines: told(of(hovertext, i) ?? "") };
      const parent = claim ? this.button(svg, point) : svg;
      if (of(marker.opacity, i) !== 0)
        SIGNS[of(marker.symbol, i)](parent, { ...point, paper, size: of(marker.size, i), colour: of(marker.color, i),
          edge: of(marker.line?.width, i) ?? 2 });
      if (point.lines.length) this.points.push(point);
    });
  }

  // A stated point is a button: it leads to its words.
  button(svg, point) {
    const button = el(svg, "g", { class: "point", role: "button", tabindex: 0, "data-claim": point.claim,
      "aria-label": point.lines.join(" ") });
    el(button, "circle", { cx: point.x, cy: point.y, r: 14, fill: "transparent" });
    button.onfocus = () => this.showTip(point);
    button.onblur = () => this.hideTip();
    button.onkeydown = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.choose(point.claim);
    };
    return button;
  }

  texts({ svg, ink, paper }, { x, y }, { x: xs, y: ys, mode, text, textposition, textfont, marker }) {
    if (!mode.includes("text")) return;
    xs.forEach((value, i) => {
      const lines = told(of(text, i) ?? "");
      if (!lines.length) return;
      const [vertical, horizontal] = of(textposition, i).split(" ");
      const away = of(marker.size, i) / 2 + 2;
      const wide = 7 * Math.max(...lines.map((line) => line.length));
      const before = { left: wide + away, center: wide / 2, right: -away }[horizontal];
      const from = Math.min(Math.max(x(value) - before, 2), this.width - wide - 2);
      const first = vertical === "top" ? y(ys[i]) - away - 16 * (lines.length - 1) - 2 : y(ys[i]) + away + 12;
      const node = el(svg, "text", { fill: textfont?.color ?? ink, stroke: paper, "stroke-width": 4,
        "stroke-linejoin": "round", "paint-order": "stroke", "text-anchor": horizontal === "center" ? "middle" : "start" });
      const at = horizontal === "center" ? from + wide / 2 : from;
      lines.forEach((line, n) => el(node, "tspan", { x: at, y: first + 16 * n }, line));
    });
  }

  answer(svg) {
    svg.onpointermove = svg.onpointerdown = (event) => {
      const point = this.nearest(svg, event);
      svg.style.cursor = point?.claim ? "pointer" : "";
      if (point) this.showTip(point);
      else this.hideTip();
    };
    svg.onpointerleave = () => this.hideTip();
    svg.onclick = (event) => {
      const point = this.nearest(svg, event);
      if (point?.claim) this.choose(point.claim);
    };
  }

  nearest(svg, event) {
    const box = svg.getBoundingClientRect();
    const far = ({ x, y }) => [Math.abs(x - event.clientX + box.left), Math.abs(y - event.clientY + box.top) / 2];
    const [found] = this.points.map((point) => [Math.hypot(...far(point)), point]).sort(([a], [b]) => a - b);
    return found && far(found[1])[0] <= NEAR ? found[1] : null;
  }

  showTip(point) {
    this.tip.replaceChildren();
    point.lines.forEach((line, i) => el(this.tip, i ? "div" : "strong", {}, line));
    this.tip.hidden = false;
    const { offsetWidth: wide, offsetHeight: high } = this.tip;
    const above = point.y - high - 14;
    this.tip.style.left = `${Math.max(0, Math.min(point.x - wide / 2, this.width - wide))}px`;
    this.tip.style.top = `${above > 0 ? above : point.y + 16}px`;
  }

  hideTip() {
    this.tip.hidden = true;
  }

  offerFiles() {
    const { saveAs } = this.data;
    if (this.offered === saveAs.join()) return;
    this.offered = saveAs.join();
    this.saving.replaceChildren();
    offerFiles(this.saving, saveAs, () => [this.place.firstChild, this.data.name]);
  }
}

// One value for all points, or one for each.
function of(values, i) {
  return Array.isArray(values) ? values[i] : values;
}

// Plotly's text: its line breaks and emphasis, and nothing else that it would read as markup.
function told(text) {
  return text.split("<br>").filter(Boolean).map((line) => line.replace(/<\/?b>/g, "")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));
}

function written(value, step, [decimal, group]) {
  const [whole, fraction] = Math.abs(value).toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9))).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group === " " ? "\u00a0" : group);
  return (value < -step / 2 ? "−" : "") + grouped + (fraction ? decimal + fraction : "");
}
