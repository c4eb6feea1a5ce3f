"""What `import metrics` costs and gives: no Streamlit, no plotly, and every public name."""

import subprocess
import sys

import metrics

HEAVY = {"streamlit", "plotly", "duckdb", "narwhals", "scipy", "networkx", "openpyxl", "pyarrow", "pandas"}


def loaded_after(code):
    """The top-level modules that a fresh interpreter holds after some code."""
    script = f"{code}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_metrics_loads_nothing_heavy():
    assert not loaded_after("import metrics") & HEAVY


def test_loading_and_drawing_needs_neither_streamlit_nor_plotly():
    code = "import metrics; c = metrics.load(); metrics.pathway(c.targets['cluster-revenue-share'])"
    assert not loaded_after(code) & {"streamlit", "plotly", "duckdb", "networkx"}


def test_every_public_name_is_there():
    for name in dir(metrics):
        assert getattr(metrics, name) is not None
