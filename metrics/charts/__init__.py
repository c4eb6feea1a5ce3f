"""The one table and its relatives as plotly figures; only pages import this."""
