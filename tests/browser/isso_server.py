"""A real Isso server on this machine, in the environment that tools/bootstrap made for it; and what a moderator does there."""

import json
import re
import socket
import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from ..conftest import ROOT

PROGRAM = ROOT / ".venv" / "isso" / "bin" / "isso"
PASSWORD = "a word for the test alone"
CONFIG = """
[general]
dbpath = {database}
host = {site}
log-file = {folder}/isso.log
[moderation]
enabled = true
[guard]
enabled = true
ratelimit = 1000
direct-reply = 100
reply-to-self = true
require-author = true
require-email = true
[admin]
enabled = true
password = {password}
[server]
listen = http://127.0.0.1:{port}/
public-endpoint = http://127.0.0.1:{port}
"""


class Isso:
    """The running server. `url` is its address, `database` its file."""

    def __init__(self, port: int, database: Path) -> None:
        self._port, self.url, self.database = port, f"http://127.0.0.1:{port}", database

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
        """Status, text and cookie of an answer. Raises OSError where nobody answers."""
        with closing(HTTPConnection("127.0.0.1", self._port, timeout=10)) as line:
            line.request(
                method, path, body.encode(), {name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = line.getresponse()
            return answer.status, answer.read().decode(), (answer.getheader("Set-Cookie") or "").split(";")[0]

    def post(self, uri: str, **comment: object) -> int:
        """Write a comment as a program would: the status of the answer."""
        given = {
            "text": "A comment.",
            "author": "Ann Bee",
            "email": "ann@private.example",
            "title": "A story",
            **comment,
        }
        return self.ask("POST", f"/new?{urlencode({'uri': uri})}", json.dumps(given), Content_Type="application/json")[
            0
        ]

    def last(self) -> int:
        """The number of the newest comment."""
        with closing(sqlite3.connect(self.database)) as database:
            return database.execute("SELECT max(id) FROM comments").fetchone()[0]

    def moderate(self, action: str, number: int = 0) -> None:
        """Approve ("activate") or "delete" a comment, the newest where none is named, with the key that the moderators' page holds."""
        number = number or self.last()
        form = {"Content_Type": "application/x-www-form-urlencoded"}
        _, _, cookie = self.ask("POST", "/login/", urlencode({"password": PASSWORD}), **form)
        pages = "".join(self.ask("GET", f"/admin/?mode={mode}", Cookie=cookie)[1] for mode in (1, 2))
        key = re.search(rf"_com\({number}, '([^']+)'", pages)
        assert key, f"the moderators' page does not show comment {number}"
        assert self.ask("POST", f"/id/{number}/{action}/{key[1]}")[0] == 200

    def approved(self, uri: str, **comment: object) -> int:
        """A comment that was written and approved: its number."""
        assert self.post(uri, **comment) == 202
        self.moderate("activate")
        return self.last()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def isso_server(folder: Path, site: str, port: int):
    """Isso for the site at `site`, until the block ends. A missing program is an error and no reason to skip."""
    assert PROGRAM.is_file(), f"{PROGRAM} is missing: run tools/bootstrap dev, which says what it needs"
    isso, config = Isso(port, folder / "comments.db"), folder / "isso.cfg"
    facts = {"database": isso.database, "site": site, "folder": folder, "password": PASSWORD, "port": port}
    config.write_text(CONFIG.format(**facts), encoding="utf-8")
    with (folder / "isso.out").open("wb") as out:
        server = subprocess.Popen([PROGRAM, "-c", config], cwd=folder, stdout=out, stderr=subprocess.STDOUT)
    try:
        for _ in range(200):
            try:
                isso.ask("GET", "/config")
                break
            except OSError:
                assert server.poll() is None, (folder / "isso.out").read_text()
                time.sleep(0.1)
        yield isso
    finally:
        server.terminate()
        server.wait(10)
