"""The ledger of an output folder: what it says holds, whatever became of the folder since."""

import os

import pytest
from pelican.plugins.incremental import ledger as ledgers
from pelican.plugins.incremental.ledger import Ledger, ledger_path
from pelican.plugins.incremental.ledger_file import read
from pelican.plugins.newsroom import errand
from pelican.plugins.newsroom import output as funnel
from pelican.plugins.newsroom.stamps import stamped


@pytest.fixture(params=["here", "in another process"])
def built(file, output, request, monkeypatch):
    """Builds a site of these files; returns the ledger that was open for it. Who looks at what lies there makes no difference."""
    monkeypatch.setattr(ledgers, "MANY", 1 if request.param == "in another process" else 1_000)
    monkeypatch.setattr(errand, "can_share", lambda: True)

    def _built(files, *, complete=True, wipes=False, retained=(), others=None, traces=None, is_ours=False):
        ledger = Ledger(file, output, wipes=wipes, retained=retained, is_alone=True)
        ledger.sweep()
        funnel.tell(output, ledger)
        for name, text in files.items():
            funnel.write_text(output, name, text)
        for name, trace in (traces or {}).items():
            ledger.trace(name, trace)
        if complete:
            ledger.settle()
        for name, text in (others or {}).items():
            (output / name).write_text(text, encoding="utf-8")
        ledger.close(reread=bool(others), is_ours=is_ours)
        funnel.tell_no_more(output)
        return ledger

    return _built


def lying(output):
    return {str(one.relative_to(output)): one.read_text(encoding="utf-8") for one in output.rglob("*") if one.is_file()}


def test_a_file_that_has_its_bytes_is_left_alone(built, output):
    built({"a/index.html": "one", "b.html": "two"})
    before = {name: (output / name).stat() for name in ("a/index.html", "b.html")}
    built({"a/index.html": "one", "b.html": "three"})

    assert (output / "a/index.html").stat() == before["a/index.html"]
    assert (output / "b.html").stat().st_ino != before["b.html"].st_ino, "a new file took the place of the old one"
    assert lying(output) == {"a/index.html": "one", "b.html": "three"}


def test_without_a_ledger_too(output):
    funnel.write_text(output, "a.html", "one")
    before = (output / "a.html").stat()
    funnel.write_text(output, "a.html", "one")

    assert (output / "a.html").stat() == before


def test_what_we_wrote_and_write_no_more_goes_with_the_folder_that_it_leaves_empty(built, output):
    built({"a.html": "one", "gone/deep/index.html": "two"})
    (output / "theirs.txt").write_text("another's", encoding="utf-8")
    built({"a.html": "one"})

    assert lying(output) == {"a.html": "one", "theirs.txt": "another's"}
    assert not (output / "gone").exists()


def test_a_build_that_did_not_come_to_its_end_takes_nothing_away(built, output):
    built({"a.html": "one", "b.html": "two"})
    built({"a.html": "new"}, complete=False)
    built({"a.html": "new", "c.html": "x"}, complete=False)

    assert lying(output) == {"a.html": "new", "b.html": "two", "c.html": "x"}

    built({"a.html": "new"})

    assert lying(output) == {"a.html": "new"}


def test_what_a_killed_build_added_is_known_as_ours(built, output, file):
    built({"a.html": "one"})
    killed = Ledger(file, output)
    funnel.tell(output, killed)
    funnel.write_text(output, "b.html", "never noted")
    funnel.tell_no_more(output)
    (output / ".4711-1.newsroom-part").write_text("half", encoding="utf-8")
    built({"a.html": "one"})

    assert lying(output) == {"a.html": "one"}


def test_pages_that_a_killed_build_was_about_to_write_are_known_as_ours(built, output, file):
    built({"a.html": "one"})
    killed = Ledger(file, output)
    killed.expect(["a.html", "b.html", "c.html", "never.html"])
    funnel.tell(output, killed)
    funnel.write_text(output, "b.html", "never noted")
    funnel.write_text(output, "c.html", "never noted")
    funnel.tell_no_more(output)
    (output / "d.html").write_text("somebody's", encoding="utf-8")
    built({"a.html": "one", "c.html": "two"})

    assert lying(output) == {"a.html": "one", "c.html": "two", "d.html": "somebody's"}


@pytest.mark.parametrize("before", [{}, {"b.html": "two"}])
def test_an_empty_folder_in_the_way_of_a_file_goes_where_any_lay_there(built, output, before):
    built(before)
    (output / "a.html").mkdir()
    built({"a.html": "one"})

    assert lying(output) == {"a.html": "one"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": "a file"}, {"a/b/index.html": "below it"}),
        ({"a/b": "a file"}, {"a/b/index.html": "below it"}),
        ({"a/b/c.html": "below", "a/d.html": "below"}, {"a": "in the place of a folder"}),
        ({"a.html": "the old one"}, {"a.html": "the new one"}),
    ],
)
def test_what_is_in_the_way_of_a_file_gives_way(built, output, before, after):
    built(before)
    built(after)

    assert lying(output) == after


def test_a_file_of_ours_that_somebody_made_his_own_stays_where_the_folder_is_shared(built, output):
    built({"a.html": "one", "b.html": "two"})
    (output / "b.html").write_text("another's", encoding="utf-8")
    built({"a.html": "one"})

    assert lying(output) == {"a.html": "one", "b.html": "another's"}


def test_a_folder_of_our_own_holds_what_a_clean_one_would(built, output):
    built({"a.html": "one"}, wipes=True)
    (output / "theirs").mkdir()
    (output / "theirs/x.txt").write_text("x", encoding="utf-8")
    (output / "kept").mkdir()
    (output / "kept/y.txt").write_text("y", encoding="utf-8")
    built({"a.html": "one"}, wipes=True, retained=["kept"])

    assert lying(output) == {"a.html": "one", "kept/y.txt": "y"}


def test_what_others_write_in_a_build_stays_with_it(built, output):
    """Before the next build of a folder of our own it goes, so that they find what they would find in a clean one."""
    first = built({"a.html": "one"}, wipes=True, others={"sitemap.txt": "s"})
    with_theirs = lying(output)
    built({"a.html": "one"}, wipes=True)

    assert with_theirs == {"a.html": "one", "sitemap.txt": "s"}
    assert lying(output) == {"a.html": "one"}
    assert first.noted("sitemap.txt") is None, "it was not there before"


def test_what_others_went_over_is_written_anew_each_time(built, output, file):
    built({"a.html": "<p>  one", "b.html": "two"}, others={"a.html": "<p>one"})

    ledger = Ledger(file, output)
    assert ledger.entry("a.html") is None
    assert ledger.entry("b.html") is not None

    built({"a.html": "<p>  one", "b.html": "two"})
    assert lying(output) == {"a.html": "<p>  one", "b.html": "two"}


def test_one_that_was_changed_within_a_tick_of_the_clock_is_seen(built, output, file):
    def replaced(files):
        for name, text in files.items():
            stat = (output / name).stat()
            with (output / name).open("r+", encoding="utf-8") as out:
                out.write(text)
            os.utime(output / name, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    built({"a.html": "one", "b.html": "two"})
    replaced({"a.html": "eno"})

    ledger = Ledger(file, output)
    assert ledger.entry("a.html") is None
    assert ledger.entry("b.html") is not None
    assert not ledger.stands("a.html", Ledger(file, output).noted("a.html").digest)


@pytest.mark.parametrize("wipes", [False, True])
@pytest.mark.parametrize("complete", [False, True])
@pytest.mark.parametrize(
    "files",
    [{"a/index.html": "one", "b.html": "2"}, {"a/index.html": "1"}, {"c.html": "new", "b.html": "two"}, {"a": "in its way"}, {}],
    ids=["changed", "gone", "new", "in its way", "nothing"],
)  # fmt: skip
def test_what_lies_there_at_the_end_follows_from_what_lay_there(built, output, file, files, complete, wipes):
    """Where nobody else writes: the ledger says what it says after another look."""
    (output / "theirs.txt").write_text("theirs", encoding="utf-8")
    built({"a/index.html": "one", "b.html": "two"}, wipes=wipes)
    built(files, complete=complete, wipes=wipes, is_ours=True)
    followed = read(file)
    found = {str(one.relative_to(output)): stamped(one.lstat()) for one in output.rglob("*") if one.is_file()}
    found.pop("theirs.txt", None)

    assert followed is not None
    assert {name: one.stamp for name, one in followed.entries.items()} == found
    assert all(one.is_as_made for one in followed.entries.values())


@pytest.mark.parametrize(
    ("new", "looks"),
    [
        ("a/c.html", 0), ("c/b.html", 0), ("B.html", 1), ("A/c.html", 1), ("a/INDEX.html", 1), ("caf\N{LATIN SMALL LETTER E WITH ACUTE}.html", 1),
        ("\N{KELVIN SIGN}.html", 1),
    ],
)  # fmt: skip
def test_nobody_looks_again_for_new_files_but_where_a_disk_may_take_one_for_another(
    built, output, monkeypatch, new, looks
):
    site = {"a/index.html": "one", "b.html": "two", "k.html": "three"}
    built(site, is_ours=True)
    asked = []
    monkeypatch.setattr(Ledger, "_spelled_otherwise", lambda _ledger, lying: asked.append(len(lying)) or {})
    built({**site, new: "new"}, is_ours=True)

    assert len(asked) == 1 + looks, "when a build is settled, and where there is another look"
    assert lying(output) == {**site, new: "new"}


def test_what_somebody_does_to_a_file_while_we_build_is_found_by_the_next_build(built, output):
    site = {"a.html": "one", "b.html": "two"}
    built(site)
    for change in (lambda file: file.write_text("bent", encoding="utf-8"), lambda file: file.unlink()):
        ledger = Ledger(ledger_path(output.parent, output), output)
        funnel.tell(output, ledger)
        for name, text in site.items():
            funnel.write_text(output, name, text)
        ledger.settle()
        change(output / "a.html")
        ledger.close(is_ours=True)
        funnel.tell_no_more(output)
        built(site)

        assert lying(output) == site


def test_stamps_are_looked_at_first_and_bytes_decide(built, output, file):
    built({"a.html": "one"}, traces={"a.html": ["from", 1]})
    os.utime(output / "a.html", ns=(1, 1))

    entry = Ledger(file, output).entry("a.html")

    assert entry.trace == ["from", 1]
    assert entry.stamp[1] == 1


def test_a_file_that_is_kept_keeps_its_place_and_takes_a_new_trace(built, output, file):
    built({"a.html": "one", "b.html": "two"}, traces={"a.html": "old"})
    ledger = Ledger(file, output)
    ledger.keep("a.html", "new")
    ledger.settle()
    ledger.close()

    assert lying(output) == {"a.html": "one"}
    assert Ledger(file, output).entry("a.html").trace == "new"


def test_many_files_are_kept_at_one_go(built, output, file):
    built({"a.html": "one", "b.html": "two", "c.html": "three"})
    ledger = Ledger(file, output)
    ledger.keep_all({name: ledger.entry(name) for name in ("a.html", "b.html")})
    ledger.settle()
    ledger.close()

    assert lying(output) == {"a.html": "one", "b.html": "two"}
    with pytest.raises(AssertionError, match="already"):
        ledger.keep_all({"a.html": Ledger(file, output).entry("a.html")})


@pytest.mark.parametrize(("before", "after"), [("topic", "topic/index.html"), ("topic/index.html", "topic")])
def test_what_stands_in_the_way_of_a_new_file_goes(built, output, before, after):
    built({before: "old"})
    built({after: "new"})

    assert lying(output) == {after: "new"}


def test_a_link_is_replaced_and_what_it_leads_to_stays(built, output, tmp_path):
    """Where pictures were linked into the output, a build must not write through the link into the writer's own file."""
    mine = tmp_path / "mine.txt"
    mine.write_text("precious", encoding="utf-8")
    (output / "a.txt").symlink_to(mine)
    os.link(mine, output / "b.txt")
    built({"a.txt": "site", "b.txt": "site"})

    assert mine.read_text(encoding="utf-8") == "precious"
    assert lying(output) == {"a.txt": "site", "b.txt": "site"}


def test_the_way_to_the_ledger_moves_with_the_site(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"

    assert ledger_path(here, here / "output").name == ledger_path(there, there / "output").name
    assert ledger_path(here, here / "output").name != ledger_path(here, here / "public").name
    assert ledger_path(here, tmp_path / "output").parent == here / ".cache" / "newsroom"


def test_what_was_told_of_a_file_is_kept_once_and_where_it_lies_there(built, output, file):
    built({"a.html": "one"})
    ledger = Ledger(file, output)
    entry = ledger.entry("a.html")
    ledger.keep_as("a.html", entry)

    for twice_or_nowhere in ("a.html", "b.html"):
        with pytest.raises(AssertionError, match=twice_or_nowhere):
            ledger.keep_as(twice_or_nowhere, entry)
    ledger.settle()
    ledger.close()
    assert read(file).entries == {"a.html": entry}


@pytest.mark.parametrize("wipes", [True, False])
def test_a_folder_where_anothers_file_was_goes_if_all_is_the_sites(built, file, output, wipes):
    """A plugin of others that writes there fails, where in a clean folder it would not."""
    built({"index.html": "1"}, others={"thumb.png": "?"})
    (output / "thumb.png").unlink()
    (output / "thumb.png").mkdir()

    ledger = Ledger(file, output, wipes=wipes)
    ledger.sweep()

    assert (output / "thumb.png").exists() is not wipes
