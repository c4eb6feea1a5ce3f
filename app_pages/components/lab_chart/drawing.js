// The drawing: an SVG with the path, its fan, its parts, the goal. Colours are plain, so that a saved file keeps them.

const Z = [1.6448536269514722, 0.6744897501960817];

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
    const height = Math.max(260, Math.min(420, Math.round(width * 0.62)));
    const { svg, ink, paper } = sheet(this.root, width, height, { role: "img",
      "aria-label": this.sentence.textContent });
    this.drawing.replaceChildren(svg);
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
    const step = roundStep(span, 5.5);
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
    const { start, years, goal, colours, baseline_sign, goal_sign } = this.data;
    const mark = { size: 11, colour: colours.stated, edge: 2, paper };
    SIGNS[baseline_sign](svg, { ...mark, x: x(0), y: y(start) });
    SIGNS[goal_sign](svg, { ...mark, x: x(years), y: y(goal) });
    const last = path.value[years];
    el(svg, "text", { x: x(0) + 8, y: y(start) + 17, fill: ink, stroke: paper, "stroke-width": 4,
      "paint-order": "stroke" }, this.amount(start));
    el(svg, "text", { x: right + 9, y: y(last) + 5, fill: ink, "font-weight": 700 }, this.amount(last, true));
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
    const place = el(this.legend, "span", { class: "saving" });
    offerFiles(place, words.save, () => [this.drawing.firstChild, this.data.name]);
  },
};
