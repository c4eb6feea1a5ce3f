// The scenario's few closed-form points, for the chart that follows the hand. The same steps in the same order as
// metrics/levers.py and metrics/scenarios.py, which have the last word; a test holds both to 1e-12.

export const REST = {
  member_growth: 0, rest_growth: 0, admission: 0, member_start: null, rest_start: null, admission_start: null,
  member_ramp: 0, rest_ramp: 0, admission_ramp: 0, ramp_shape: 1, volatility: 0, first_year: 0,
};

export function strength(start, ramp, shape, firstYear, years) {
  const worked = (time) => {
    if (time <= 0) return 0;
    if (time >= ramp) return ramp / (shape + 1) + (time - ramp);
    return (ramp / (shape + 1)) * (time / ramp) ** (shape + 1);
  };
  const offset = firstYear + 1 - start;
  return Array.from({ length: years }, (_, year) => worked(offset + year + 1) - worked(offset + year));
}

export function yearlyRates(levers, years) {
  const [members, rest, admitted] = ["member", "rest", "admission"].map((name) =>
    strength(levers[`${name}_start`] ?? levers.first_year + 1, levers[`${name}_ramp`], levers.ramp_shape,
      levers.first_year, years));
  const restGrowth = rest.map((w) => levers.rest_growth * w);
  const memberGrowth = restGrowth.map((r, i) => r + (levers.member_growth - r) * members[i]);
  return [memberGrowth, restGrowth, admitted.map((w) => levers.admission * w)];
}

// `spread` is the standard deviation of the log odds (log level): exact without admission, else to first order.
export function follow(start, years, levers, kind) {
  const [members, rest, admissions] = yearlyRates({ ...REST, ...levers }, years);
  const path = { value: [start], organic: [0], admitted: [0], spread: [0] };
  let odds = kind === "level" ? start : start / (1 - start);
  let variance = 0;
  for (let year = 0; year < years; year++) {
    const admission = kind === "level" ? 0 : admissions[year];
    const ratio = kind === "level" ? 1 + members[year] : (1 + members[year]) / (1 + rest[year]);
    const grown = ratio * odds;
    const before = path.value[year];
    const kept = grown / (grown + admission);
    variance = kept * kept * (variance + (levers.volatility ?? 0) ** 2);
    path.spread.push(Math.sqrt(variance));
    if (kind === "level") {
      odds = grown;
      path.value.push(odds);
      path.organic.push(odds - before);
      path.admitted.push(0);
      continue;
    }
    odds = Math.min(Math.max((grown + admission) / (1 - admission), 1e-300), 1e300);
    path.organic.push(shareOf(grown) - before);
    path.admitted.push(admission / (1 + grown));
    path.value.push(shareOf(odds));
  }
  return path;
}

export function shareOf(odds) {
  return Math.min(odds / (1 + odds), 1 - Number.EPSILON / 2);
}

// The value `z` standard deviations away from the path, on the scale of the odds (of the logarithm).
export function strayed(value, spread, z, kind) {
  const factor = Math.exp(z * spread);
  return kind === "level" ? value * factor : shareOf((value / (1 - value)) * factor);
}

export function reachedIn(start, goal, levers, kind, horizon) {
  const rising = goal >= start;
  const at = follow(start, horizon, levers, kind).value.findIndex((value) =>
    rising ? value >= goal * (1 - 1e-12) : value <= goal * (1 + 1e-12));
  return at < 0 ? null : levers.first_year + at;
}
