"""The yardstick of the network page: a bare Streamlit page that shows the same figure."""

import os
from pathlib import Path

import plotly.io
import streamlit as st

st.plotly_chart(plotly.io.from_json(Path(os.environ["NETWORK_FIGURE"]).read_text("utf-8")), key="chart")
