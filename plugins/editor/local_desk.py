"""The desk on this machine: decap-server, which writes into the content folder what is saved in the browser."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from .program import server_file

HOST = "127.0.0.1"
#: How long it may take to begin and to end, in seconds.
_PATIENCE, _FAREWELL = 30.0, 5.0


class DeskFailed(Exception):
    """The desk does not answer: the message says why."""


@contextmanager
def desk(program: Path, content: Path, port: int, origin: str) -> Iterator[subprocess.Popen[str]]:
    """A desk for the content folder that answers `origin` alone, until the block ends. Raises DeskFailed.

    It is given the content folder and nothing above it: no settings, no Git hooks, no code.
    """
    if _answers(port):
        raise DeskFailed(
            f'something answers on port {port} already: end it, or take another with EDITOR = {{"port": ...}}'
        )
    with resources.as_file(resources.files(__package__ or "").joinpath("guard.js")) as guard:
        process = subprocess.Popen(
            ["node", "--require", str(guard), str(server_file(program))],
            cwd=program,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=_environment(content, port, origin),
        )
        try:
            _wait(process, port)
            yield process
        finally:
            _end(process)


def _environment(content: Path, port: int, origin: str) -> dict[str, str]:
    """What decap-server reads: nothing else of ours reaches it."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": os.environ.get("HOME", ""),
        "MODE": "fs",
        "LOG_LEVEL": "error",
        "BIND_HOST": HOST,
        "PORT": str(port),
        "ORIGIN": origin,
        "GIT_REPO_DIRECTORY": str(content.absolute()),
    }


def _wait(process: subprocess.Popen[str], port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > end:
            said = (
                process.stderr.read()[-400:] if process.poll() is not None and process.stderr else "it does not answer"
            )
            raise DeskFailed(f"the editor's desk did not start: {' '.join(said.split())}")
        time.sleep(0.05)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1):
            return True
    except OSError:
        return False


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(timeout=_FAREWELL)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stderr):
        if pipe:
            pipe.close()
