// What the chart says: the templates come translated from Python, numbers are written here as Python writes them.

const words = {
  say(path) {
    const { start, goal, kind, years, first_year: first, words } = this.data;
    if (this.answer) {
      this.sentence.textContent = this.answer.sentence;
      this.sentence.removeAttribute("aria-busy");
      return;
    }
    const last = first + years;
    const sum = (parts) => parts.reduce((a, b) => a + b, 0);
    const reached = reachedIn(start, goal, { ...this.levers, first_year: first }, kind, 50);
    const ending = reached === null ? "never" : reached <= last ? "met" : "late";
    const { member_growth: members, rest_growth: rest, admission } = this.levers;
    const outgrow = (1 + members) / (1 + rest) - 1;
    const pace = Math.abs(outgrow) < 5e-4 ? words.alike : outgrow > 0 ? words.faster : words.slower;
    const values = { first, last, reached, start: this.amount(start), end: this.amount(path.value[years]),
      goal: this.amount(goal), organic: this.points(sum(path.organic)), admitted: this.points(sum(path.admitted)),
      gap: this.gap(Math.abs(goal - path.value[years])),
      growth: kind === "level" ? this.percent(members)
        : this.fill(pace, { outgrow: this.percent(Math.abs(outgrow)) }),
      joining: this.fill(admission >= 5e-4 ? words.some : words.nobody, { admission: this.percent(admission) }) };
    this.sentence.textContent = `${this.fill(words.sentence, values)} ${this.fill(words[ending], values)}`;
  },

  fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  },

  number(value, digits) {
    const [whole, fraction] = Math.abs(value).toFixed(digits).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, this.data.lang === "ru" ? "\u00a0" : ",");
    const sign = value < 0 && /[1-9]/.test(whole + (fraction ?? "")) ? "−" : "";
    return sign + grouped + (fraction ? (this.data.lang === "ru" ? "," : ".") + fraction : "");
  },

  shown(value) {
    const [low, high] = this.data.limits;
    return low + (high - low) * value;
  },

  percent(fraction) {
    return this.number(100 * fraction, 1) + (this.data.lang === "ru" ? "\u00a0%" : "%");
  },

  // Three figures for a level, one decimal for a share.
  amount(value, short = false) {
    const shown = this.shown(value);
    if (this.data.percent) return this.percent(shown / 100);
    return this.number(shown, this.figures(shown)) + (short ? "" : `\u00a0${this.data.unit}`);
  },

  figures(value) {
    const size = Math.abs(value);
    if (size >= 1000 || size === 0) return 0;
    if (size >= 100) return Number.isInteger(Number(size.toFixed(1))) ? 0 : 1;
    const digits = Math.min(12, 2 - Math.floor(Math.log10(size)));
    return (String(Number(size.toFixed(digits))).split(".")[1] ?? "").length;
  },

  tick(value) {
    const shown = Number(this.shown(value).toPrecision(12));
    const digits = (String(shown).split(".")[1] ?? "").length;
    return this.number(shown, digits) + (this.data.percent ? (this.data.lang === "ru" ? "\u00a0%" : "%") : "");
  },

  points(difference) {
    const shown = Number((difference * (this.data.limits[1] - this.data.limits[0])).toFixed(1));
    return (shown > 0 ? "+" : "") + this.number(shown, 1);
  },

  gap(difference) {
    const shown = difference * (this.data.limits[1] - this.data.limits[0]);
    return this.data.percent
      ? this.fill(this.data.words.pp, { n: this.number(shown, 1) })
      : `${this.number(shown, this.figures(shown))}\u00a0${this.data.unit}`;
  },
};
