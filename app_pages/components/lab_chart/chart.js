// Levers and the main chart of the scenario lab. While a slider moves, the points are computed here; on release the
// levers go to Python, whose numbers then replace them. `data.seq` counts what was sent: older answers are ignored.

const views = new WeakMap();

export default function (component) {
  const root = component.parentElement.querySelector(".lab");
  if (!views.has(root)) views.set(root, new View(root));
  const view = views.get(root);
  view.send = (levers, seq) => component.setStateValue("moved", { levers, seq });
  view.update(component.data);
  return () => view.close();
}

class View {
  constructor(root) {
    this.root = root;
    this.seq = 0;
    this.busy = false;
    this.sentence = el(root, "h2", { class: "sentence", "aria-live": "polite" });
    const body = el(root, "div", { class: "body" });
    this.panel = el(body, "div", { class: "panel", role: "group" });
    this.figure = el(body, "div", { class: "figure" });
    this.drawing = el(this.figure, "div", { class: "drawing" });
    this.legend = el(this.figure, "div", { class: "legend" });
    this.observer = new ResizeObserver(() => this.schedule());
    this.observer.observe(this.drawing);
  }

  close() {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
    views.delete(this.root);
    this.root.replaceChildren();
  }

  update(data) {
    if (!data || (this.busy && data.seq <= this.seq) || data.seq < this.seq) return;
    this.data = data;
    this.seq = data.seq;
    this.busy = false;
    for (const [name, colour] of Object.entries(data.colours)) this.root.style.setProperty(`--${name}`, colour);
    this.levers = { ...data.levers };
    this.answer = data.answer;
    const built = JSON.stringify(data.specs);
    if (built !== this.built) this.build(data.specs);
    this.built = built;
    this.show();
    this.schedule();
  }

  build(specs) {
    this.panel.replaceChildren();
    this.panel.setAttribute("aria-label", this.data.words.levers);
    const more = el(null, "details", { class: "more" });
    el(more, "summary", {}, this.data.words.more);
    this.controls = specs.map((spec) => this.control(spec, spec.group === "more" ? more : this.panel));
    if (more.childElementCount > 1) this.panel.append(more);
  }

  control(spec, parent) {
    const box = el(parent, "div", { class: "lever" });
    const id = `lab-${spec.name}`;
    el(box, "label", { for: id }, spec.label);
    const row = el(box, "div", { class: "row" });
    const range = el(row, "input", { type: "range", id, "aria-describedby": `${id}-help` });
    const factor = spec.unit === "%" ? 100 : 1;
    const number = el(row, "input", { type: "number", "aria-label": `${spec.label}, ${spec.unit_name}`, step: "any" });
    el(row, "span", { class: "unit", "aria-hidden": "true" }, spec.unit_name);
    const fault = el(box, "p", { class: "fault", role: "alert", hidden: "" });
    el(box, "p", { class: "help", id: `${id}-help` }, spec.help);
    range.oninput = () => this.move(spec, Number(range.value));
    range.onchange = () => this.release();
    number.onchange = () => {
      const value = Number(number.value.replace(",", ".")) / factor;
      const bad = number.value.trim() === "" || !Number.isFinite(value) || value < spec.least || value > spec.most;
      fault.hidden = !bad;
      fault.textContent = bad ? spec.refusal : "";
      number.setAttribute("aria-invalid", String(bad));
      if (bad) return;
      this.move(spec, value);
      this.release();
    };
    return { spec, range, number, factor, fault };
  }

  move(spec, value) {
    this.levers[spec.name] = value;
    this.busy = true;
    this.answer = null;
    this.sentence.setAttribute("aria-busy", "true");
    this.show(spec);
    this.schedule();
  }

  release() {
    if (!this.busy) return;
    this.busy = false;
    this.seq += 1;
    this.send({ ...this.levers }, this.seq);
  }

  // The controls take the levers' values; the one in the hand keeps its own slider.
  show(moved = null) {
    for (const { spec, range, number, factor, fault } of this.controls) {
      const value = this.levers[spec.name] ?? spec.rest;
      if (spec !== moved) {
        range.min = Math.min(spec.low, value);
        range.max = Math.max(spec.high, value);
        range.step = spec.step;
        range.value = value;
      }
      range.setAttribute("aria-valuetext", `${this.number(value * factor, spec.digits)} ${spec.unit_name}`);
      number.value = String(Number((value * factor).toFixed(spec.digits)));
      fault.hidden = true;
      number.setAttribute("aria-invalid", "false");
    }
  }

  schedule() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }
}

Object.assign(View.prototype, drawing, words);
