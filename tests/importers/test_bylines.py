"""Who wrote: keys become names, and whoever wrote may go on."""

import pytest
from pelican.plugins.importers.article import Imported, Notes
from pelican.plugins.importers.bylines import authors_added, names_of_writers, spelled_out, taking_bios
from pelican.plugins.importers.fields import article_from
from pelican.plugins.importers.hugo import read_hugo
from pelican.plugins.importers.report import Report
from pelican.plugins.importers.shelf import Outcome

from ..conftest import FILE

KNOWN = "# ours\nann-bee:\n  name: Ann Bee\n  aliases: [A. Bee]"


def files(root, text):
    _, *parts = FILE.split(text)
    for path, body in zip(parts[::2], parts[1::2], strict=True):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(body, encoding="utf-8")


def test_keys_are_names_wherever_the_old_site_keeps_them(tmp_path):
    files(tmp_path, """\
-- data/authors.yml --
Ann: {display_name: Ann  Bee, name: ann}
bo: Bo Cee
nobody: {web: https://nobody.example}
-- data/author/cy.json --
{"name": "Cy Dee"}
-- data/author/note.txt --
name: A note
-- people/_index.md --
---
title: All of us
---
-- people/di/_index.md --
---
display_name: Di Eff
title: Editor
---
-- people/ed.md --
---
title: Ed Gee
---
-- people/broken.md --
---
title: [
---
""")  # fmt: skip

    names = names_of_writers(tmp_path / "data", (tmp_path / "people", tmp_path / "none"))

    assert {key: names[key] for key in ("ann", "bo", "cy", "di", "ed")} == {
        "ann": "Ann Bee", "bo": "Bo Cee", "cy": "Cy Dee", "di": "Di Eff", "ed": "Ed Gee"
    }  # fmt: skip
    assert not {"nobody", "note", "_index", "people"} & set(names)
    told = spelled_out(Imported("A", authors=("Ann", "Zoe Aitch", "ann bee")), names)
    assert told.authors == ("Ann Bee", "Zoe Aitch")


def test_who_is_not_known_is_entered_behind_the_others_and_once(tmp_path):
    files(tmp_path, f"-- authors.yaml --\n{KNOWN}")
    names = ["A. Bee", 'Bo "B" Cee', "bo b cee", "ann bee", "", "...", "Cy: Dee #1"]

    assert authors_added(tmp_path, names) == ('Bo "B" Cee', "Cy: Dee #1")
    assert (tmp_path / "authors.yaml").read_text(encoding="utf-8") == (
        KNOWN + '\nbo-b-cee: {name: "Bo \\"B\\" Cee"}\ncy-dee-1: {name: "Cy: Dee #1"}\n'
    )
    assert authors_added(tmp_path, names) == ()


@pytest.mark.parametrize("text", ["{ann-bee: {name: Ann Bee}}\n", "ann-bee: [\n", "- Ann Bee\n"])
def test_a_file_that_takes_no_more_lines_stays_as_it_is(tmp_path, text):
    files(tmp_path, f"-- authors.yaml --\n{text}")
    before = (tmp_path / "authors.yaml").read_bytes()

    assert authors_added(tmp_path, ["Bo Cee"]) == ()
    assert (tmp_path / "authors.yaml").read_bytes() == before


def test_a_site_that_keeps_no_list_gets_none(tmp_path):
    assert authors_added(tmp_path, ["Bo Cee"]) == ()
    assert not list(tmp_path.iterdir())


def test_a_name_is_text_and_no_html_wherever_it_stands(tmp_path):
    files(tmp_path, "-- data/authors.yml --\nro: {name: Ro O&#39;Neill}\n")

    assert names_of_writers(tmp_path / "data", ())["ro"] == "Ro O'Neill"
    assert article_from({"title": "Rain", "authors": ["Ro O&#39;Neill"]}).authors == ("Ro O'Neill",)


def test_who_translated_or_edited_stands_in_the_list_of_authors():
    report = Report()
    article = Imported(title="Rain", body="", authors=("Ann Bee",), extra={"translator": "Bo Cee and Cy Dee", "editors": ["Di Eff"], "mood": "wet"})  # fmt: skip

    report.told(article, Outcome("rain.md", "written"))

    assert report.writers == ["Ann Bee", "Bo Cee", "Cy Dee", "Di Eff"]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ('<a href="https://moss.example/who/">Moss Team</a>, on July 14, 2021', ("Moss Team",)),
        ("Ann Bee, on April 22, 2022, updated April 29, 2022", ("Ann Bee",)), ("Ann Bee and Cee Dee on 3 May 2020", ("Ann Bee", "Cee Dee")),
        ("Ann &amp; Co", ("Ann & Co",)), ("May On, Ann Bee", ("May On", "Ann Bee")),
    ],
)  # fmt: skip
def test_a_day_behind_a_name_is_nobody(written, names):
    assert article_from({"title": "T", "author": written}).authors == names


WRITERS = """\
-- hugo.toml --
baseURL = "https://moss.example"
-- content/posts/rain.md --
---
title: Rain
date: 2020-01-02
author: ann
---
Text.
-- content/author/ann.md --
---
title: Ann Bee
image: /ann.png
---
She writes of <a href="https://moss.example/">moss</a>.
-- content/author/nobody.md --
---
title: Nobody
---
Has written nothing.
-- content/author/dee.md --
---
title: Dee
---
![Dee](/dee.png)
-- content/posts/snow.md --
---
title: Snow
date: 2020-01-03
author: Dee
---
Text.
"""


def test_what_is_told_of_a_writer_stands_above_the_stories_and_not_in_their_place(tmp_path):
    """The page kept its address, which is that of the list of all that this person wrote."""
    files(tmp_path, WRITERS)
    registries = tmp_path / "data"
    registries.mkdir()
    (registries / "authors.yaml").write_text("cee: {name: Cee}\n", encoding="utf-8")
    notes = Notes(lambda one: f"{one.name}.md", takes_bio=taking_bios(registries))

    found = {one.title: one for one in read_hugo(tmp_path, notes)}
    added = authors_added(registries, ["Ann Bee"], notes.bios)
    again = Notes(lambda one: f"{one.name}.md", takes_bio=taking_bios(registries))

    assert {*found} == {"Rain", "Snow", "Nobody", "Dee"}
    assert notes.bios == {"Ann Bee": 'She writes of <a href="https://moss.example/">moss</a>.'}
    assert notes.moved["author/ann/"] == "author/ann-bee/"
    assert any("the picture /ann.png: write it as image into authors.yaml" in one for one in notes.left)
    assert added == ("Ann Bee",)
    assert '\nann-bee: {name: "Ann Bee", bio: "She writes of ' in f"\n{(registries / 'authors.yaml').read_text()}"
    assert {one.title for one in read_hugo(tmp_path, again)} == {*found}


def test_where_nobody_keeps_a_list_of_writers_their_pages_stay_pages(tmp_path):
    files(tmp_path, WRITERS)

    found = {one.title: one.kind for one in read_hugo(tmp_path, Notes(lambda one: f"{one.name}.md"))}

    assert found["Ann Bee"] == "page"
