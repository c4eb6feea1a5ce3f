"""Where this machine's Chromium is: prints its path, or ends with 1 if there is none that runs."""

import os
import shutil
import subprocess
import sys
from functools import cache

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


@cache
def find() -> str | None:
    """The path of a Chromium that runs, $CHROMIUM or the system's; None leaves it to Playwright's own."""
    found = (shutil.which(name) for name in (os.environ.get("CHROMIUM"), *NAMES) if name)
    return next((path for path in found if path and runs(path)), None)


def runs(path: str) -> bool:
    """Whether it is a browser: Ubuntu's package is a stub that only asks for a snap."""
    try:
        subprocess.run([path, "--version"], capture_output=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def playwrights() -> str | None:
    """The path of the Chromium that Playwright has fetched, if it has."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if runs(path) else None


if __name__ == "__main__":
    path = find() or playwrights()
    print(path or "no Chromium that runs was found")
    sys.exit(path is None)
