"""What changed on the disk, and what follows: build again, or begin anew because code changed."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath

#: Folders that nobody writes by hand.
_NOT_OURS = frozenset(
    {".git", ".hg", ".venv", ".cache", "__pycache__", "node_modules", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
)

#: Milliseconds in which changes are gathered, and how often is looked: an editor writes a file in several steps.
_GATHER, _LOOK = 120, 20

#: Milliseconds after which a watcher gives a sign although nothing happened.
_ALIVE = 300


def is_writing(path: str) -> bool:
    """Whether a change of this file could change the site: no editor's backup, lock or swap file, nothing of git's."""
    pure = PurePath(path)
    name = pure.name
    if _NOT_OURS.intersection(pure.parts):
        return False
    return not (
        name.startswith((".#", "#", ".~"))
        or name.endswith(("~", ".swp", ".swx", ".swo", ".tmp", ".part", ".pyc"))
        or name == "4913"
    )


def is_code(path: str, code: Iterable[str]) -> bool:
    """Whether the file belongs to what a process reads only once: settings, plugins."""
    pure = Path(path)
    return any(pure == Path(one) or pure.is_relative_to(one) for one in code)


def changes(
    watched: Sequence[str], code: Sequence[str], since: int, stop: threading.Event
) -> Iterator[tuple[str, ...]]:
    """The changed files, each time some changed, until `stop` is set. Folders are watched with all below, files by their names.

    What changed after `since` (nanoseconds since 1970, as `st_mtime_ns`) and before anybody watched comes first.
    """
    found = [one for one in dict.fromkeys([*watched, *code]) if Path(one).exists()]
    folders = [one for one in found if Path(one).is_dir()]
    files = [one for one in found if Path(one).is_file()]
    beside = sorted({str(Path(one).parent) for one in files})
    gathered = _Gathered(stop)
    looking: list[threading.Event] = []
    if folders:
        looking.append(gathered.look(folders, is_writing, deep=True))
    if beside:
        looking.append(gathered.look(beside, lambda path: path in files, deep=False))
    for ready in looking:
        ready.wait()
    gathered.add(written_since(since, folders, files))
    while not stop.is_set():
        if some := gathered.taken():
            yield some


class _Gathered:
    """The files that threads have seen change and that nobody has taken yet, each once. The threads end when `stop` is set."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._paths: dict[str, None] = {}
        self._news = threading.Condition()

    def look(self, places: list[str], wanted: Callable[[str], bool], *, deep: bool) -> threading.Event:
        """Begin to look at folders, if `deep` with all below, for files that are `wanted`. What it gives is set as soon as no change is missed."""
        from watchfiles import watch

        seen = watch(
            *places,
            debounce=_GATHER,
            step=_LOOK,
            recursive=deep,
            stop_event=self._stop,
            watch_filter=None,
            raise_interrupt=False,
            yield_on_timeout=True,
            rust_timeout=_ALIVE,
        )
        ready = threading.Event()

        def gather() -> None:
            for some in seen:
                ready.set()
                self.add([path for _, path in sorted(some, key=lambda one: one[1]) if wanted(path)])

        threading.Thread(target=gather, daemon=True).start()
        return ready

    def add(self, paths: Iterable[str]) -> None:
        with self._news:
            self._paths.update(dict.fromkeys(paths))
            self._news.notify()

    def taken(self) -> tuple[str, ...]:
        """What was gathered, and is so no longer; waits for it, and gives up after a second or when it is to stop."""
        with self._news:
            self._news.wait_for(lambda: self._paths or self._stop.is_set(), timeout=1.0)
            some = tuple(self._paths)
            self._paths.clear()
        return some


def written_since(since: int, folders: Iterable[str], files: Iterable[str]) -> list[str]:
    """The files, and those below the folders, that were written at `since` or later, in nanoseconds since 1970."""
    every = [*files, *(str(path) for folder in folders for path in Path(folder).rglob("*") if path.is_file())]
    return sorted(path for path in every if is_writing(path) and _written(path) >= since)


def _written(path: str) -> int:
    try:
        return Path(path).stat().st_mtime_ns
    except OSError:  # gone meanwhile
        return 0
