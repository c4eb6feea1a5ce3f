"""The lab's model and chart in Dash; the argument is the port."""

import sys

from dash import Dash, Input, Output, dcc, html
from lab_model import figure

app = Dash(__name__)
app.layout = html.Div([dcc.Slider(-10, 75, 0.1, value=37, marks=None, id="growth"), dcc.Graph(id="chart")])
app.callback(Output("chart", "figure"), Input("growth", "value"))(figure)

if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
