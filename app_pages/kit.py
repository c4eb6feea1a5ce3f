"""What every page uses: the reader's language, the catalogue, choices, charts and downloads."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, cast

import pandas as pd
import streamlit as st

import metrics
from app_pages import address_bar
from metrics.exports.csv import Style, csv_bytes
from metrics.language import LANGUAGES, Translator, translator
from metrics.model import Source
from metrics.wording import source_line

SHIPPED = Path(__file__).resolve().parent.parent / "data"
BRACKETS = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})
PICTURES = ("svg", "png")
MARKDOWN = str.maketrans({c: f"\\{c}" for c in r"\`*_{}[]()#+-.!|<>~$:@^="})

PRINT = """<style>@media print {
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"],
button {display: none !important}
.stPlotlyChart, .js-plotly-plot, .main-svg {max-width: 100% !important}
.stMain, .stApp {overflow: visible !important; position: static !important}}
</style>"""


def lang() -> str:
    """The language of this session: chosen, from the link, or the browser's own."""
    if "lang" not in st.session_state:
        wanted = st.query_params.get("lang") or (st.context.locale or "en")[:2]
        st.session_state["lang"] = wanted if wanted in LANGUAGES else "en"
    return str(st.session_state["lang"])


def t() -> Translator:
    """The translator of the session's language."""
    return translator(lang())


def above_page() -> None:
    """What stands over every page: the switch between the languages."""
    address_bar.stand({"lang": lang()})
    with st.container(horizontal=True, horizontal_alignment="right"):
        _language_switch()


def below_page() -> None:
    """What stands under every page: the language in the document, what the address bar always holds, and
    how it prints.
    """
    address_bar.fill(lang())
    st.html(PRINT)


def _language_switch() -> None:
    """The switch between the languages; the state of the page stays as it is."""
    st.session_state["language_choice"] = lang()
    st.segmented_control(
        t()("Language"),
        list(LANGUAGES),
        format_func=lambda code: LANGUAGES[code],
        key="language_choice",
        on_change=_take_language,
        label_visibility="collapsed",
    )


def _take_language() -> None:
    st.session_state["lang"] = st.session_state["language_choice"] or lang()


def folder() -> Path:
    """The catalogue's folder: the one that ships, or the one named by the person who started the
    dashboard.
    """
    return Path(os.environ.get("CLUSTER_METRICS_DATA") or SHIPPED)


def stamp() -> int:
    """When the newest file of the catalogue was changed."""
    return max((p.stat().st_mtime_ns for p in folder().rglob("*") if p.is_file()), default=0)


def catalogue() -> metrics.Catalogue:
    """The catalogue, read again only when one of its files has changed."""
    return _catalogue(str(folder()), stamp())


@st.cache_resource(show_spinner=False, max_entries=2)
def _catalogue(where: str, stamp: int) -> metrics.Catalogue:  # noqa: ARG001 - the stamp is part of the cache's key
    return metrics.load(where)


def plain(text: object) -> str:
    """Text that markdown shows as it is, whatever signs it holds."""
    return str(text).translate(MARKDOWN).replace("\n", " ")


def link_out(text: object, url: str) -> str:
    """A link to another site, in markdown; a bracket in an address would end it and let the rest be read."""
    return f"[{plain(text)}]({url.translate(BRACKETS)})"


def address(source: Source) -> str:
    """Publisher and date of a source, with a link where there is an address."""
    line = source_line(t(), source)
    return link_out(line, source.url) if source.url else plain(line)


def choice(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: str,
    kind: Literal["segments", "select", "radio"] = "segments",
    help: str | None = None,  # noqa: A002 - Streamlit's own name
    collapsed: bool = False,
) -> str:
    """A choice among translated options whose code, not its label, stands in the address bar."""
    address_bar.remember(key, default, options)
    widget = {"segments": st.segmented_control, "select": st.selectbox, "radio": st.radio}[kind]
    more = {"required": True} if kind == "segments" else {}
    widget(
        label,
        list(options),
        format_func=lambda code: options[code],
        key=key,
        help=help,
        label_visibility="collapsed" if collapsed else "visible",
        **more,
    )
    value = str(st.session_state[key] or default)
    address_bar.link(key, value, default)
    return value


def chart(
    fig: Any,
    *,
    key: str,
    name: str,
    alt: str,
    on_select: Literal["rerun", "ignore"] | Callable[[], None] = "ignore",
) -> Any:
    """A chart with a camera that saves it under `name` as SVG or PNG; `alt` tells it to those who
    cannot see it.
    """
    picture = {"format": st.session_state.get("picture", "svg"), "filename": name, "scale": 2}
    config = {
        "displaylogo": False,
        "locale": lang(),
        "toImageButtonOptions": picture,
        "modeBarButtonsToRemove": [
            "select2d",
            "lasso2d",
            "zoom2d",
            "pan2d",
            "zoomIn2d",
            "zoomOut2d",
            "autoScale2d",
        ],
    }
    return st.plotly_chart(
        fig, key=key, config=config, alt=alt, on_select=on_select, selection_mode="points", width="stretch"
    )


def downloads(views: Mapping[str, pd.DataFrame | Callable[[], pd.DataFrame]], *, name: str, key: str) -> None:
    """A menu that gives tables away as CSV; `views` maps a translated label to a table or what makes it.

    Files are made on the click, not on each rerun.
    """
    tr = t()
    with st.popover(tr("Download"), icon=":material/download:"):
        styles: dict[Style, str] = {
            "plain": tr("CSV: comma, decimal point"),
            "excel-ru": tr("CSV for Excel with Russian settings"),
            "excel-en": tr("CSV for Excel with English settings"),
        }
        style = st.radio(
            tr("Form of the file"),
            list(styles),
            index=1 if lang() == "ru" else 0,
            format_func=lambda s: styles[s],
            key=f"{key}-style",
        )
        for number, (label, frame) in enumerate(views.items()):
            st.download_button(
                label,
                data=_maker(frame, cast("Style", style)),
                file_name=f"{name}-{number + 1}.csv" if len(views) > 1 else f"{name}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"{key}-file-{number}",
            )
        st.radio(
            tr("The camera above a chart saves it as"),
            PICTURES,
            index=PICTURES.index(st.session_state.get("picture", "svg")),
            format_func=str.upper,
            key=f"{key}-picture",
            horizontal=True,
            on_change=_take_picture,
            args=(f"{key}-picture",),
        )


def _take_picture(key: str) -> None:
    st.session_state["picture"] = st.session_state[key]


def _maker(frame: pd.DataFrame | Callable[[], pd.DataFrame], style: Style) -> Callable[[], bytes]:
    return lambda: csv_bytes(frame() if callable(frame) else frame, style)


def let_it_paint() -> None:
    """Leave the browser a moment to paint the chart before the rest of the part arrives.

    What comes together is rendered together: with thirty levers behind it, a chart would wait for all of them
    (measured from key to chart, against a stock page: 0.9 without the pause, 0.6 to 0.75 with it).
    """
    time.sleep(0.04)


@st.cache_resource(show_spinner=False)
def freeze_once() -> None:
    """Take what is loaded by now out of garbage collection.

    It stays for good; looking through it after each run holds back the chart's message (on a bare page
    freezing took 57 ms from key to chart in place of 86).
    Nothing is collected first: the little that goes to waste is worth an earlier first page.
    """
    gc.freeze()
