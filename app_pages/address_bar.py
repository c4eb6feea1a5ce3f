"""The state of a page in the address bar: a copied link opens the same view, and the browser's back and
forward buttons lead through what was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

LINKED = "linked"  # the keys of the session whose values the address bar holds
PAGE = "page"  # the page that is open
STANDING = "standing"  # what the address bar holds whether it was chosen or not

# Streamlit writes an address as a new step of the browser's history, so that a page which adds to its own
# address on opening would take two presses of the back button to leave.
_fill = st.components.v2.component(
    "cluster_metrics.address",
    js="""export default function ({data}) {
  document.documentElement.lang = data.lang
  const address = new URL(window.location)
  const lacking = Object.entries(data.standing).filter(([name]) => !address.searchParams.has(name))
  if (!lacking.length) return
  for (const [name, value] of lacking) address.searchParams.set(name, value)
  window.history.replaceState(window.history.state, "", address)
}""",
)


def follow_way_back() -> None:
    """Where the reader went back or forward to an address, its choices replace the session's."""
    if is_way_back():
        for key in st.session_state.get(LINKED, ()):
            st.session_state.pop(key, None)


def open_page(name: str) -> None:
    """Begin a page; what always stood in the address of another one is not asked for here."""
    if st.session_state.get(PAGE) != name:
        st.session_state[PAGE], st.session_state[STANDING] = name, {}


def is_way_back() -> bool:
    """Whether the browser's back or forward button led here, so that the address knows better than the
    session.
    """
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def fill(lang: str) -> None:
    """Let the browser add what always stands in the address and is not there yet; tell it the language."""
    _fill(data={"lang": lang, "standing": st.session_state[STANDING]}, key="address", height=1)


def remember(key: str, default: Any, allowed: Mapping[str, Any] | Sequence[Any] | None = None) -> None:
    """Start a widget with what the link says, if that is possible, else with the default."""
    if key not in st.session_state or (allowed is not None and st.session_state[key] not in allowed):
        wanted = st.query_params.get(key)
        try:
            value = default if wanted is None else type(default)(wanted)
        except (TypeError, ValueError):
            value = default
        st.session_state[key] = value if allowed is None or value in allowed else default


def link(key: str, value: Any, default: Any) -> None:
    """Keep a value in the address bar as long as it differs from the default."""
    _linked(key)
    write({key: None if value == default else str(value)})


def stand(values: Mapping[str, str], instead_of: Sequence[str] = ()) -> None:
    """Keep values in the address bar whatever they are, in place of all names of `instead_of`."""
    shown, standing = st.query_params, st.session_state.setdefault(STANDING, {})
    for key in values:
        _linked(key)
    if any(key in shown or key in standing for key in (*values, *instead_of)):
        write(dict.fromkeys(instead_of) | dict(values))
    else:
        standing.update(values)


def forget(*keys: str) -> None:
    """Let go of what a person chose, here and in the address bar."""
    for key in keys:
        st.session_state.pop(key, None)
    write(dict.fromkeys(keys))


def write(changes: Mapping[str, str | None]) -> None:
    """Change the address in one step of the browser's history; None takes a name out of it."""
    shown, standing = st.query_params.to_dict(), st.session_state.get(STANDING, {})
    wanted = {key: value for key, value in (shown | changes).items() if value is not None}
    if wanted != shown:
        kept = {key: value for key, value in standing.items() if key not in changes}
        st.query_params.from_dict(kept | wanted)


def _linked(key: str) -> None:
    st.session_state.setdefault(LINKED, set()).add(key)
