"""`make fuzz`: thousands of bent files, read, checked and built. Ends with 1 at the first that raises, hangs, or is lost without a word.

Every batch is a site of its own. Each file must have become a page, be withheld by a status of its own, or have an error that names it.
A batch that fails is kept below the folder that is named.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.fuzz.mess import bent  # noqa: E402  (run as a script from anywhere)

_SETTINGS = """
exec(open({conf!r}, encoding="utf-8").read())
PLUGIN_PATHS = [{plugins!r}]
THEME = {theme!r}
NEWSROOM = {{"same_address": "date"}}

"""
_SECONDS = 300


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--batch", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sums: Counter[str] = Counter()
    began = time.monotonic()
    for start in range(0, given.count, given.batch):
        folder = Path(tempfile.mkdtemp(prefix="newsroom-fuzz-"))
        fault = _batch(folder, range(start, min(start + given.batch, given.count)), given.seed, sums)
        if fault:
            print(f"files {start} and after, seed {given.seed}, kept in {folder}:\n{fault}")
            return 1
        shutil.rmtree(folder)
        print(f"{start + given.batch} files, {time.monotonic() - began:.0f} s: {dict(sums)}", flush=True)
    return 0


def _batch(folder: Path, numbers: range, seed: int, sums: Counter[str]) -> str:
    content = folder / "content"
    content.mkdir()
    for number in numbers:
        source = random.Random(f"{seed}-{number}")  # noqa: S311  (it guards nothing)
        name = source.choice(
            (
                f"f{number}.md",
                f"f{number}.md",
                f"2024-05-06-f{number}.md",
                f"b{number}/index.md",
                f"f{number}.fr.md",
                f"pages/f{number}.md",
            )
        )
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bent(source))
    (folder / "conf.py").write_text(
        _SETTINGS.format(
            conf=str(ROOT / "pelicanconf.py"), plugins=str(ROOT / "plugins"), theme=str(ROOT / "themes/broadsheet")
        ),
        encoding="utf-8",
    )
    environment = {**os.environ, "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1795435200", "SITEURL": "https://news.example"}
    try:
        read = subprocess.run(
            [sys.executable, __file__.replace("run.py", "fates.py"), str(folder / "conf.py")],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
        built = subprocess.run(
            [sys.executable, "-m", "pelican", "content", "-s", "conf.py", "-o", "output", "--fatal", "errors"],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as hung:
        return f"it hung: {hung.cmd}"
    log = built.stdout + built.stderr
    if read.returncode or "Traceback" in read.stderr:
        return read.stderr
    if "Traceback" in log or built.returncode not in (0, 1):
        return log[-6000:]
    for line in read.stdout.splitlines():
        fate, path, file = line.split("\t")
        sums[fate] += 1
        if fate == "LOST":
            return f"{path} is neither a page nor an error"
        if fate == "page" and not (folder / "output" / file).is_file():
            return f"{path} should be {file} and is not there; the log ends:\n{log[-3000:]}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
