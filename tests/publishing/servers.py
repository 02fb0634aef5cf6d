"""Servers of this machine, told what docs/publishing.md tells a maintainer, on a port of their own."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "publishing.md"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
#: Program -> the Debian package that brings it. `tools/bootstrap servers` installs them, and CI runs that.
PACKAGES = {"nginx": "nginx-light", "sshd": "openssh-server"}
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"


def program(name: str) -> str:
    """Where a program is. The test that asks is left out where it is not here."""
    found = shutil.which(name, path=PATH)
    if found is None or (name == "nginx" and not BROTLI.exists()):
        pytest.skip(f"{name} is not here: as root, tools/bootstrap servers ({PACKAGES.get(name, name)})")
    return found


def documented(language: str) -> str:
    """The one example of a language in docs/publishing.md."""
    found = re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    return found[0]


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    port: int

    def get(self, address: str, **headers: str) -> Answer:
        """What it answers; `If_None_Match="x"` is sent as `If-None-Match: x`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", address, headers=given)
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@contextmanager
def caddy(output: Path, folder: Path) -> Iterator[Server]:
    port = free_port()
    told = documented("caddyfile").replace("news.example.org {", f"http://127.0.0.1:{port} {{")
    told = told.replace("/srv/news/output", str(output))
    file = folder / "Caddyfile"
    file.write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{told}", encoding="utf-8")
    with _running([program("caddy"), "run", "--config", str(file), "--adapter", "caddyfile"], port, folder) as server:
        yield server


@contextmanager
def nginx(output: Path, folder: Path) -> Iterator[Server]:
    port = free_port()
    told = re.sub(r"\tlisten \[.*\n|\tssl_.*\n", "", documented("nginx")).replace(
        "listen 443 ssl", f"listen 127.0.0.1:{port}"
    )
    told = told.replace("/srv/news/output", str(output))
    file = folder / "nginx.conf"
    paths = "".join(
        f"\t{one}_temp_path {folder}/{one};\n" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file.write_text(
        f"load_module {BROTLI};\ndaemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\n\tinclude /etc/nginx/mime.types;\n\taccess_log off;\n{paths}{told}}}\n",
        encoding="utf-8",
    )
    with _running([program("nginx"), "-p", str(folder), "-c", str(file)], port, folder) as server:
        yield server


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[Server]:
    log = folder / "server.log"
    environment = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": str(folder)}
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=written, stderr=written)
    try:
        wait(process, port, log)
        yield Server(port)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Until it answers; a minute at most, for machines that are busy."""
    for _ in range(600):
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("it never answered")
