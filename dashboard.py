"""Cluster Metrics: what officials say about a cluster economy, as one can see and check it."""

import streamlit as st

from app_pages import address_bar, kit

st.set_page_config(page_title="Cluster Metrics", page_icon="static/favicon.png", layout="wide")
address_bar.follow_way_back()
t = kit.t()
page = st.navigation(
    [
        st.Page("app_pages/targets.py", title=t("Targets"), url_path="targets", default=True),
        st.Page("app_pages/target.py", title=t("One target"), url_path="target"),
        st.Page("app_pages/lab.py", title=t("Scenario lab"), url_path="lab"),
        st.Page("app_pages/observed.py", title=t("Observed"), url_path="observed"),
        st.Page("app_pages/cooperation.py", title=t("Cooperation"), url_path="cooperation"),
        st.Page("app_pages/claims.py", title=t("Claims"), url_path="claims"),
        st.Page("app_pages/sources.py", title=t("Sources"), url_path="sources"),
        st.Page("app_pages/upload.py", title=t("Your data"), url_path="upload"),
    ],
    position="top",
)
address_bar.open_page(page.url_path)
kit.above_page()
page.run()
kit.below_page()
kit.freeze_once()
