"""Feeds and files that plugins make are kept where what they say that they follow from is as it was."""

import pytest
from pelican.plugins.incremental.ledger import Ledger
from pelican.plugins.incremental.made import MadeFiles
from pelican.plugins.newsroom.stamps import digest_of


@pytest.fixture
def built(tmp_path):
    """A build in which one feed follows from `follows`; returns whether it was kept."""

    def _built(follows, *, may_keep=True, files=("feed.xml", "./feed.json"), text="made", complete=True):
        output = tmp_path / "output"
        output.mkdir(exist_ok=True)
        ledger = Ledger(tmp_path / "ledger", output)
        made = MadeFiles(ledger, may_keep=may_keep)
        is_kept = made.keeps("feed.xml", follows)
        if not is_kept:
            for file in files:
                (output / file).write_text(text, encoding="utf-8")
                ledger.written(file.removeprefix("./"), digest_of(text.encode()))
            made.written("feed.xml", files)
        if complete:
            ledger.settle()
        ledger.close()
        return is_kept

    return _built


def test_one_that_follows_from_the_same_is_kept_with_all_its_files(built, tmp_path):
    assert [built(lambda: ("a", 1)) for _ in range(3)] == [False, True, True]
    assert sorted(one.name for one in (tmp_path / "output").iterdir()) == ["feed.json", "feed.xml"]


def test_one_that_follows_from_something_else_is_made(built):
    built(lambda: ("a", 1))
    assert not built(lambda: ("a", 2))


@pytest.mark.parametrize("follows", [None, lambda: None], ids=["says nothing", "cannot say"])
def test_one_that_does_not_say_is_made(built, follows):
    built(follows)
    assert not built(follows)


def test_it_is_made_where_what_all_hang_on_is_another(built):
    built(lambda: "a")
    assert not built(lambda: "a", may_keep=False)


@pytest.mark.parametrize("harm", ["missing", "gone over"])
def test_it_is_made_where_one_of_its_files_does_not_stand(built, tmp_path, harm):
    built(lambda: "a")
    file = tmp_path / "output" / "feed.json"
    if harm == "missing":
        file.unlink()
    else:
        file.write_text("another", encoding="utf-8")
    assert not built(lambda: "a")


def test_it_is_made_where_a_build_wrote_it_that_did_not_come_to_its_end(built, tmp_path):
    """What is known is from the build before that one; and the story has been put back since."""
    built(lambda: "a", text="of a")
    built(lambda: "b", text="of b", complete=False)

    assert not built(lambda: "a", text="of a")
    assert (tmp_path / "output" / "feed.xml").read_text(encoding="utf-8") == "of a"
