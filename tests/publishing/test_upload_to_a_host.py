"""`newsroom upload rsync`: a server of one's own turns to the new site in one step."""

import getpass
import subprocess
import time
from pathlib import Path

import pytest

from ..conftest import run
from .cut import line
from .uploads import NEWSROOM, files_of

pytestmark = pytest.mark.slow


def brought(root: Path, number: int, place: Path, port: int, folder: Path) -> subprocess.CompletedProcess[str]:
    ssh = f"ssh -p {port} -i {folder}/key -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
    source = root / "output.editions" / f"{number:06}"
    return run(
        [*NEWSROOM, "upload", "rsync", f"{getpass.getuser()}@127.0.0.1:{place}", "--ssh", ssh, "-o", source], root
    )


def test_a_host_shows_the_new_site_in_one_step_and_what_did_not_change_stays_one_file(editions, host, tmp_path):
    assert brought(editions, 1, tmp_path / "srv", *host).returncode == 0
    before = (tmp_path / "srv/current").resolve()
    assert files_of(before) == files_of(editions / "output.editions/000001")
    time.sleep(1.1)  # the older one is the one that goes, by the second of its file system

    ran = brought(editions, 2, tmp_path / "srv", *host)

    assert ran.returncode == 0, ran.stderr
    after = (tmp_path / "srv/current").resolve()
    assert files_of(after) == files_of(editions / "output.editions/000002")
    assert files_of(before) == files_of(editions / "output.editions/000001")
    assert (after / "robots.txt").samefile(before / "robots.txt")
    assert after.stat().st_mode & 0o777 == 0o755
    assert brought(editions, 1, tmp_path / "srv", *host).returncode == 0
    assert (tmp_path / "srv/current").resolve() == before


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_when_the_line_to_a_host_breaks_readers_see_the_old_site_and_the_next_run_ends_it(
    editions, host, tmp_path, share
):
    port, keys = host
    assert brought(editions, 1, tmp_path / "srv", port, keys).returncode == 0
    first, second = (files_of(editions / f"output.editions/00000{n}") for n in (1, 2))
    size = sum(len(data) for file, data in second.items() if first.get(file) != data)

    with line(port, int(size * share)) as broken:
        ran = brought(editions, 2, tmp_path / "srv", broken.port, keys)

    assert ran.returncode == 1
    assert files_of(tmp_path / "srv/current") == first
    assert brought(editions, 2, tmp_path / "srv", port, keys).returncode == 0
    assert files_of(tmp_path / "srv/current") == second
    assert not list((tmp_path / "srv/editions").glob("*.part"))
