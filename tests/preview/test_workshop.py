"""Who is asked for a page while the process that makes pages is replaced by another."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from pelican.plugins.preview.edition import Outcome, Page
from pelican.plugins.preview.workshop import Worker, Workshop


def _slow(place: str, _url: str, _folder: str, pipe) -> None:
    """A process that takes its time; a file in `place` says that it was asked."""
    while True:
        try:
            asked = pipe.recv()
        except EOFError:
            return
        (Path(place) / "asked").touch()
        time.sleep(0.5)
        pipe.send(Page(asked["page"].encode()))


def test_a_question_under_way_is_answered_before_the_process_ends(tmp_path):
    worker = Worker(str(tmp_path), "", work=_slow)
    answers: list[Page] = []
    question = threading.Thread(target=lambda: answers.append(worker.page("tram/index.html")))
    question.start()
    while not (tmp_path / "asked").exists():
        time.sleep(0.01)

    worker.end()
    question.join()

    assert answers == [Page(b"tram/index.html")]
    assert worker.page("tram/index.html") == Page(None, "the process that builds the site has ended")


class _Worker:
    """A worker whose first page finds that another has taken its place."""

    def __init__(self, page: Callable[[], Page]) -> None:
        self._page = page

    def build(self) -> Outcome:
        return Outcome(complete=True)

    def page(self, _file: str) -> Page:
        return self._page()

    def end(self) -> None:
        pass


def test_a_page_asked_of_a_process_that_has_ended_comes_from_the_one_in_its_place():
    def ended() -> Page:
        workshop.again(fresh=True)
        return Page(None, "the process that builds the site has ended")

    workers = [_Worker(ended), _Worker(lambda: Page(b"new"))]
    workshop = Workshop("", "", worker=lambda _settings, _url: workers.pop(0))
    workshop.again()

    assert workshop.page("tram/index.html") == Page(b"new")
