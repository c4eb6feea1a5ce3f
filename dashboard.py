"""Cluster Metrics: what officials say about a cluster economy, as one can see and check it."""

import streamlit as st

from app_pages import kit

st.set_page_config(page_title="Cluster Metrics", page_icon="static/favicon.png", layout="wide")
t = kit.t()
pages = [
    st.Page("app_pages/targets.py", title=t("Targets"), url_path="targets", default=True),
    st.Page("app_pages/target.py", title=t("One target"), url_path="target"),
    st.Page("app_pages/sources.py", title=t("Sources"), url_path="sources"),
]
from pathlib import Path

for name, title in {
    "lab": "Lab",
    "cooperation": "Cooperation",
    "claims": "Claims",
    "observed": "Observed",
    "upload": "Your data",
}.items():
    if Path(f"app_pages/{name}.py").exists():
        pages.append(st.Page(f"app_pages/{name}.py", title=t(title), url_path=name))
page = st.navigation(pages, position="top")
kit.above_page()
page.run()
kit.below_page()
kit.freeze_once()
