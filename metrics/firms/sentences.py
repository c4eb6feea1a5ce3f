"""What a firm panel shows, in one sentence above each chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrics.firms.industries import industry_name
from metrics.language import NOTHING, key

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from metrics.firms.universe import Universe
    from metrics.language import Translator

TERM_NAMES = {
    "continuing": key("Staying members: growth"),
    "admitted": key("Admitted: size before"),
    "admitted_growth": key("Admitted: growth since"),
    "left": key("Left the register"),
    "new": key("New firms"),
    "gone": key("Vanished firms"),
}
TERM_HELP = {
    "continuing": key("Firms that are members in both years: the change of their shares of the industry."),
    "admitted": key(
        "Firms that became members: the share they already had before. Nobody grew, they were relabelled."
    ),
    "admitted_growth": key("Firms that became members: the change of their shares between the two years."),
    "left": key("Firms that are no longer members but still operate: the share they took with them."),
    "new": key("Members with a revenue in the later year and none in the earlier one."),
    "gone": key("Members with a revenue in the earlier year and none in the later one."),
}
RFSD_UNIT = key("thousand RUB")  # metrics.firms.rfsd.UNIT, said in the reader's language
MOSTLY = 0.5  # of a rise: from here on one part is the story


def points(t: Translator, change: float) -> str:
    """A change of a share in percentage points, with its sign: +4.2."""
    written = t.number(change * 100, 1)
    return f"+{written}" if change > 0 and not written.startswith(("0.0", "0,0")) else written


def share_sentence(t: Translator, table: pd.DataFrame) -> str:
    """How the clusters' share went from the first year to the last, and how much of it was seen."""
    known = table[table["share"].notna()]
    if known.empty:
        return t("The panel shows no revenue of the industry, so there is no share.")
    first, last = known.iloc[0], known.iloc[-1]
    values = {
        "year": int(last["year"]),
        "start": int(first["year"]),
        "share": t.percent(last["share"], 1),
        "before": t.percent(first["share"], 1),
        "found": t.percent(last["coverage"], 0),
    }
    if last["coverage"] != last["coverage"]:
        return t("In {year} nobody is in the register, so clusters have no share of the industry.", **values)
    change = last["share"] - first["share"]
    if len(known) == 1:
        return t(
            "In {year} clusters made {share} of the industry's revenue; {found} of their members were found.",
            **values,
        )
    if abs(change) < 0.0005:
        return t(
            "Clusters made {share} of the industry's revenue in {year}, as in {start}; "
            "{found} of their members were found.",
            **values,
        )
    if change > 0:
        return t(
            "Clusters made {share} of the industry's revenue in {year}, up from {before} in {start}; "
            "{found} of their members were found.",
            **values,
        )
    return t(
        "Clusters made {share} of the industry's revenue in {year}, down from {before} in {start}; "
        "{found} of their members were found.",
        **values,
    )


def split_sentence(t: Translator, row: Any) -> str:
    """What was behind the change between two years: relabelling, growth, or firms that came and went."""
    relabelled = row["admitted"] + row["left"]
    grown = row["continuing"] + row["admitted_growth"]
    change = row["change"]
    values = {
        "start": int(row["year_from"]),
        "year": int(row["year_to"]),
        "change": t.number(abs(change) * 100, 1),
        "relabelled": points(t, relabelled),
        "grown": points(t, grown),
        "moved": points(t, row["new"] + row["gone"]),
    }
    if abs(change) < 0.0005:
        head = t("From {start} to {year} the share stayed where it was", **values)
    elif change < 0:
        head = t("From {start} to {year} the share fell by {change} points", **values)
    elif relabelled > MOSTLY * change and relabelled > grown:
        head = t("The rise of {change} points from {start} to {year} is mostly relabelling", **values)
    elif grown > MOSTLY * change:
        head = t("The rise of {change} points from {start} to {year} is mostly growth", **values)
    else:
        head = t("From {start} to {year} the share rose by {change} points", **values)
    tail = t(
        "firms admitted or leaving {relabelled}, growth of members {grown}, new and vanished firms {moved}.",
        **values,
    )
    return f"{head}: {tail}"


def concentration_sentence(t: Translator, row: Any) -> str:
    """How far the share hangs on its largest members."""
    if row["cr1"] != row["cr1"]:
        return t("In {year} no member has a known revenue.", year=int(row["year"]))
    return t(
        "In {year} the largest member makes {cr1} of the clusters' revenue and the largest five {cr5}; "
        "without the largest the share would be {without} and not {share}.",
        year=int(row["year"]),
        cr1=t.percent(row["cr1"], 0),
        cr5=t.percent(row["cr5"], 0),
        without=t.percent(row["without_largest"], 1),
        share=t.percent(row["share"], 1),
    )


def against_sentence(t: Translator, table: pd.DataFrame, path: pd.DataFrame) -> str:
    """The share in the last year that the path knows, beside what the path asks for (in per cent)."""
    years = [period.year for period in path["period"]]
    asked = dict(zip(years, path["value"] / 100, strict=True))
    both = table[table["year"].isin(list(asked)) & table["share"].notna()]
    if both.empty:
        return t(
            "The panel ends in {last} and the path begins in {first}: there is no year to compare yet.",
            last=int(table["year"].max()),
            first=min(asked),
        )
    row = both.iloc[-1]
    year = int(row["year"])
    return t(
        "In {year} the path asks for {asked}; the panel shows {share}, {gap} points.",
        year=year,
        asked=t.percent(asked[year], 1),
        share=t.percent(row["share"], 1),
        gap=points(t, row["share"] - asked[year]),
    )


def quotient_sentence(t: Translator, table: pd.DataFrame, place: str, year: int) -> str:
    """In what a place, or the clusters, are specialised."""
    known = table[table["quotient"].notna() & (table["revenue"] > 0)]
    if known.empty:
        return t("{place} has no revenue in {year}.", place=place, year=year)
    first = known.sort_values("quotient", ascending=False).iloc[0]
    return t(
        "{place}, {year}: most specialised in {industry}, {quotient} times its weight in the whole panel; "
        "above one in {n} of {all} industries.",
        place=place,
        year=year,
        industry=first["name"],
        quotient=t.number(first["quotient"]),
        n=int((known["quotient"] > 1).sum()),
        all=len(known),
    )


FLAG_NAMES = {
    "missing_revenue": key("Revenue is missing"),
    "jump": key("Revenue jumps about a thousandfold"),
    "outside": key("Outside the universe"),
    "never_found": key("In the register, never in the panel"),
}


def flag_words(t: Translator, counts: Mapping[str, int]) -> str:
    """What is flagged, counted: one list in words."""
    return "; ".join(f"{t(FLAG_NAMES[flag]).lower()}: {t.number(count)}" for flag, count in counts.items())


def universe_words(t: Translator, universe: Universe) -> str:
    """The universe in words: which firms are the denominator."""
    parts = [
        t("industries: {codes}", codes=", ".join(industry_name(t, code) for code in universe.sections))
        if universe.sections
        else t("all industries")
    ]
    if universe.exclude:
        parts.append(
            t("without: {codes}", codes=", ".join(industry_name(t, code) for code in universe.exclude))
        )
    parts.append(
        t("regions: {codes}", codes=", ".join(universe.regions)) if universe.regions else t("all regions")
    )
    for flag, wanted in universe.require:
        parts.append(t("only “{flag}”", flag=flag) if wanted else t("not “{flag}”", flag=flag))
    parts.append(t("each firm in the region and industry of its own row of the year"))
    parts.append(t("unit: {unit}", unit=t(universe.unit) if universe.unit else NOTHING))
    return "; ".join(parts)
