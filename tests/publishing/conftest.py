"""Two editions of a site, and where they are brought: a store of objects, and a server of one's own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..conftest import write
from . import servers
from .uploads import SETTINGS, tell

MOTO = Path(__file__).parents[2] / ".venv" / "moto" / "bin" / "moto_server"


@pytest.fixture(scope="session")
def editions(tmp_path_factory):
    """Two editions of a site, in their folders: the second has another picture in each story, a new story, and one less."""
    root = tmp_path_factory.mktemp("uploaded")
    write(root, "")
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    tell(root, 1, "a", "b", "gone")
    (root / "content/gone.md").unlink()
    tell(root, 2, "a", "new")
    return root


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """The port of a stand-in for S3."""
    servers.program("rclone")
    if not MOTO.exists():
        pytest.skip("moto is not here: make .venv/.dev")
    folder, port = tmp_path_factory.mktemp("moto"), servers.free_port()
    log = (folder / "log").open("wb")
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    process = subprocess.Popen([MOTO, "-H", "127.0.0.1", "-p", str(port)], env=environment, stdout=log, stderr=log)
    try:
        servers.wait(process, port, folder / "log")
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


@pytest.fixture(scope="session")
def host(tmp_path_factory) -> Iterator[tuple[int, Path]]:
    """The port of a server of SSH on this machine, and the folder with the key that opens it."""
    servers.program("rsync")
    sshd = servers.program("sshd")
    folder, port = tmp_path_factory.mktemp("sshd"), servers.free_port()
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    shutil.copy(folder / "key.pub", folder / "authorized_keys")
    (folder / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized_keys\nPidFile none\n"
        "StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\n"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    log = folder / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sshd, "-D", "-e", "-f", str(folder / "sshd_config")], stdout=written, stderr=written
        )
    try:
        servers.wait(process, port, log)
        yield port, folder
    finally:
        process.terminate()
        process.wait(timeout=20)
