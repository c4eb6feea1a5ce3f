"""The same page in Dash, for comparison; its argument is the port."""

import sys

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Slider(20, 80, 0.5, value=40, marks=None, id="goal"), dcc.Graph(id="chart")])


@app.callback(Output("chart", "figure"), Input("goal", "value"))
def draw(goal):
    years = list(range(2025, 2031))
    shares = [12 * (goal / 12) ** (i / 5) for i in range(6)]
    return go.Figure(go.Scatter(x=years, y=shares, mode="lines+markers"))


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
