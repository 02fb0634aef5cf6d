"""A whole site in one string: written, built by the real command, read back."""

import atexit
import gc
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import mkdtemp

import pytest
from bs4 import BeautifulSoup
from hypothesis import settings
from pelican.plugins.newsroom import cores
from pelican.plugins.newsroom.pool import Pool

from tests import ready

ROOT = Path(__file__).parents[1]
FILE = re.compile(r"^-- (?P<path>\S+) --\n", re.MULTILINE)
#: 2026-11-23 12:00 UTC: the moment at which every site of the tests is built, unless a test says otherwise.
NOW = "1795435200"
#: What every command finds in its environment.
_ENVIRONMENT = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "COLUMNS": "200", "NO_COLOR": "1"}
#: Words of a command that builds.
_BUILDS = {"content", "build", "publish"}

# No law hangs on how busy the machine is: an example may take its time.
settings.register_profile("newsroom", deadline=None)
settings.load_profile("newsroom")


# Thousands of tests are gathered, and none of them is garbage: none is looked for meanwhile, nor among them while they run.
gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: at the end, when the files run out, no core waits long for another."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@dataclass(frozen=True)
class Built:
    """A site after a build. Addresses begin with `/`, as a reader sees them."""

    root: Path
    code: int
    log: str

    @property
    def output(self) -> Path:
        return self.root / "output"

    def file(self, address: str) -> Path:
        path = self.output / address.lstrip("/")
        return path / "index.html" if address.endswith("/") else path

    def has(self, address: str) -> bool:
        return self.file(address).is_file()

    def text(self, address: str) -> str:
        return self.file(address).read_text(encoding="utf-8")

    def page(self, address: str) -> BeautifulSoup:
        return BeautifulSoup(self.text(address), "html.parser")

    def links(self, address: str) -> set[str]:
        return {link["href"] for link in self.page(address).find_all("a", href=True)}

    def bytes(self) -> dict[str, bytes]:
        return {str(p.relative_to(self.output)): p.read_bytes() for p in sorted(self.output.rglob("*")) if p.is_file()}


def run(
    command: Sequence[object], root: Path, *, fresh: bool = False, plain: bool = False, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in `root`, with nothing of this machine's environment but the way to its programs.

    Pelican and `newsroom` run in the fork of a process that has imported them, which takes half of the time; `fresh` is for what hangs on
    a process of its own. `plain` is the fork of one that has imported nothing of ours: for what is said of stock Pelican, and of what a plugin needs of others.
    """
    given = {
        **_ENVIRONMENT,
        "HOME": str(root),
        "SOURCE_DATE_EPOCH": NOW,
        "SITEURL": "https://news.example",
        **environment,
    }
    words = [str(word) for word in command]
    with made_before(root) if _BUILDS & set(words) else nullcontext():
        if not fresh and ready.can_run(words, environment):
            process = _plain_process() if plain else next(_ready_processes())
            return process.run(words, root, given)
        return subprocess.run(
            words, cwd=root, env=given, capture_output=True, encoding="utf-8", timeout=300, check=False
        )


@cache
def _ready_processes() -> Iterator[ready.Ready]:
    """Two that take turns: what is built twice is built with two orders of sets, as by two processes of their own."""
    return cycle([ready.Ready(_ENVIRONMENT), ready.Ready(_ENVIRONMENT)])


@cache
def _plain_process() -> ready.Ready:
    return ready.Ready(_ENVIRONMENT, is_plain=True)


@contextmanager
def made_before(root: Path) -> Iterator[None]:
    """A site finds the theme as it was compiled and read for the sites of other tests, and its sign as it was drawn, as one finds them that was
    built before: they take half of the time of a small build. tests/newsroom/test_kept_templates.py and tests/incremental/test_readings.py
    hold that it changes nothing; a site with a cache keeps its own."""
    cache = root / ".cache"
    if not (cache / "newsroom").exists():
        for name in _MADE:
            if (_made_before() / name).exists() and not (cache / name).exists():
                shutil.copytree(_made_before() / name, cache / name, copy_function=shutil.copyfile)
    yield
    for name, pattern in _MADE.items():
        known = _made_before() / name
        known.mkdir(parents=True, exist_ok=True)
        have = {one.name for one in known.iterdir()}
        for file in (cache / name).glob(pattern) if len(have) < _MOST_MADE else ():
            if file.name not in have:
                shutil.copyfile(file, known / file.name)
    read, known = cache / _READINGS, _made_before() / _READINGS  # one file: a site with more templates has more in it
    if read.exists() and (not known.exists() or read.stat().st_size > known.stat().st_size):
        shutil.copyfile(read, known)


#: Folder of `.cache/` -> the files in it that another site finds.
_MADE = {"newsroom/templates": "*.code", "icons": "*.bin"}
#: They are copied for each site: those of more themes than two would take longer than they save.
_MOST_MADE = 200
_READINGS = "newsroom/templates/readings"


@cache
def _made_before() -> Path:
    folder = Path(mkdtemp(prefix="newsroom-made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def write(root: Path, text: str) -> None:
    """Write each `-- path --` part of `text` below `root`; a site without settings of its own gets the demo's."""
    _, *parts = FILE.split(text)
    for path, body in zip(parts[::2], parts[1::2], strict=True):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, encoding="utf-8")
    for name in ("pelicanconf.py", "publishconf.py"):
        if not (root / name).exists():
            (root / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    for folder in ("plugins", "themes"):
        if not (root / folder).exists():
            (root / folder).symlink_to(ROOT / folder)
    (root / "content").mkdir(exist_ok=True)


def picture(file: Path, width: int = 1200, height: int = 675) -> None:
    """Write a picture of this size in pixels: grey, but one that opens."""
    from PIL import Image

    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, height), (128, 128, 128)).save(file)


def let_an_hour_pass(folder: Path) -> None:
    """As if the files below had been written an hour ago: what has changed just now is kept by no cache."""
    for file in folder.rglob("*"):
        if file.is_file():
            os.utime(file, (file.stat().st_atime - 3600, file.stat().st_mtime - 3600))


def builder(root: Path):
    """What builds sites in `root`; for a fixture that shares one site among tests."""

    def _build(
        text: str = "", *, preview: bool = False, more: str = "", fresh: bool = False, **environment: str
    ) -> Built:
        write(root, text)
        settings = root / ("pelicanconf.py" if preview else "publishconf.py")
        if more:
            settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{more}\n", encoding="utf-8")
        pelican = [sys.executable, "-m", "pelican", "content", "-s", settings.name, "-o", "output", "--fatal", "errors"]
        ran = run(pelican, root, fresh=fresh, **environment)
        return Built(root, ran.returncode, ran.stdout + ran.stderr)

    return _build


@pytest.fixture
def build(tmp_path):
    """Write a site and build it as it is published; `preview=True` builds it as it is read on the writer's machine.

    `more` is added to its settings: Python, as in pelicanconf.py.
    """
    return builder(tmp_path)


@pytest.fixture
def newsroom(tmp_path):
    """Run the `newsroom` command in the test's site."""

    def _newsroom(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        write(tmp_path, "")
        return run([sys.executable, "-m", "pelican.plugins.newsroom", *arguments], tmp_path, **environment)

    return _newsroom


@pytest.fixture
def pools(monkeypatch) -> list[object]:
    """All processes that help are counted here, pool by pool, on two cores; there are some as soon as somebody wants them."""
    monkeypatch.setattr(cores, "count", lambda: 2)
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    begun: list[object] = []

    class Counted(Pool):
        def __init__(self, *given) -> None:
            begun.append(self)
            super().__init__(*given)

    monkeypatch.setattr(cores, "Pool", Counted)
    return begun
