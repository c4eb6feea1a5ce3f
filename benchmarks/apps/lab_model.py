"""The lab's model and chart for the yardsticks: the same path, fan, areas and goal as a plotly figure."""

import sys
from pathlib import Path

import plotly.graph_objects as go

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from metrics import simulate

YEARS = [*range(2025, 2031)]


def figure(growth):
    """The scenario of one lever: growth of members, per cent a year."""
    frame = simulate(0.12, 5, member_growth=growth / 100, volatility=0.05, draws=20_000, seed=1)
    fig = go.Figure()
    for low, high in (("p05", "p95"), ("p25", "p75")):
        fig.add_scatter(x=YEARS, y=frame[low], mode="lines", line={"width": 0})
        fig.add_scatter(x=YEARS, y=frame[high], mode="lines", line={"width": 0}, fill="tonexty")
    grown = 0.12 + frame["organic"].cumsum()
    fig.add_scatter(x=YEARS, y=grown, mode="lines", fill="tozeroy")
    fig.add_scatter(x=YEARS, y=grown + frame["admitted"].cumsum(), mode="lines", fill="tonexty")
    fig.add_scatter(x=YEARS, y=frame["share"], mode="lines+markers", line={"dash": "dash"})
    fig.add_hline(y=0.40)
    return fig.update_layout(showlegend=False, yaxis={"range": [0, 0.6]})
