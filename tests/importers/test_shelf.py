"""No two imported stories share an address, an old address or an id, and a second import gives none of them another."""

import dataclasses

import pytest
from pelican.plugins.importers.article import Imported, Notes
from pelican.plugins.importers.hugo import read_hugo
from pelican.plugins.importers.shelf import UNCHANGED, WRITTEN, Shelf
from pelican.plugins.newsroom.starter import Beginning
from pelican.plugins.newsroom.starter import files as starter_files

from .test_bylines import files

ONE = Imported("Up next", date="2023-07-24", body="One.\n", folder="guides", name="up-next", origin="hugo:one")
OTHER = dataclasses.replace(ONE, body="Other.\n", origin="hugo:other")


def put(root, *articles):
    shelf = Shelf.opened(root)
    done = [shelf.put_story(article) for article in articles]
    shelf.close()
    return done


def header(root, outcome) -> dict[str, str]:
    text = (root / outcome.path).read_text(encoding="utf-8").split("---")[1]
    return dict(line.split(": ", 1) for line in text.strip().splitlines() if ": " in line)


def test_a_story_gets_another_slug_and_id_where_those_of_its_month_and_day_are_taken_and_keeps_them(tmp_path):
    (_, first), (written, second) = put(tmp_path, ONE, OTHER)
    before = (tmp_path / second.path).read_bytes()

    assert "slug" not in header(tmp_path, first)
    assert header(tmp_path, second)["slug"] == "up-next-2"
    assert any('another story of that month is called "up-next" too' in one for one in written.guessed)
    ((_, alone),) = put(tmp_path, OTHER)  # the other was taken out of the old site
    assert alone.what == UNCHANGED
    assert (tmp_path / second.path).read_bytes() == before
    swapped = put(tmp_path, OTHER, ONE)
    assert [one.what for _, one in swapped] == [UNCHANGED, UNCHANGED]


@pytest.mark.parametrize(
    ("other", "slug", "has_id"),
    [
        (dataclasses.replace(OTHER, date="2023-08-24"), None, False),
        (dataclasses.replace(OTHER, date="2023-07-25"), "up-next-2", False),
        (dataclasses.replace(OTHER, lang="de"), None, False),
        (dataclasses.replace(OTHER, kind="page"), None, False),
        (dataclasses.replace(OTHER, name="end", aliases=("/a/up-next/",)), None, True),
        (dataclasses.replace(OTHER, name="end", aliases=("/a/up-next/",), extra={"id": "own"}), None, True),
    ],
)  # fmt: skip
def test_what_shares_neither_address_nor_id_is_left_as_it_is(tmp_path, other, slug, has_id):
    (_, _), (_, second) = put(tmp_path, ONE, other)
    told = header(tmp_path, second)

    assert second.what == WRITTEN
    assert told.get("slug") == slug
    assert ("id" in told) == has_id
    assert told.get("id") == other.extra.get("id", told.get("id"))


def test_an_old_address_belongs_to_one_text_and_first_to_the_one_that_stood_there(tmp_path):
    story = "---\ntitle: {0}\ndate: 2020-01-02\naliases: [/posts/b/, /x/]\n---\n\n{0}.\n"
    files(tmp_path, "".join(f"-- content/posts/{name}.md --\n{story.format(name)}" for name in "abc"))

    told = {one.title: one for one in read_hugo(tmp_path, Notes(lambda article: f"{article.folder}/{article.name}.md"))}

    assert {name: one.aliases for name, one in told.items()} == {
        "a": ("/x/", "/posts/a/"), "b": ("/posts/b/",), "c": ("/posts/c/",)
    }  # fmt: skip
    assert "aliases: /posts/b/ leads to content/posts/b.md, which has it too" in told["a"].left
    assert "aliases: /x/ leads to content/posts/a.md, which has it too" in told["c"].left


@pytest.mark.parametrize("folder", ["data", "pages", "images", "files", "data/deep"])
def test_a_category_that_is_called_as_a_folder_without_stories_has_one_with(folder, tmp_path):
    ((_, done),) = put(tmp_path, dataclasses.replace(ONE, folder=folder))
    ((_, page),) = put(tmp_path, dataclasses.replace(OTHER, folder=folder, kind="page"))

    assert done.path == f"{folder.replace(folder.split('/')[0], folder.split('/')[0] + '-stories', 1)}/up-next.md"
    assert page.path == f"{folder}/up-next.md"


def test_the_month_and_the_day_are_those_of_the_sites_zone(tmp_path):
    """An hour after midnight in Tokyo is the day before in Greenwich, and the month before."""
    eastern = dataclasses.replace(ONE, date="2023-08-01T01:00:00+09:00")

    (_, _), (_, second) = put(tmp_path, ONE, dataclasses.replace(eastern, origin="hugo:other"))

    assert header(tmp_path, second)["slug"] == "up-next-2"


def test_two_drafts_of_two_months_have_two_addresses(tmp_path):
    """All drafts lie in one folder, whatever their dates."""
    first = dataclasses.replace(ONE, status="draft")
    second = dataclasses.replace(OTHER, status="draft", date="2024-01-01")

    (_, _), (written, outcome) = put(tmp_path, first, second)

    assert header(tmp_path, outcome)["slug"] == "up-next-2"
    assert any('another draft is called "up-next" too' in one for one in written.guessed)


def test_a_page_of_the_old_site_takes_the_place_that_a_new_site_left_for_it(imports, tmp_path):
    """A page about the old site stayed behind where `newsroom start` had written one, with 0 at the end."""
    made = starter_files(Beginning("Moss $& Sons"))
    for path in ("content/pages/about.md", "content/pages/contact.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(made[path], encoding="utf-8")
    contact = (tmp_path / "content/pages/contact.md").read_text(encoding="utf-8") + "\nAnd mine.\n"
    (tmp_path / "content/pages/contact.md").write_text(contact, encoding="utf-8")
    (tmp_path / "old" / "content" / "pages").mkdir(parents=True)
    (tmp_path / "old" / "pelicanconf.py").write_text('PATH = "content"\n', encoding="utf-8")
    for name in ("about", "contact"):
        (tmp_path / "old" / "content" / "pages" / f"{name}.md").write_text(
            f"Title: Old {name}\n\nOld.\n", encoding="utf-8"
        )

    done = imports(None, "old", "--from", "pelican")
    again = imports(None, "old", "--from", "pelican")

    assert "Title: Old about" in done.stories["pages/about.md"]
    assert done.stories["pages/contact.md"] == contact
    assert done.code == 1
    assert "content/pages/contact.md is there already with another text; rename one of the two" in done.said
    assert again.stories == done.stories


def test_a_page_of_another_name_takes_the_address_of_one_that_nobody_has_written_into(imports, tmp_path):
    """Two pages at /about/ were an error that no writer had made."""
    made = starter_files(Beginning("Moss"))
    for path in ("content/pages/about.md", "content/pages/contact.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(made[path], encoding="utf-8")
    mine = "---\ntitle: Contact\n---\n\nMine.\n"
    (tmp_path / "content/pages/contact.md").write_text(mine, encoding="utf-8")
    (tmp_path / "content/pages/other.md").write_text(mine, encoding="utf-8")
    for name in ("about", "contact"):
        file = tmp_path / "old" / "content" / name / "_index.md"
        file.parent.mkdir(parents=True)
        file.write_text(f"---\ntitle: Old {name}\n---\n\nOld.\n", encoding="utf-8")

    done = imports(None, "old", "--from", "hugo")

    assert {"pages/about/about.md", "pages/contact/contact.md", "pages/contact.md", "pages/other.md"} == {
        path for path in done.stories if path.startswith("pages/")
    }
    assert done.stories["pages/contact.md"] == mine


def test_a_story_that_was_at_about_takes_that_address_as_well(imports, tmp_path):
    made = starter_files(Beginning("Moss"))
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/about.md").write_text(made["content/pages/about.md"], encoding="utf-8")
    (tmp_path / "old/content").mkdir(parents=True)
    for name in ("about", "tide"):
        (tmp_path / f"old/content/{name}.md").write_text(
            "---\ntitle: T\ndate: 2020-01-02\n---\n\nOld.\n", encoding="utf-8"
        )

    done = imports(None, "old", "--from", "hugo")

    assert {"about.md", "tide.md"} == {*done.stories}


def test_an_id_that_two_headers_give_is_of_the_first_and_stays_so(tmp_path):
    """A site that came from two of WordPress has their numbers twice."""
    one = dataclasses.replace(ONE, name="one", slug="one", extra={"id": "541"})
    other = dataclasses.replace(OTHER, name="other", slug="other", lang="de", extra={"id": "541"})

    (_, first), (written, second) = put(tmp_path, one, other)

    ids = [header(tmp_path, outcome)["id"] for outcome in (first, second)]
    assert ids[0].strip('"') == "541"
    assert ids[1] != ids[0]
    assert any('another text has "541" too' in said for said in written.guessed)
    assert [outcome.what for _, outcome in put(tmp_path, other, one)] == [UNCHANGED, UNCHANGED]
    assert [header(tmp_path, outcome)["id"] for outcome in (first, second)] == ids
