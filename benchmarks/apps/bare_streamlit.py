"""The yardstick: a stock Streamlit page with one slider and one Plotly line chart."""

import plotly.graph_objects as go
import streamlit as st

goal = st.slider("Share in 2030, %", 20.0, 80.0, 40.0, 0.5)
years = list(range(2025, 2031))
shares = [12 * (goal / 12) ** (i / 5) for i in range(6)]
st.plotly_chart(go.Figure(go.Scatter(x=years, y=shares, mode="lines+markers")), key="chart")
