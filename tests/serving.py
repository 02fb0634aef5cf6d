"""A server under test: `newsroom serve` in a fresh process, asked as a browser asks it."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from .conftest import NOW


class Desk:
    """A server under test; `get` asks it as a browser does."""

    def __init__(self, root: Path, process: subprocess.Popen[str], port: int) -> None:
        self.root, self.process, self.port = root, process, port

    def get(self, address: str, host: str = "127.0.0.1") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", address, headers={"Host": f"{host}:{self.port}"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def news(self) -> dict:
        """The newest news, as a page that is just opened hears it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", "/_newsroom/news")
            answer = connection.getresponse()
            return json.loads(answer.readline().decode().removeprefix("data: "))
        finally:
            connection.close()

    def wait(self, what) -> None:
        """Until `what()` holds; a minute at most, for machines that are busy."""
        end = time.monotonic() + 60
        while not what():
            assert time.monotonic() < end, "it never came"
            assert self.process.poll() is None, "the server has ended"
            time.sleep(0.05)

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


def started(root: Path, *words: str) -> "subprocess.Popen[str]":
    """A `newsroom` command that goes on until it is ended, as a writer starts it in the folder of their site."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(root),
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
        "SOURCE_DATE_EPOCH": NOW,
    }
    command = [sys.executable, "-m", "pelican.plugins.newsroom", *words]
    return subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=_with_interrupts,  # noqa: PLW1509 (no thread of the tests holds a lock)
    )


def _with_interrupts() -> None:
    """A shell that starts the tests behind its back has them ignore Ctrl-C, and whatever they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def serving(root: Path):
    process = started(root, "serve", "--port", "0")
    try:
        assert process.stderr is not None
        for line in process.stderr:
            if "http://127.0.0.1:" in line:
                yield Desk(root, process, int(line.split("http://127.0.0.1:")[1].split("/")[0]))
                break
        else:
            raise AssertionError("it never began to serve")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        process.stderr.close()
