"""The guards of the browser's tests do fail when they have to."""

import pytest

from tests.browser.conftest import leaves


@pytest.mark.parametrize(
    ("url", "outside"),
    [
        ("http://127.0.0.1:8501/x", False),
        ("ws://localhost:1/_stcore/stream", False),
        ("data:image/png;base64,AA", False),
        ("blob:http://127.0.0.1/1", False),
        ("https://fonts.example/f.woff", True),
        ("http://127.0.0.1.example/", True),
    ],
)
def test_what_leaves_the_machine(url, outside):
    assert leaves(url) is outside
