"""Pages run without a browser: `run("target", target="…")` gives the page after its first run."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run():
    """Run a page of the dashboard with what its link says."""

    def page(name, **params):
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30)
        for key, value in {"lang": "en", **params}.items():
            app.query_params[key] = str(value)
        app.switch_page(f"app_pages/{name}.py")
        app.run()
        assert not app.exception, app.exception
        return app

    return page
