"""The chart of a target's path as a component: drawn sooner than plotly draws, and reached by keyboard.

The figure stays plotly's (`metrics.charts.paths`); the browser draws what those figures use of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable

    import plotly.graph_objects as go

    from metrics.language import Translator

HERE = Path(__file__).parent

_mount = st.components.v2.component(
    "cluster_metrics.path_chart",
    html='<div class="path-chart"></div>\n',
    css=(HERE / "chart.css").read_text("utf-8"),
    js="\n".join(path.read_text("utf-8") for path in (HERE.parent / "svg.js", HERE / "chart.js")),
    isolate_styles=False,
)


def path_chart(
    t: Translator, fig: go.Figure, *, key: str, name: str, alt: str, chosen: Callable[[str], None]
) -> None:
    """Show a figure of `metrics.charts.paths`; `alt` tells it to those who cannot see it.

    It saves itself as `name`; `chosen` is called with the claim of a point that was clicked.
    """
    drawn = fig.to_plotly_json()
    layout = {part: value for part, value in drawn["layout"].items() if part != "template"}
    _mount(
        data={
            "figure": {"data": drawn["data"], "layout": layout},
            "name": name,
            "alt": alt,
            "saveAs": [t("Save as {format}", format="SVG"), t("Save as {format}", format="PNG")],
        },
        key=key,
        on_chosen_change=lambda: chosen(st.session_state[key]["chosen"]),
    )
