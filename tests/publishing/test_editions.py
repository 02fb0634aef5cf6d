"""Editions: readers see a whole one at every moment, wherever a run was killed."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.publishing import swap
from pelican.plugins.publishing.editions import Busy, Editions, State

PAGES = ("index.html", "a/index.html", "a/b/c.html", "theme/site.css")


@pytest.fixture
def editions(tmp_path):
    return at(tmp_path)


def at(root: Path) -> Editions:
    return Editions(root / "output.editions", root / "output", flush=lambda: None)


def publish(editions: Editions, text: str, keep: int = 3) -> int:
    """What `newsroom publish` does with the editions, where the build writes `text` on every page."""
    with editions.locked():
        editions.repair()
        with editions.building() as folder:
            for name in PAGES:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text("the same" if name.endswith(".css") else text)
            number = editions.take_in(folder)
        editions.show(number)
        editions.prune(keep)
    return number


def seen(place: Path) -> str:
    """What all pages of a site say; fails where one is missing or says something else."""
    texts = {(place / name).read_text() for name in PAGES if name.endswith(".html")}
    assert len(texts) == 1
    assert (place / "theme/site.css").read_text() == "the same"
    return texts.pop()


def test_each_site_takes_the_place_of_the_last_and_can_come_back(editions):
    for text in "abc":
        publish(editions, text)
    assert seen(editions.place) == "c"

    assert editions.back() == 2
    assert seen(editions.place) == "b"
    assert editions.back() == 1
    assert seen(editions.place) == "a"
    with pytest.raises(LookupError):
        editions.back()

    editions.show(3)
    assert seen(editions.place) == "c"
    assert publish(editions, "d") == 4
    assert editions.back() == 3


def test_after_a_rollback_a_new_site_is_followed_back_by_what_readers_saw(editions):
    for text in "ab":
        publish(editions, text)
    editions.back()
    publish(editions, "c")

    editions.back()

    assert seen(editions.place) == "a"


def test_only_so_many_are_kept(editions):
    for text in "abcdef":
        publish(editions, text, keep=2)

    assert sorted(one.name for one in editions.folder.glob("0*")) == ["000004", "000005", "000006"]
    assert publish(editions, "g", keep=0) == 7
    assert [one.name for one in editions.folder.glob("0*")] == ["000007"]


def test_what_is_written_into_the_readers_folder_changes_no_edition(editions):
    publish(editions, "a")
    publish(editions, "b")
    for name in PAGES:
        with (editions.place / name).open("r+") as file:
            file.write("preview")

    editions.back()

    assert seen(editions.place) == "a"


def test_a_file_that_did_not_change_keeps_its_date_and_lies_on_the_disk_once(editions):
    publish(editions, "a")
    os.utime(editions.edition(1) / "theme/site.css", (10**9, 10**9))
    publish(editions, "b")

    assert (editions.place / "theme/site.css").stat().st_mtime == 10**9
    assert (editions.place / "index.html").stat().st_mtime > 10**9
    assert (editions.edition(2) / "theme/site.css").samefile(editions.edition(1) / "theme/site.css")


def test_two_at_once_are_refused(editions):
    with editions.locked(), pytest.raises(Busy), at(editions.folder.parent).locked():
        pass


def test_readers_keep_the_rights_on_their_folder(editions):
    publish(editions, "a")
    editions.place.chmod(0o750)

    publish(editions, "b")

    assert editions.place.stat().st_mode & 0o777 == 0o750


def test_what_a_build_left_unfinished_goes(editions):
    publish(editions, "a")
    (editions.folder / "new-1-ab" / "x").mkdir(parents=True)
    (editions.folder / "000009").mkdir()

    with editions.locked():
        assert editions.repair()
        assert not editions.repair()

    assert sorted(one.name for one in editions.folder.iterdir()) == ["000001", "lock", "state.json"]


def test_a_file_in_the_way_is_no_exchange(tmp_path):
    (tmp_path / "one").mkdir()

    with pytest.raises(FileNotFoundError):
        swap.exchange(tmp_path / "one", tmp_path / "two")


class Killed:
    """Ends the process without a word at the n-th thing it asks of the file system, as SIGKILL may. 0 never does."""

    EVENTS = (
        "open",
        "os.rename",
        "os.remove",
        "os.mkdir",
        "os.rmdir",
        "os.link",
        "os.chmod",
        "os.utime",
        "os.scandir",
        "ctypes.dlsym",
    )

    def __init__(self) -> None:
        self.left = 0
        sys.addaudithook(self._hear)

    def _hear(self, event: str, _arguments: tuple) -> None:
        if self.left and event in self.EVENTS:
            self.left -= 1
            if not self.left:
                os._exit(9)


KILLED = Killed()


def ended(work) -> int:
    """The code of a process of its own that did `work`, 0 when it came to the end."""
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(moment: int, work) -> int:
    def until_then() -> None:
        KILLED.left = moment
        work()

    return ended(until_then)


@pytest.mark.parametrize("in_one_step", [True, False])
def test_wherever_a_run_is_killed_readers_see_one_whole_site_and_the_next_run_is_right(
    tmp_path, monkeypatch, in_one_step
):
    """At each moment there is, one after the other."""
    if not in_one_step:
        monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    moment, gaps, after = 0, 0, set()
    while True:
        moment += 1
        root = tmp_path / str(moment)
        root.mkdir()
        editions = at(root)
        publish(editions, "a")
        publish(editions, "b", keep=1)

        code = killed_at(moment, lambda: publish(at(root), "c", keep=1))  # noqa: B023 # it has ended before the next round

        if editions.place.exists():
            after.add(seen(editions.place))
        else:
            gaps += 1
        with editions.locked():
            editions.repair()
        shown = seen(editions.place)
        state = editions.state
        assert shown == {2: "b", 3: "c"}[state.present]
        publish(editions, "d")
        assert seen(editions.place) == "d"
        editions.back()
        assert seen(editions.place) == shown
        assert sorted(one.name for one in root.iterdir()) == ["output", "output.editions"]
        if not code:
            break
        assert code == 9

    assert after == {"b", "c"}
    assert moment > 60
    assert gaps == (0 if in_one_step else 1)


def test_a_rollback_that_is_killed_has_happened_or_not(tmp_path):
    moment, after = 0, set()
    while True:
        moment += 1
        root = tmp_path / str(moment)
        root.mkdir()
        editions = at(root)
        for text in "abc":
            publish(editions, text)

        code = killed_at(moment, at(root).back)

        with editions.locked():
            editions.repair()
        shown = seen(editions.place)
        assert shown == {2: "b", 3: "c"}[editions.state.present]
        after.add(shown)
        if not code:
            break

    assert after == {"b", "c"}


@given(st.lists(st.sampled_from(["publish", "back", "forward"]), max_size=12), st.integers(0, 4))
def test_the_way_back_is_the_way_that_readers_came(steps, keep):
    """Law: whatever was published and put back, the present edition is last, none stands twice in a way back, and no number is lost."""
    state, newest = State(), 0
    for step in steps:
        was = state
        if step == "publish":
            newest = max((*state.shown, *state.undone, 0)) + 1
            state = state.after(newest)
            assert state.before().present == was.present
        elif step == "back" and len(state.shown) > 1:
            state = state.before()
            assert state.present == was.shown[-2]
        elif step == "forward" and state.undone:
            state = state.after(state.undone[-1])
            assert state.present == was.undone[-1]
            assert state.before().shown == was.shown
        kept = state.kept(keep)
        assert kept.present == state.present
        assert len(kept.shown) <= keep + 1
        assert not set(state.shown) & set(state.undone)
