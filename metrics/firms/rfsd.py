"""The Russian Financial Statements Database (RFSD, CC BY 4.0), read as its folders are.

Bondarkov, Ledenev, Skougarevskiy (2025), "Russian Financial Statements Database: A firm-level collection of
the universe of financial statements". Parquet folders `year=YYYY`; the year exists only in the folder's name.
"""

from __future__ import annotations

from typing import Any

from metrics.errors import Refusal
from metrics.firms.engines import Source

UNIT = "thousand RUB"
RENAMED = {
    "inn": "firm_id",
    "line_2110": "revenue",
    "okved": "industry",
    "okved_section": "section",
    "region_taxcode": "region",
}
FLAGS = ("filed", "imputed", "eligible", "outlier", "financial")
DIVISION = 2  # the first two digits of an OKVED code name its division


def as_firm_year(frame: Any) -> Source:
    """A frame as a source: RFSD's columns under the names of `firm_year`, any other frame as it is.

    Revenue stays in thousand RUB. `inn` and `region_taxcode` must be text: numbers have lost their zeros.
    """
    import narwhals as nw

    panel = nw.from_native(frame)
    schema = panel.collect_schema()
    if "firm_id" in schema or "inn" not in schema:
        return Source(frame)
    _refuse_unlike(dict(schema))
    kept = [nw.col(old).alias(new) for old, new in RENAMED.items()]
    flags = [nw.col(name) for name in FLAGS if name in schema]
    return Source(panel.select(*kept, nw.col("year").cast(nw.Int64), *flags).to_native(), depth=DIVISION)


def _refuse_unlike(schema: dict[str, Any]) -> None:
    absent = [name for name in [*RENAMED, "year"] if name not in schema]
    if absent:
        raise Refusal(
            "This looks like the Russian Financial Statements Database, but lacks {missing}. "
            "Years are read from the folders' names, as in year=2023.",
            missing=", ".join(absent),
        )
    for name in ("inn", "region_taxcode"):
        if schema[name].is_numeric():
            raise Refusal(
                "{column} is a number here, so leading zeros are lost; it has to be text.", column=name
            )
