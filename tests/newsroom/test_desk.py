"""The desk: a whole folder read in one pass, every fault told, nothing lost."""

import locale
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.plugins.newsroom.desk_rules import private_files
from pelican.plugins.newsroom.plugin import desk_for_site
from pelican.plugins.newsroom.problem import Problem
from pelican.plugins.newsroom.site import Checks, Options


@pytest.fixture
def desk(tmp_path, site):
    """Read a site of `name: text` files below content/."""

    def _desk(files: dict[str, str | bytes], **changes):
        for name, text in files.items():
            file = tmp_path / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_desk(site(tmp_path, **changes), {})

    return _desk


def told(desk):
    return [f"{one.path.removeprefix('content/')}:{one.line}:{one.rule}" for one in desk.problems]


def statuses(desk):
    return {story.path.removeprefix("content/"): story.status for story in desk.stories}


STORY = "Title: {0}\nDate: 2026-01-0{1}\n\nText.\n"


def test_every_file_is_a_story_or_a_problem(desk):
    """None is lost in silence, and none stops the others."""
    found = desk(
        {
            "good.md": STORY.format("Good", 1), "empty.md": "", "blank.md": "\n\n", "latin.md": b"Title: T\nDate: 2026-01-01\n\n\xe9\n",
            "wide.md": "Title: T\n".encode("utf-16"), "huge.md": "x" * 1_000_001, "nodate.md": "Title: T\n\nText.\n",
            "notitle.md": "Date: 2026-01-01\n\nText.\n", "notes.txt": "no story", "data/tags.yaml": "a: A\n",
        },
        options=Options(max_megabytes=1),
    )  # fmt: skip

    assert set(statuses(found)) == {"good.md"}
    assert told(found) == [
        "blank.md:1:E00", "empty.md:1:E00", "huge.md:1:E00", "latin.md:4:E00", "nodate.md:1:E00", "notitle.md:1:E00", "wide.md:1:E00",
    ]  # fmt: skip
    assert set(found.readings) == {
        f"content/{name}.md" for name in ("good", "empty", "blank", "latin", "wide", "huge", "nodate", "notitle")
    }


def test_two_stories_with_one_address_are_named_at_both_and_the_older_stays(desk):
    found = desk(
        {
            "a/tram.md": STORY.format("Young", 3),
            "b/tram.md": STORY.format("Old", 2),
            "c.md": "Title: C\nDate: 2026-01-01\nSlug: tram\n\nx",
        }
    )

    assert told(found) == ["a/tram.md:1:E12", "b/tram.md:1:E12", "c.md:3:E12"]
    assert set(statuses(found)) == {"c.md"}
    assert "content/b/tram.md, content/a/tram.md" in found.problems[2].message


def test_by_setting_the_later_story_gets_its_date_then_a_number(desk):
    files = {"a/tram.md": STORY.format("A", 2), "b/tram.md": STORY.format("B", 2), "c/tram.md": STORY.format("C", 2)}
    found = desk(files, options=Options(same_address="date"))

    assert told(found) == []
    assert sorted(story.url for story in found.stories) == [
        "2026/01/tram-2026-01-02-2/",
        "2026/01/tram-2026-01-02/",
        "2026/01/tram/",
    ]


def test_two_stories_with_one_id_are_named_at_both(desk):
    found = desk({name: f"Title: T\nDate: 2026-01-01\nID: same\n\n{name}" for name in ("a.md", "b.md")})

    assert told(found) == ["a.md:3:E12", "b.md:3:E12"]


NOW = datetime(2026, 6, 1, 6, tzinfo=UTC)
UNFINISHED = {
    "draft.md": "Title: T\nStatus: draft\n\nx", "future.md": "Title: T\nDate: 2026-06-02\n\nx", "public.md": "Title: T\nDate: 2026-05-01\n\nx",
    "embargo.md": "Title: T\nDate: 2026-05-01\nEmbargo: 2026-06-01T08:00:01+02:00\n\nx", "gone.md": "Title: T\nDate: 2026-05-01\nStatus: withdrawn\n\nx",
}  # fmt: skip


def test_what_is_not_public_yet_is_shown_in_a_preview_only(desk):
    published = desk(UNFINISHED, now=NOW)
    preview = desk(UNFINISHED, now=NOW, options=Options(preview=True))

    assert statuses(published) == {
        "draft.md": "skip",
        "future.md": "skip",
        "embargo.md": "skip",
        "public.md": "published",
        "gone.md": "withdrawn",
    }
    assert statuses(preview) == {
        "draft.md": "draft",
        "future.md": "draft",
        "embargo.md": "draft",
        "public.md": "published",
        "gone.md": "withdrawn",
    }
    assert [story.url for story in preview.stories if story.path.endswith("embargo.md")] == ["drafts/embargo/"]


def test_a_story_is_hidden_from_the_moment_it_expires(desk):
    files = {"a.md": "Title: T\nDate: 2020-01-01\nExpires: 2026-06-01T06:00Z\n\nx"}

    assert statuses(desk(files, now=datetime(2026, 6, 1, 5, 59, tzinfo=UTC))) == {"a.md": "published"}
    assert statuses(desk(files, now=NOW)) == {"a.md": "hidden"}


def test_an_embargo_ends_at_its_second(desk):
    passed = desk(UNFINISHED, now=datetime(2026, 6, 1, 6, 0, 1, tzinfo=UTC))

    assert statuses(passed)["embargo.md"] == "published"


def test_a_link_that_leads_nowhere_is_told_with_its_line(desk):
    found = desk(
        {
            "a.md": "Title: A\nDate: 2026-01-01\n\n[b]({filename}b.md) [c]({filename}c.md)\n[d]({filename}/d.md) [e]({filename}/e.md)\n"
            "[x]({static}/img/x.svg) [y]({static}/img/y.svg)\n[up]({static}../../secret)\n",
            "b.md": STORY.format("B", 1), "d.md": "Title: D\nDate: 2026-01-01\nStatus: withdrawn\n\nx", "e.md": "Title: E\nStatus: draft\n\nx",
            "img/x.svg": "<svg/>",
        }
    )  # fmt: skip

    assert told(found) == ["a.md:4:E10", "a.md:5:E17", "a.md:5:E10", "a.md:6:E10", "a.md:7:E10"]


def test_a_pin_that_leads_to_nothing_is_a_warning_and_to_a_coming_story_none(desk):
    found = desk(
        {
            "a.md": "Title: A\nDate: 2026-01-01\nRelated: b, trqm\n\nx",
            "b.md": "Title: B\nStatus: draft\n\nx",
            "tram.md": STORY.format("T", 1),
        }
    )

    assert told(found) == ["a.md:3:W22"]
    assert found.problems[0].remedy == 'did you mean "tram"?'


def test_a_site_judges_its_own_warnings(desk):
    quiet = {"a.md": "Title: A\nDate: 2026-01-01\nRelated: nix\n\nx"}

    assert told(desk(quiet, checks=Checks({"W02": "off", "W22": "off"}))) == []


def test_files_that_only_unpublished_stories_use_are_private(desk, site, tmp_path):
    found = desk(
        {
            "a.md": "Title: A\nDate: 2026-01-01\n\n![x](/img/shared.svg)",
            "b.md": "---\ntitle: B\nstatus: draft\nimage: {src: /img/secret.svg, alt: x, credit: y}\n---\n![x]({static}/img/shared.svg) ![y](img/other.svg)",
            "bundle/index.md": "Title: C\nDate: 2099-01-01\n\nx", "bundle/plan.pdf": "x", "img/secret.svg": "x", "img/shared.svg": "x", "img/other.svg": "x",
        }
    )  # fmt: skip

    assert private_files(found.stories, found.readings, found.registries, site(tmp_path)) >= {
        "img/secret.svg",
        "img/other.svg",
        "bundle/plan.pdf",
    }
    assert "img/shared.svg" not in private_files(found.stories, found.readings, found.registries, site(tmp_path))


@pytest.mark.parametrize(
    "head",
    [
        "date: 2026-01-01\nstatus: skip",
        "date: 2026-01-01\nstatus: withdrawn\nwithdrawn: {date: 2026-01-02, text: It was wrong.}",
        "date: 2026-01-01\nslug: a\nid: another",
    ],
    ids=["skipped", "withdrawn", "not built"],
)
def test_files_of_stories_that_nobody_may_see_for_good_are_private(head, desk, site, tmp_path):
    """A skipped story, one that was withdrawn, and one that has another's address."""
    found = desk(
        {
            "a.md": "Title: A\nDate: 2026-01-01\n\n![x](/img/shared.svg)",
            "b.md": f"---\ntitle: B\n{head}\nimage: {{src: img/secret.svg, alt: x, credit: y}}\n---\n![x](/img/shared.svg) [z](/files/plan.pdf)",
            "bundle/index.md": f"---\ntitle: C\n{head}\n---\nx", "bundle/map.svg": "x", "bundle/inner/d.md": "Title: D\nDate: 2026-01-01\n\nx",
            "bundle/inner/open.svg": "x", "img/secret.svg": "x", "img/shared.svg": "x", "files/plan.pdf": "x",
        }
    )  # fmt: skip

    private = private_files(found.stories, found.readings, found.registries, site(tmp_path))

    assert private >= {"img/secret.svg", "files/plan.pdf", "bundle/map.svg"}
    assert private.isdisjoint({"img/shared.svg", "bundle/inner/open.svg"})


def test_a_republished_story_without_a_licence_does_not_leave_the_house(desk):
    files = {
        "a.md": "---\ntitle: A\ndate: 2026-01-01\nsources:\n  - {name: X, relation: republished, url: 'https://x.example'}\n---\nx"
    }

    assert statuses(desk(files)) == {"a.md": "skip"}
    assert statuses(desk(files, options=Options(preview=True))) == {"a.md": "published"}


def test_translations_find_each_other_by_slug_or_by_name(desk):
    found = desk(
        {
            "tram.md": STORY.format("Tram", 1), "tram.fr.md": STORY.format("Le tram", 1),
            "bahn.md": "Title: Die Bahn\nDate: 2026-01-02\nLang: de\nTranslation of: tram\n\nx", "other.md": STORY.format("Other", 2),
        }
    )  # fmt: skip
    archive = Build(found, {}).archive
    tram = archive.find("tram", "en")

    assert [story.lang for story in archive.translations(tram)] == ["de", "fr"]
    assert [story.slug for story in archive.translations(archive.find("bahn"))] == ["tram", "tram"]
    assert archive.translations(archive.find("other")) == ()
    assert archive.pair_of(tram) == archive.pair_of(archive.find("bahn"))


def test_a_process_that_helps_hands_back_what_it_found_and_nothing_else(desk):
    """All that was found before would be sent with the first page of each of them."""
    build = Build(desk({"a.md": "Title: A\n\nText.\n"}), {})
    (carrier,) = build.carriers
    before = build.problems
    carrier.taken()
    new = Problem("content/a.md", 2, 0, "E00", "found in a page", "")
    build.report([*before, new])

    assert carrier.taken() == (new,)
    assert carrier.taken() == ()
    assert {*before} < {*build.problems}


def test_the_archive_is_newest_first_and_ties_have_one_order(desk):
    found = desk({f"{name}.md": STORY.format(name, day) for name, day in (("c", 1), ("a", 1), ("b", 2))})

    assert [story.slug for story in Build(found, {}).archive] == ["b", "a", "c"]


def test_reading_a_site_leaves_the_locale_of_the_process(tmp_path):
    before = locale.setlocale(locale.LC_ALL)
    (tmp_path / "content").mkdir()
    (tmp_path / "of_this_test.py").write_text('PATH = "content"\nLOCALE = ["C"]\nPLUGINS = []\n', encoding="utf-8")

    desk_for_site(str(tmp_path / "of_this_test.py"))

    assert locale.setlocale(locale.LC_ALL) == before


def test_what_settings_import_from_beside_them_is_that_of_their_own_site(tmp_path, monkeypatch):
    """In one process, one site after another, and one whose settings were edited."""
    monkeypatch.syspath_prepend(".")
    told = []
    for name, zone in (("one", "Asia/Tokyo"), ("other", "Asia/Seoul"), ("other", "Asia/Manila")):
        (tmp_path / name / "content").mkdir(parents=True, exist_ok=True)
        conf = f'PATH = "content"\nTIMEZONE = "{zone}"\nPLUGINS = []\n'
        (tmp_path / name / "pelicanconf.py").write_text(conf, encoding="utf-8")
        (tmp_path / name / "publishconf.py").write_text("from pelicanconf import *\n", encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        told.append(str(desk_for_site("publishconf.py").site.zone))

    assert told == ["Asia/Tokyo", "Asia/Seoul", "Asia/Manila"]


def test_a_section_of_the_front_page_that_is_no_category_is_named_with_the_nearest(desk):
    found = desk(
        {
            "data/categories.yaml": "economy: {name: Economy}\n",
            "data/front.yaml": "sections: [Economy, Econmy]\n",
            "a.md": "Title: A\nDate: 2026-01-01\nCategory: Economy\n\nx",
        }
    )

    problem = next(one for one in found.problems if one.rule == "W22")
    assert 'section "Econmy" is no category' in problem.message
    assert "Economy" in problem.remedy


def test_an_address_may_hold_the_story_s_id(desk):
    """The address and the file of a story whose pattern asks for `{id}` agree."""
    patterns = {"ARTICLE_URL": "{id}/{slug}/", "ARTICLE_SAVE_AS": "{id}/{slug}/index.html"}
    (story,) = desk({"a.md": STORY.format("A", 1)}, patterns=patterns).stories

    assert story.url == f"{story.id}/a/"
    assert story.file == f"{story.url}index.html"


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, "our-people/ann/"),
        ({"folder_is_category": False}, "misc/ann/"),
        ({"patterns": {"CATEGORY_SAVE_AS": ""}}, "misc/ann/"),
    ],
)
def test_a_page_is_found_below_its_folder_where_its_address_asks_for_a_category(changes, address, desk):
    """As Pelican writes it: the pages of a council stood at other addresses in the sitemap than on the site."""
    patterns = {"PAGE_URL": "{category}/{slug}/", "PAGE_SAVE_AS": "{category}/{slug}/index.html"}
    changes = {**changes, "patterns": {**patterns, **changes.get("patterns", {})}}
    (page,) = desk({"staff/Our people/ann.md": "Title: Ann\n\nText.\n"}, page_paths=("staff",), **changes).stories

    assert page.url == address
    assert page.file == f"{address}index.html"


def test_two_files_whose_names_look_the_same_are_told_apart(desk):
    """One came from a Mac: the problem named one name twice, and nobody saw two."""
    found = desk({"\u00e9t\u00e9.md": STORY.format("A", 1), "e\u0301te\u0301.md": STORY.format("A", 1)})

    told = [one for one in found.problems if one.rule == "E12"]
    assert len({one.path for one in told}) == 2
    assert any("stores its accents in another way" in one.message for one in told)


def test_a_picture_that_is_named_as_a_text_is_told_as_one(desk):
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    found = desk({"a.md": png, "b.md": "Title: Caf\u00e9\n".encode("latin-1")})

    assert [one.message for one in found.problems if one.is_error] == [
        "the file holds no text, but a picture or another file of a program",
        "the file is not UTF-8",
    ]


def test_a_story_without_an_author_is_told_where_its_address_begins_with_one(desk):
    """Pelican ended the build at such a story, and named neither the file nor what it lacks."""
    patterns = {"ARTICLE_URL": "{author}/{slug}/", "ARTICLE_SAVE_AS": "{author}/{slug}/index.html"}
    found = desk({"a.md": STORY.format("A", 1), "b.md": "Author: Ann Bee\n" + STORY.format("B", 1)}, patterns=patterns)

    assert [(one.path, one.rule) for one in found.problems if one.is_error] == [("content/a.md", "E00")]
    assert [one.url for one in found.stories] == ["ann-bee/b/"]


def test_a_fault_of_a_toml_header_is_told_at_its_line_and_column(desk):
    """Also inside a table and inside an array."""
    found = desk(
        {
            "a.md": '+++\ntitle = "T"\ndate = 2026-01-01\ntags = ["x", "x"]\n\n[[sources]]\nsource = "A"\n\n[[sources]]\nsource = "B"\n'
            '  published = "soon"\n\n[image]\nsrc = "https://x.example/a.png"\nnonsense = 1\n+++\nText.\n'
        }
    )
    at = {(one.rule, one.line, one.column) for one in found.problems}

    assert {("E02", 11, 3), ("W19", 15, 1), ("W07", 4, 14)} <= at


@pytest.mark.parametrize("start", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1", rb"{\rtf1\ansi", b"%PDF-1.7"])
def test_a_file_of_a_word_processor_that_is_called_a_text_is_told_what_it_is(desk, start):
    read = desk({"science/tides.md": start + b"\xff Why tides turn"})

    (problem,) = [one for one in read.problems if one.path == "content/science/tides.md"]
    assert "word processor" in problem.message
    assert "newsroom import" in problem.remedy


def test_an_embargo_without_an_offset_is_told_its_own_moment_by_the_clock_of_the_site(desk):
    header = "---\ntitle: T\ndate: 2026-01-01\nembargo: 2026-07-01 06:00\n---\nBody"

    read = desk({"science/tides.md": header}, zone=ZoneInfo("Europe/Berlin"))

    (problem,) = [one for one in read.problems if one.rule == "E02"]
    assert problem.remedy.endswith("2026-07-01T06:00+02:00")
