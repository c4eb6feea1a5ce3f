// The drawing: an SVG with the path, its fan, its parts, the goal. Colours are plain, so that a saved file keeps them.

const SVG = "http://www.w3.org/2000/svg";
const Z = [1.6448536269514722, 0.6744897501960817];

function el(parent, tag, attributes = {}, text = null) {
  const inSvg = tag === "svg" || parent?.namespaceURI === SVG;
  const node = inSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== null) node.textContent = text;
  parent?.append(node);
  return node;
}

const drawing = {
  // Python's numbers if they are in, else the ones computed here.
  path() {
    const { start, years, kind } = this.data;
    const path = follow(start, years, this.levers, kind);
    const fan = this.answer?.fan ?? Object.fromEntries(
      [["p05", -Z[0]], ["p25", -Z[1]], ["p75", Z[1]], ["p95", Z[0]]].map(([name, z]) =>
        [name, path.value.map((value, i) => strayed(value, path.spread[i], z, kind))]));
    return { ...path, ...(this.answer?.path ?? {}), fan };
  },

  draw() {
    const data = this.data;
    const width = Math.floor(this.drawing.clientWidth);
    if (!data || width < 50) return;
    const path = this.path();
    this.say(path);
    this.drawing.replaceChildren();
    const height = Math.max(260, Math.min(420, Math.round(width * 0.62)));
    const svg = el(this.drawing, "svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img",
      "aria-label": this.sentence.textContent });
    const style = getComputedStyle(this.root);
    const ink = style.getPropertyValue("--st-text-color").trim() || "#222";
    const paper = style.getPropertyValue("--st-background-color").trim() || "#fff";
    svg.setAttribute("font-family", style.fontFamily);
    svg.setAttribute("font-size", "13");
    svg.style.background = paper;
    this.hatch(svg, data.colours.admitted);

    const scale = this.scales(path, width, height);
    const { x, y, ticks, left, right, top, bottom } = scale;
    for (const tick of ticks) {
      el(svg, "line", { x1: left, x2: right, y1: y(tick), y2: y(tick), stroke: ink, "stroke-opacity": 0.12 });
      el(svg, "text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end", fill: ink }, this.tick(tick));
    }
    const every = Math.ceil(data.years / Math.max(1, Math.floor((right - left) / 52)));
    for (let i = 0; i <= data.years; i++)
      if (i === data.years || (i % every === 0 && data.years - i >= every)) el(svg, "text", { x: x(i), y: bottom + 20, "text-anchor": "middle", fill: ink }, String(data.first_year + i));

    this.drawGoal(svg, scale, ink);
    this.drawParts(svg, scale, path);
    this.drawFan(svg, scale, path.fan);
    const line = (values, attributes) => el(svg, "polyline", { fill: "none", ...attributes,
      points: values.map((value, i) => `${x(i)},${y(value)}`).join(" ") });
    line(path.value, { stroke: data.colours.simulated, "stroke-width": 2.5, "stroke-dasharray": "7 4", class: "path" });
    this.drawEnds(svg, scale, path, ink, paper);
    this.drawReached(svg, scale, path, ink);
    this.hover(svg, scale, path, ink, paper, top);
    this.drawLegend();
  },

  hatch(svg, colour) {
    const pattern = el(el(svg, "defs"), "pattern", { id: "lab-hatch", width: 6, height: 6,
      patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
    el(pattern, "rect", { width: 6, height: 6, fill: colour, "fill-opacity": 0.16 });
    el(pattern, "line", { x1: 0, x2: 0, y1: 0, y2: 6, stroke: colour, "stroke-width": 2.4, "stroke-opacity": 0.55 });
  },

  scales(path, width, height) {
    const data = this.data;
    const all = [...path.value, ...path.fan.p05, ...path.fan.p95, data.goal, data.start, data.upper ?? data.goal];
    const isShare = data.kind === "share";
    let low = Math.min(...all), high = Math.max(...all);
    if (isShare || low < high / 3) low = 0;
    const span = high - low || 1;
    const size = 10 ** Math.floor(Math.log10(span / 4));
    const step = [1, 2, 5, 10].map((k) => k * size).find((s) => span / s <= 5.5);
    low = Math.floor(low / step) * step;
    high = Math.ceil((high + span * 0.04) / step) * step;
    if (isShare) high = Math.min(high, 1);
    const ticks = [];
    for (let i = Math.round(low / step); i * step <= high + step / 1e6; i++) ticks.push(i * step);
    const longest = Math.max(...ticks.map((tick) => this.tick(tick).length));
    const box = { left: 14 + 7.4 * longest, right: width - 64, top: 26, bottom: height - 30 };
    return { ...box, ticks, x: (i) => box.left + ((box.right - box.left) * i) / data.years,
      y: (value) => box.bottom - ((box.bottom - box.top) * (value - low)) / (high - low) };
  },

  drawGoal(svg, { x, y, left, right }, ink) {
    const { goal, upper, words, colours } = this.data;
    if (upper !== null && upper !== goal)
      el(svg, "rect", { x: left, width: right - left, y: Math.min(y(upper), y(goal)),
        height: Math.abs(y(upper) - y(goal)), fill: colours.stated, "fill-opacity": 0.13 });
    el(svg, "line", { x1: left, x2: right, y1: y(goal), y2: y(goal), stroke: colours.stated, "stroke-width": 1.5 });
    el(svg, "text", { x: left + 4, y: y(Math.max(goal, upper ?? goal)) - 6, fill: ink }, words.goal_label);
  },

  drawFan(svg, { x, y }, fan) {
    for (const [low, high, opacity] of [["p05", "p95", 0.14], ["p25", "p75", 0.22]]) {
      const there = fan[low].map((value, i) => `${x(i)},${y(value)}`);
      const back = fan[high].map((value, i) => `${x(i)},${y(value)}`).reverse();
      el(svg, "polygon", { points: [...there, ...back].join(" "), fill: this.data.colours.simulated,
        "fill-opacity": opacity, class: "fan" });
    }
  },

  // From the baseline's level up: what growth brought, then what admission brought; together the path.
  drawParts(svg, { x, y }, path) {
    const { start, kind, colours } = this.data;
    if (kind === "level") return;
    let organic = 0;
    const grown = path.organic.map((part) => start + (organic += part));
    const area = (top, base, fill, name) => el(svg, "polygon", { fill, class: name, points: [
      ...top.map((value, i) => `${x(i)},${y(value)}`), ...base.map((value, i) => `${x(i)},${y(value)}`).reverse(),
    ].join(" ") });
    area(grown, grown.map(() => start), colours.organic, "organic").setAttribute("fill-opacity", 0.3);
    area(path.value, grown, "url(#lab-hatch)", "admitted");
  },

  drawEnds(svg, { x, y, right }, path, ink, paper) {
    const { start, years, goal, colours, baseline_basis, goal_basis } = this.data;
    this.mark(svg, x(0), y(start), baseline_basis, colours.stated, paper);
    this.mark(svg, x(years), y(goal), goal_basis, colours.stated, paper);
    const last = path.value[years];
    el(svg, "text", { x: x(0) + 8, y: y(start) + 17, fill: ink, stroke: paper, "stroke-width": 4,
      "paint-order": "stroke" }, this.amount(start));
    el(svg, "text", { x: right + 9, y: y(last) + 5, fill: ink, "font-weight": 700 }, this.amount(last, true));
  },

  mark(svg, cx, cy, basis, colour, paper) {
    el(svg, "circle", { cx, cy, r: 5.5, stroke: colour, "stroke-width": 2, fill: basis === "stated" ? colour : paper });
    if (basis === "derived") el(svg, "circle", { cx, cy, r: 2, fill: colour });
  },

  drawReached(svg, { x, y, left, right, bottom, top }, path, ink) {
    const { goal, start, first_year: firstYear, years, words } = this.data;
    const reached = reachedIn(start, goal, { ...this.levers, first_year: firstYear }, this.data.kind, 50);
    if (reached === null || reached > firstYear + years || reached === firstYear) return;
    const i = reached - firstYear;
    el(svg, "line", { x1: x(i), x2: x(i), y1: y(path.value[i]), y2: bottom, stroke: ink, "stroke-dasharray": "2 3" });
    const label = this.fill(words.reached_label, { reached });
    const wide = 7 * label.length;
    el(svg, "text", { x: Math.min(x(i) - 6, right), y: bottom - 8, "text-anchor": x(i) - left > wide ? "end" : "start",
      fill: ink }, label);
  },

  hover(svg, { x, left, right, bottom }, path, ink, paper, top) {
    const guide = el(svg, "g", { visibility: "hidden", "pointer-events": "none" });
    const rule = el(guide, "line", { y1: top, y2: bottom, stroke: ink, "stroke-opacity": 0.5 });
    const back = el(guide, "rect", { rx: 4, fill: paper, stroke: ink, "stroke-opacity": 0.3 });
    const texts = [0, 1, 2, 3].map(() => el(guide, "text", { fill: ink }));
    svg.onpointermove = (event) => {
      const at = event.clientX - svg.getBoundingClientRect().left;
      const i = Math.round(((at - left) / (right - left)) * this.data.years);
      if (i < 0 || i > this.data.years) return guide.setAttribute("visibility", "hidden");
      const sum = (parts) => parts.slice(0, i + 1).reduce((a, b) => a + b, 0);
      const { words, kind, first_year: firstYear } = this.data;
      const lines = [`${firstYear + i}: ${this.amount(path.value[i])}`,
        `${words.fan}: ${this.amount(path.fan.p05[i])} – ${this.amount(path.fan.p95[i])}`,
        ...(kind === "level" ? [] : [`${words.organic}: ${this.points(sum(path.organic))}`,
          `${words.admitted}: ${this.points(sum(path.admitted))}`])];
      const wide = Math.max(...lines.map((line) => line.length)) * 6.9 + 16;
      const from = Math.min(Math.max(x(i) + 8, left), right + 60 - wide);
      texts.forEach((text, n) => {
        text.textContent = lines[n] ?? "";
        text.setAttribute("x", from + 8);
        text.setAttribute("y", top + 18 + 17 * n);
      });
      for (const [name, value] of [["x", from], ["y", top + 1], ["width", wide], ["height", 17 * lines.length + 10]])
        back.setAttribute(name, value);
      rule.setAttribute("x1", x(i));
      rule.setAttribute("x2", x(i));
      guide.setAttribute("visibility", "visible");
    };
    svg.onpointerleave = () => guide.setAttribute("visibility", "hidden");
  },

  drawLegend() {
    const { words, kind, levers } = this.data;
    const volatile = (this.levers.volatility ?? levers.volatility) > 0;
    const entries = [["path", words.path], ...(volatile ? [["fan", words.fan]] : []),
      ...(kind === "level" ? [] : [["organic", words.organic], ["admitted", words.admitted]])];
    const written = JSON.stringify(entries);
    if (written === this.legended) return;
    this.legended = written;
    this.legend.replaceChildren();
    for (const [name, label] of entries) {
      const entry = el(this.legend, "span", { class: "entry" });
      el(entry, "span", { class: `swatch ${name}`, "aria-hidden": "true" });
      el(entry, "span", {}, label);
    }
    const save = el(this.legend, "button", { type: "button", class: "save" }, words.save);
    save.onclick = () => this.save();
  },

  save() {
    const svg = this.drawing.querySelector("svg").cloneNode(true);
    svg.setAttribute("xmlns", SVG);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }));
    link.download = `${this.data.name}.svg`;
    link.click();
    URL.revokeObjectURL(link.href);
  },
};
