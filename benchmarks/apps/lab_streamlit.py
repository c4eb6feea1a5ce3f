"""The lab's model and chart in a bare stock Streamlit page."""

import streamlit as st
from lab_model import figure

growth = st.slider("Growth of cluster members, % a year", -10.0, 75.0, 37.0, 0.1)
st.plotly_chart(figure(growth), key="chart")
