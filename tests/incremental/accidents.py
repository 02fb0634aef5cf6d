"""What happens to the files of a site without anybody's wish: other times, damaged output, caches that are lost or come back.

Each accident takes a source of chance and the site's folder, as an edit does.
"""

import os
import random
import shutil
import time
from collections.abc import Collection
from pathlib import Path

from .site_files import files_below, one_of, put, stories_of

_STORED = (".cache", "output")


def touch(random_: random.Random, site: Path) -> None:
    """Other times, the same bytes: of one file or, as in a fresh checkout, of all."""
    files = [one for folder in ("content", "theme", "put") for one in files_below(site, folder, "*")]
    when = random_.choice([1_700_000_000, 1_795_000_000, 4_000_000_000])
    for file in files if random_.random() < 0.3 else random_.sample(files, min(2, len(files))):
        os.utime(file, (when, when))


def same_times(random_: random.Random, site: Path) -> None:
    """As many bytes as before, and the time of its last change put back."""
    for file in one_of(random_, stories_of(site)):
        times, data = file.stat(), file.read_bytes()
        file.write_bytes(data.replace(b"quay", b"gate") if b"quay" in data else data.replace(b"gate", b"quay"))
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def tamper(random_: random.Random, site: Path) -> None:
    for file in one_of(random_, files_below(site, "output", "*")):
        act = random_.randrange(6)
        if act == 0:
            file.unlink()
        elif act == 1:
            shutil.rmtree(file.parent if file.parent != site / "output" else site / "output", ignore_errors=True)
        elif act == 2:
            file.write_bytes(b"gone over")
        elif act == 3:
            file.write_bytes(file.read_bytes()[:-3])
        elif act == 4:
            file.unlink()
            file.mkdir()
        else:
            data = bytearray(file.read_bytes() or b"x")
            data[len(data) // 2] ^= 1
            times = file.stat()
            file.write_bytes(bytes(data))
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def stray(random_: random.Random, site: Path) -> None:
    put(site / "output" / random_.choice(["stray.html", "tag/stray.html", "deep/er/stray.txt"]), "?")


def lose_cache(random_: random.Random, site: Path) -> None:
    files = files_below(site, ".cache", "*")
    if not files or random_.random() < 0.2:
        shutil.rmtree(site / ".cache", ignore_errors=True)
        return
    file = random_.choice(files)
    act = random_.randrange(3)
    if act == 0:
        file.unlink()
    elif act == 1:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif file.stat().st_size:
        data = bytearray(file.read_bytes())
        data[random_.randrange(len(data))] ^= 16
        file.write_bytes(bytes(data))


def old_cache(random_: random.Random, site: Path) -> None:
    """The caches, or the output, of an earlier build come back, as from the store of a CI."""
    name = random_.choice(_STORED)
    kept = site.with_name(f"kept-{name}")
    if kept.exists():
        shutil.rmtree(site / name, ignore_errors=True)
        shutil.copytree(kept, site / name, symlinks=True)
    if random_.random() < 0.5:
        store(site)


def store(site: Path) -> None:
    """Keep caches and output as they are, beside the site."""
    for name in _STORED:
        kept = site.with_name(f"kept-{name}")
        shutil.rmtree(kept, ignore_errors=True)
        if (site / name).is_dir():
            shutil.copytree(site / name, kept, symlinks=True)


def let_time_pass(site: Path, number: int, *, without: Collection[str]) -> None:
    """As if the edits of this step had been made within the last hour, and not just now: a build does not rest on what changed a moment ago."""
    now = time.time()
    for one in site.rglob("*"):
        if (
            not set(one.relative_to(site).parts) & set(without)
            and one.is_file()
            and now - 600 < one.stat().st_mtime <= now
        ):
            os.utime(one, (now - 3600 + number, now - 3600 + number))
