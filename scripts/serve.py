"""Start a web program on a free port, wait until it answers, and stop it: for tests and benchmarks."""

import contextlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from scripts.chromium import find

ROOT = Path(__file__).parent.parent
QUIET = (
    "--no-sandbox",  # as root in a container there is none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STREAMLIT = (
    "--server.headless=true",
    "--server.fileWatcherType=none",
    "--server.address=127.0.0.1",
    "--browser.gatherUsageStats=false",
)


def launch_options() -> dict[str, object]:
    """What Playwright's `chromium.launch` needs on this machine."""
    return {"executable_path": find(), "args": list(QUIET)}


class Server:
    """A running program: its `url`, and what it has said on standard error."""

    def __init__(self, url: str, log: BinaryIO) -> None:
        self.url, self._log = url, log

    def errors(self) -> str:
        """The last things the program said, after its end too."""
        if not self._log.closed:
            self._log.seek(0)
            self._said = self._log.read().decode(errors="replace")[-8000:]
        return self._said


@contextlib.contextmanager
def serve(
    script: str | Path, *, dash: bool = False, folder: Path = ROOT, port: int | None = None
) -> Iterator[Server]:
    """Run a Streamlit script (or a Dash one, which takes its port as its argument) until the block ends."""
    port = port or free_port()
    streamlit = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *STREAMLIT]
    command = [sys.executable, str(script), str(port)] if dash else streamlit
    url = f"http://127.0.0.1:{port}"
    with TemporaryFile() as log:
        server = Server(url, log)
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log
        )
        try:
            _wait(process, server, url + ("/" if dash else "/_stcore/health"))
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            server.errors()  # read before its file goes


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], server: Server, url: str, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}:\n{server.errors()}")
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(url, timeout=2).close()
            return
        time.sleep(0.02)
    raise RuntimeError(f"the server did not answer in {seconds:.0f} s:\n{server.errors()}")
