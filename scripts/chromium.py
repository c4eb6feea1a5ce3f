"""Where this machine's Chromium is: prints its path, or ends with 1 if there is none that runs."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

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
    """The path of a Chromium that runs: $CHROMIUM, the system's, or Playwright's own."""
    found = (shutil.which(name) for name in (os.environ.get("CHROMIUM", ""), *NAMES) if name)
    return next((path for path in (*found, _playwright()) if path and _runs(path)), None)


def _runs(path: str) -> bool:
    # Ubuntu's package is a stub that only asks for a snap.
    try:
        return (
            subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def _playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    print(find() or "no Chromium that runs was found")
    sys.exit(find() is None)
