"""Related stories of a whole site: what readers may not see is in no list, whatever leads to it."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from pelican.plugins.newsroom.__main__ import main
from pelican.plugins.newsroom.plugin import desk_for_site
from pelican.plugins.related import kept_lists
from pelican.plugins.related.kept_lists import kept

from tests.conftest import NOW, builder, run, write

TEXT = "Ships carry cargo through the straits of Alderhaven, and pilots take tolls in the harbour of the Old Quay."
STORY = """-- content/trade/{slug}.md --
Title: {title}
Date: {date}
Category: Trade
Tags: shipping
Id: id-{slug}
{more}

{text} This is the story of {title}.

"""


def a_story(slug: str, *, date: str = "2026-11-01", more: str = "", text: str = TEXT) -> str:
    return STORY.format(slug=slug, title=slug.replace("-", " ").capitalize(), date=date, more=more, text=text)


UNSEEN = ("a-draft", "a-hidden-one", "an-expired-one", "an-embargoed-one", "a-future-one", "a-withdrawn-one")
SITE = "".join(
    [
        a_story("asked", more=f"Related: {', '.join(UNSEEN)}, second"),
        a_story("second", date="2026-11-03"),
        a_story("third", date="2026-10-01", text=f"{TEXT} Other words stand here: rope, anchor, mast, sail, keel."),
        a_story("a-draft", more="Status: draft"),
        a_story("a-hidden-one", more="Status: hidden"),
        a_story("an-expired-one", more="Expires: 2026-11-10"),
        a_story("an-embargoed-one", more="Embargo: 2027-01-01T00:00:00Z"),
        a_story("a-future-one", date="2027-01-01"),
        a_story("a-withdrawn-one", more="Status: withdrawn"),
    ]
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return builder(tmp_path_factory.mktemp("related"))(SITE)


def listed(site, address: str) -> dict[str, str]:
    """Address -> role of the related list of a page."""
    links = site.page(address).select("[data-related] a[data-role]")
    return {link["href"].removeprefix("https://news.example"): link["data-role"] for link in links}


def test_only_what_readers_may_see_stands_in_a_list(site):
    assert site.code == 0, site.log
    assert listed(site, "/2026/11/asked/") == {"/2026/11/second/": "pinned", "/2026/10/third/": "background"}
    for address in ("/2026/11/second/", "/2026/10/third/"):
        assert not [link for link in listed(site, address) for name in UNSEEN if name in link]


def test_every_reason_is_one_that_the_reader_sees(site):
    for address in ("/2026/11/asked/", "/2026/11/second/", "/2026/10/third/"):
        for item in site.page(address).select("[data-related] li"):
            assert item.a["data-reason"] in item.select_one(".related__reason").get_text()


@pytest.fixture
def explained(site, monkeypatch, capsys):
    """What `newsroom related explain` says in the site: (exit code, text)."""

    def _explained(*names: str) -> tuple[int, str]:
        monkeypatch.chdir(site.root)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
        monkeypatch.setenv("SITEURL", "https://news.example")
        code = main(["related", "explain", *names, "-s", "publishconf.py"])
        said = capsys.readouterr()
        return code, said.out + said.err

    return _explained


@pytest.mark.parametrize(("slug", "said"), [("a-draft", "draft"), ("a-hidden-one", "hidden"), ("an-expired-one", "expired"), ("an-embargoed-one", "embargo"), ("a-withdrawn-one", "withdrawn")])  # fmt: skip
def test_explain_says_what_a_story_is_that_stands_nowhere(explained, slug, said):
    code, told = explained("asked", slug)

    assert code == 2
    assert f'"{slug}" (content/trade/{slug}.md) is in no list' in told
    assert said in told.partition("no list")[2]


def test_a_near_miss_of_a_name_is_suggested(explained):
    code, told = explained("askde")

    assert code == 2
    assert 'did you mean "asked"?' in told


TELL = """
import atexit, sys
TOLD = [atexit.register(lambda: print("with" if "numpy" in sys.modules else "without", "NumPy"))]
"""


def test_a_build_before_which_nothing_changed_compares_nothing_and_gives_the_same_bytes(build, tmp_path):
    """And after a change the lists are those of a clean build."""
    first = build(SITE, more=TELL, fresh=True)
    before = first.bytes()

    second = build(fresh=True)
    assert ("with NumPy" in first.log, "without NumPy" in second.log) == (True, True), second.log
    assert second.bytes() == before

    changed = build(
        a_story("second", date="2026-11-03", text="Roses bloom in the garden, and nobody minds."), fresh=True
    )
    after = changed.bytes()
    shutil.rmtree(tmp_path / ".cache")
    assert "with NumPy" in changed.log
    assert after != before
    assert build().bytes() == after


def test_a_broken_file_of_kept_lists_is_as_if_it_were_not_there(build, tmp_path, monkeypatch):
    build(SITE)
    file = tmp_path / ".cache" / "newsroom" / "related-lists.bin"
    good = file.read_bytes()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    monkeypatch.setenv("SITEURL", "https://news.example")
    program = Path(kept_lists.__file__)
    program.chmod(
        program.stat().st_mode
    )  # what packs a wheel links each file: the time of its entry is another, its bytes are not
    desk = desk_for_site("publishconf.py")

    assert set(kept(desk)) == {story.path for story in desk.archive}
    assert all(kept(desk)[story.path] for story in desk.archive if story.slug != "third")
    for broken in (
        b"",
        b"{",
        good[:32],
        good[:-9],
        good.replace(b"shares", b"spares"),
        b"other" + good,
        good + b"\n",
    ):
        file.write_bytes(broken)
        assert kept(desk) is None, broken


def test_an_option_that_makes_no_sense_is_a_problem(build):
    site = build(a_story("asked"), more='RELATED = {"limit": 0, "languages": "all", "limti": 3}')

    assert 'RELATED["limit"] is 0; it must be 1 to 50' in site.log
    assert 'RELATED["languages"] is "all"; it must be own or mixed' in site.log
    assert 'did you mean "limit"?' in site.log


def test_a_filler_says_that_it_is_one_under_a_role_that_everybody_knows(build):
    """Other people's tools know four roles: what only stands near is what it is in time."""
    site = build(
        a_story("asked", text="The moon pulls and the sea answers, twice a day, in every bay there is.")
        + a_story("older", date="2026-10-01", text="Bread rises when yeast eats sugar; a warm kitchen helps.").replace("Tags: shipping", "Tags: bread")
        + a_story("newer", date="2026-11-05", text="A lens bends light so that far stars seem near enough.").replace("Tags: shipping", "Tags: stars"),
        more='RELATED = {"threshold": 900.0}',
    )  # fmt: skip
    links = {
        link["href"].rsplit("/", 2)[1]: link
        for link in site.page("/2026/11/asked/").select("[data-related] a[data-role]")
    }

    assert {slug: link["data-role"] for slug, link in links.items()} == {"older": "background", "newer": "since"}
    assert {link["data-reason"] for link in links.values()} == {"More from Trade"}
    assert all("More from Trade" in link.parent.get_text() for link in links.values())


LOOK = """
import gc
from collections import Counter
from pelican import Pelican, log, signals
from pelican.settings import read_settings

log.init(level=50)

def look(_generators):
    gc.unfreeze()
    ours = Counter(type(one).__name__ for one in gc.get_objects() if str(type(one).__module__).startswith("pelican.plugins.related."))
    print(sorted(ours))

signals.all_generators_finalized.connect(look)
Pelican(read_settings("publishconf.py")).run()
"""


def test_what_lists_were_made_from_is_not_held_while_pages_are_made(tmp_path):
    """No document, no index and no fact for a rule: what is left does not grow with the stories, but for the lists themselves."""
    stories = "".join(
        f"-- content/science/s{n}.md --\n---\ntitle: Story {n}\ndate: 2026-11-{n + 1:02} 09:00\ntags: [oceans]\n---\nThe sea and the moon, part {n}.\n"
        for n in range(12)
    )
    write(tmp_path, f"{stories}-- look.py --\n{LOOK}")

    ran = run([sys.executable, "look.py"], tmp_path)

    held = set(re.findall(r"'(\w+)'", ran.stdout))
    assert {"KeptLists", "Related"} <= held, ran.stdout + ran.stderr
    assert not held & {
        "Selection",
        "Document",
        "Documents",
        "Index",
        "Lists",
        "Shelf",
        "Card",
        "Facts",
        "Memory",
        "Gists",
        "Listing",
    }
