"""What every browser test needs to know about a Streamlit page."""

from playwright.sync_api import expect

SETTLED = (
    "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
    ":not(:has([data-testid=stSkeleton]))"
)


def idle(page, timeout=60_000):
    """Wait until the page is connected, its script has ended, and nothing is still to be drawn."""
    expect(page.locator(SETTLED)).to_be_visible(timeout=timeout)


def shows_no_error(page):
    """Fail with its text if a page shows an exception of the program."""
    errors = page.get_by_test_id("stException")
    assert not errors.count(), errors.all_inner_texts()
