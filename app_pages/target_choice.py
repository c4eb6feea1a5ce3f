"""The choice of a target, on the pages that show one."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app_pages import address_bar, kit
from metrics.catalogue import Catalogue
from metrics.model import Target
from metrics.sentences import promise


def pick(catalogue: Catalogue, on_change: Callable[[], None] | None = None) -> Target | None:
    """The target in the address bar, or the first one; an unknown one is said to be unknown."""
    t = kit.t()
    if not catalogue.targets:
        st.info(
            t(
                "The catalogue holds no sound target yet. The page “Targets” lists what is wrong with its "
                "files."
            )
        )
        return None
    wanted = st.query_params.get("target")
    if wanted and wanted not in catalogue.targets:
        st.warning(t("There is no target “{target}”; the first one is shown.", target=kit.plain(wanted)))
    names = {name: f"{t.text(found.title)}: {promise(t, found)}" for name, found in catalogue.targets.items()}
    address_bar.remember("target", next(iter(names)), names)
    chosen = st.selectbox(
        t("Target"), list(names), format_func=names.__getitem__, key="target", on_change=on_change
    )
    address_bar.stand({"target": chosen})
    return catalogue.targets[chosen]
