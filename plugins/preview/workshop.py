"""Who builds, and what is shown meanwhile: the processes that build the site, the last good pages, and everybody who waits for news."""

import multiprocessing
import queue
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from .edition import Entry, Outcome, Page

T = TypeVar("T")

#: How many pages are remembered, to be shown when a new edition cannot make them.
_REMEMBERED = 500

#: How long a process may take to end by itself, in seconds.
_PATIENCE = 2.0


class Worker:
    """A process that holds the site in memory. Plugins and settings are read once by it, so new code wants a new one."""

    def __init__(self, settings: str, url: str, *, work: Callable[[str, str, str, Any], None] | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="newsroom-", ignore_cleanup_errors=True)
        self._lock = threading.Lock()
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=work or _work, args=(settings, url, self._folder.name, theirs), daemon=True
        )
        self._process.start()
        theirs.close()

    def build(self) -> Outcome:
        return self._ask(
            {"build": ""}, Outcome(complete=False, failures=("the process that builds the site has ended",))
        )

    def page(self, file: str) -> Page:
        return self._ask({"page": file}, Page(None, "the process that builds the site has ended"))

    def sheet(self) -> tuple[Entry, ...]:
        return self._ask({"sheet": ""}, ())

    def problems(self) -> Sequence[Mapping[str, Any]]:
        return self._ask({"problems": ""}, ())

    def _ask(self, what: dict[str, str], otherwise: T) -> T:
        with self._lock:
            try:
                self._pipe.send(what)
                answer: T = self._pipe.recv()
            except (EOFError, OSError):
                return otherwise
            return answer

    def end(self) -> None:
        """Whoever asked has the answer first: a pipe that is closed under a question may be anybody's file by the next read."""
        if not self._lock.acquire(timeout=_PATIENCE):
            self._process.kill()  # whoever waits hears that it has ended
            self._lock.acquire()
        self._pipe.close()
        self._lock.release()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._folder.cleanup()


def _work(settings: str, url: str, folder: str, pipe: Any) -> None:
    import signal
    import sys

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that serves; it closes the pipe
    # It ends with the one that serves all the same; a daemon of Python's may have no helpers.
    multiprocessing.current_process().daemon = False
    sys.path.insert(0, "")
    from .plugin import worker_main

    worker_main(settings, url, folder, pipe)


@dataclass(frozen=True, slots=True)
class News:
    """What a browser is told: `edition` counts what was built; `outcome` is the newest, also one that gave no edition."""

    edition: int
    outcome: Outcome


class Workshop:
    """The site as it stands now. `start` makes a worker; later builds come from `again`, with another worker where code changed."""

    def __init__(self, settings: str, url: str, *, worker: Callable[[str, str], Worker] = Worker) -> None:
        self._settings, self._url, self._make = settings, url, worker
        self._worker = worker(settings, url)
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._edition = 0
        self._news = News(0, Outcome(complete=False))
        self._listeners: set[queue.SimpleQueue[News]] = set()
        self._lock = threading.Lock()

    @property
    def news(self) -> News:
        return self._news

    def again(self, *, fresh: bool = False) -> Outcome:
        """Build once more. With `fresh`, in a new process; the old one goes on showing its pages until that has an edition."""
        worker = self._make(self._settings, self._url) if fresh else self._worker
        outcome = worker.build()
        with self._lock:
            if fresh and (outcome.complete or not self._edition):
                worker, self._worker = self._worker, worker
            self._edition += outcome.complete
            self._news = News(self._edition, outcome)
            for one in self._listeners:
                one.put(self._news)
        if fresh:
            worker.end()  # the one that shows no page any more
        return outcome

    def page(self, file: str) -> Page:
        """A file of the newest edition; where it fails or has gone through a fault, as it was when it last was right."""
        page = self._answer(lambda worker: worker.page(file))
        with self._lock:
            if page.body is not None:
                self._pages[file] = page.body
                self._pages.move_to_end(file)
                while len(self._pages) > _REMEMBERED:
                    self._pages.popitem(last=False)
                return page
            if page.failure or self._news.outcome.errors:
                return Page(self._pages.get(file), page.failure)
        return page

    def sheet(self) -> tuple[Entry, ...]:
        """Every story of the newest edition, for the list of proof sheets: asked for when somebody looks at them, and not after every change."""
        return self._answer(lambda worker: worker.sheet())

    def problems(self) -> Sequence[Mapping[str, Any]]:
        """All that is wrong with the stories, for the same: of a large site it is much, and a change waits for none of it."""
        return self._answer(lambda worker: worker.problems())

    def _answer(self, question: Callable[[Worker], T]) -> T:
        """What the process of the newest edition answers: one that has ended meanwhile has another in its place."""
        while True:
            worker = self._worker
            answer = question(worker)
            if worker is self._worker:
                return answer

    @contextmanager
    def listening(self) -> Iterator["queue.SimpleQueue[News]"]:
        """A queue that gets the news as it comes, beginning with today's."""
        mine: queue.SimpleQueue[News] = queue.SimpleQueue()
        with self._lock:
            mine.put(self._news)
            self._listeners.add(mine)
        try:
            yield mine
        finally:
            with self._lock:
                self._listeners.discard(mine)

    def end(self) -> None:
        self._worker.end()
