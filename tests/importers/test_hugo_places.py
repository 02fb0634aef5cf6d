"""What lies where in a Hugo site: pictures by the address of their text, `ref` from its own folder, and folders of nobody's."""

import pytest
from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.command import form_of
from pelican.plugins.importers.hugo import read_hugo
from pelican.plugins.newsroom.commands import Wrong

from .test_bylines import files

HEAD = "---\ntitle: {0}\ndate: 2020-01-02\n---\n\n{1}\n"


def read(root, text):
    files(root, text)
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md".lstrip("/"))
    return {one.where: one for one in read_hugo(root, notes)}


def test_a_picture_is_found_as_a_browser_found_it(tmp_path):
    found = read(
        tmp_path,
        f"-- content/docs/rain.md --\n{HEAD.format('Rain', '![wet](../img/wet.png) ![dry](dry.png)')}"
        "-- content/docs/img/wet.png --\nx\n-- content/docs/dry.png --\ny",
    )["content/docs/rain.md"]

    assert "![wet]({static}/images/docs/img/wet.png) ![dry]({static}/images/docs/dry.png)" in found.body
    assert found.left == ()


def test_what_lies_at_the_top_without_a_date_or_says_so_itself_is_a_page(tmp_path):
    """Exporters of WordPress date their pages, too."""
    found = read(
        tmp_path,
        f"-- content/news.md --\n{HEAD.format('News', 'x')}-- content/more.md --\n{HEAD.format('More', 'x')}"
        "-- content/about.md --\n---\ntitle: About\n---\nWe.\n"
        "-- content/posts/old.md --\n---\ntitle: Old\ntype: page\ndate: 2011-08-05\nurl: /old\n---\nWords.\n"
        "-- content/404.md --\n---\ntitle: Not found\n---\nOops.\n",
    )

    assert {name: one.kind for name, one in found.items()} == {
        "content/news.md": "article",
        "content/more.md": "article",
        "content/about.md": "page",
        "content/posts/old.md": "page",
    }


def test_a_ref_looks_into_its_own_folder_first(tmp_path):
    text = '[start]({{< relref "start" >}}) [deep]({{< ref "guide/deep#top" >}}) [top]({{< ref "/start" >}})'
    found = read(
        tmp_path,
        "".join(
            f"-- content/{version}/{name}.md --\n{HEAD.format(name, body)}"
            for version in ("v1", "v2")
            for name, body in (("start", "x"), ("guide/deep", "x"), ("rain", text))
        )
        + f"-- content/start.md --\n{HEAD.format('Start', 'x')}",
    )

    for version in ("v1", "v2"):
        body = found[f"content/{version}/rain.md"].body
        assert found[f"content/{version}/rain.md"].unresolved == ()
        assert f"[start]({{filename}}/{version}/start.md)" in body
        assert f"[deep]({{filename}}/{version}/deep.md#top)" in body
        assert "[top]({filename}/start.md)" in body


def test_a_folder_of_no_known_generator_says_how_it_can_be_read(tmp_path):
    files(tmp_path, "-- package.json --\n{}\n-- posts/rain.md --\nText.\n")

    with pytest.raises(Wrong, match=r"no generator that is known here.*--from hugo"):
        form_of(tmp_path)


def test_settings_called_zola_are_known(tmp_path):
    files(tmp_path, '-- zola.toml --\nbase_url = "https://rain.example"\n')

    assert form_of(tmp_path) == "hugo"


def test_an_alias_without_a_slash_lies_beside_its_text(tmp_path):
    aliases = "title: Rain\naliases: [wet, ../damp/, /old/rain/]"
    found = read(
        tmp_path, f"-- content/posts/rain.md --\n{HEAD.format('Rain', 'Text.').replace('title: Rain', aliases)}"
    )

    assert found["content/posts/rain.md"].aliases == ("/posts/wet", "/damp/", "/old/rain/", "/posts/rain/")


def test_an_alias_of_zola_begins_at_the_site(tmp_path):
    aliases = "title: Rain\naliases: [wet]"
    found = read(
        tmp_path,
        f"-- zola.toml --\nbase_url = 'https://rain.example'\n"
        f"-- content/posts/rain.md --\n{HEAD.format('Rain', 'Text.').replace('title: Rain', aliases)}",
    )

    assert found["content/posts/rain.md"].aliases[0] == "wet"


@pytest.mark.parametrize(
    ("title", "last"),
    [
        ("Tides - a guide", "tides-a-guide"), ("Bread & butter", "bread-butter"), ("C++, again", "c++-again"), ("TCP/IP", "tcp/ip"),
        ("  Two  blanks  ", "two-blanks"), ("Fährnis", "fährnis"), ("मौसम", "मौसम"), ("What's up?", "whats-up"), ("- dash", "-dash"),
    ],
)  # fmt: skip
def test_a_title_is_in_the_address_as_hugo_writes_it(tmp_path, title, last):
    post = HEAD.format(f'"{title}"', "x")
    files(tmp_path, f'-- hugo.toml --\n[permalinks]\nblog = "/b/:year-:title/`"\n-- content/blog/one.md --\n{post}')

    [one] = read_hugo(tmp_path, Notes(lambda article: article.name))

    assert one.aliases == (f"/b/2020-{last}/",)


def test_the_text_of_a_list_is_a_page_also_where_all_else_is_dated(tmp_path):
    posts = "".join(f"-- content/diary/{name}.md --\n{HEAD.format(name, 'x')}" for name in ("a", "b", "c"))

    found = read(tmp_path, f"{posts}-- content/diary/_index.md --\n---\ntitle: Diary\n---\nAll that I saw.\n")

    assert found["content/diary/_index.md"].kind == "page"
    assert found["content/diary/a.md"].kind == "article"


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("publishDate: 2099-02-01", True), ("publishDate: 2019-02-01", False), ("publishDate: 2099-02-01T10:00:00+02:00", True), ("headless: true", True),
        ("headless: false", False), ("build: {render: never}", True), ("_build: {render: false, list: false}", True), ("build: {list: never}", False),
    ],
)  # fmt: skip
def test_what_hugo_made_no_page_of_is_a_draft(imports, tmp_path, line, draft):
    files(
        tmp_path,
        f"-- old/hugo.toml --\ntitle = 'x'\n-- old/content/blog/one.md --\n---\ntitle: One\ndate: 2019-01-01\n{line}\n---\nx\n",
    )

    [one] = imports(None, "old").stories.values()

    assert ("status: draft" in one) == draft


def test_topics_that_differ_in_accents_alone_are_one_here(imports, tmp_path):
    """They have one address in a site with addresses in ASCII, and its build ended with E13."""
    (tmp_path / "site" / "content").mkdir(parents=True)
    for n, tag in enumerate(("maré alta", "maré alta", "mare alta"), start=1):
        (tmp_path / "site" / "content" / f"s{n}.md").write_text(
            f"---\ntitle: S{n}\ndate: 2026-01-0{n}\ntags: [{tag}]\n---\n\nText.\n", encoding="utf-8"
        )

    done = imports(None, "site", "--from", "hugo")

    assert all("maré alta" in text for text in done.stories.values())
    assert 'tags: "mare alta" is written "maré alta", as elsewhere' in done.said


def test_the_list_of_a_section_leads_to_its_topic(imports, tmp_path):
    """A ref to a section stood in the text as it was, and the address of its list led nowhere."""
    for name, text in {
        "news/_index.md": "---\ntitle: News\n---\n",
        "news/a.md": '---\ntitle: A\ndate: 2026-01-02\n---\n\nSee [the news]({{< ref "/news" >}}) and [all]({{< relref "news/_index.md" >}}).\n',
        "search.md": "---\ntitle: Search\nlayout: search\n---\n",
        "archives.md": "---\ntitle: Archive\nlayout: archives\n---\n\n",
    }.items():
        (tmp_path / "site" / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / "content" / name).write_text(text, encoding="utf-8")

    done = imports(None, "site", "--from", "hugo")

    assert "See [the news](/news/) and [all](/news/)." in done.stories["news/a.md"]
    assert '"news/": "category/news/"' in done.files["data/redirects.yaml"]
    assert list(done.stories) == ["news/a.md"]
    assert "content/search.md: a page without words, which the old theme filled (layout: search)" in done.said
    assert "content/archives.md: a page without words, which the old theme filled (layout: archives)" in done.said


def test_pages_of_terms_lead_on_from_where_the_settings_had_them(tmp_path):
    files(
        tmp_path,
        '-- config.toml --\nbaseURL = "https://old.example/"\ndefaultContentLanguage = "en"\n'
        '[taxonomies]\ntag = "themen"\nauthor = "author"\n[languages.en]\n[languages.es]\n'
        "-- content/posts/rain.md --\n---\ntitle: Rain\ndate: 2020-01-02\ntags: [Wet Days]\ncategories: [C++]\n"
        "author: [Luis D. Verde]\n---\n\nx\n"
        "-- content/posts/snow.es.md --\n---\ntitle: Nieve\ndate: 2020-01-02\ntags: [Wet Days]\nauthor: [Ann]\n---\n\nx\n",
    )
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md")
    list(read_hugo(tmp_path, notes))

    assert notes.moved == {
        "author/luis-d.-verde/": "author/luis-d-verde/",
        "categories/c++/": "category/c-plus-plus/",
        "es/author/ann/": "author/ann/",
        "es/themen/wet-days/": "tag/wet-days/",
        "themen/wet-days/": "tag/wet-days/",
    }


@pytest.mark.parametrize("table", ["permalinks", "permalinks.term"])
def test_pages_of_terms_lead_on_from_where_a_pattern_had_them(table, tmp_path):
    """A Hebrew site had its tags below `/tag/`: 196 redirects led on from `/tags/`, where nothing had ever been."""
    files(
        tmp_path,
        f'-- config.toml --\nbaseURL = "https://old.example/"\n[{table}]\ntags = "/tag/:slug/"\ncategories = "/of/:section/:title"\n'
        "-- content/posts/rain.md --\n---\ntitle: Rain\ndate: 2020-01-02\ntags: [Wet Days, C++]\ncategories: [Sea]\n---\n\nx\n",
    )
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md")
    list(read_hugo(tmp_path, notes))

    assert notes.moved == {"of/categories/sea/": "category/sea/", "tag/c++/": "tag/c-plus-plus/"}


def test_pages_of_series_and_of_own_taxonomies_lead_on(tmp_path):
    """What became tags had no redirects; a taxonomy beside the tags has no pages here, and is told."""
    files(
        tmp_path,
        '-- config.toml --\nbaseURL = "https://old.example/"\n[taxonomies]\ntopic = "topics"\nseries = "series"\ncountry = "countries"\n'
        "-- content/posts/rain.md --\n---\ntitle: Rain\ndate: 2020-01-02\ntopics: [Wet Days]\nseries: [The Year]\n---\n\nx\n"
        "-- content/posts/snow.md --\n---\ntitle: Snow\ndate: 2020-01-03\ncountries: [Peru, Chile]\n---\n\nx\n"
        "-- content/posts/hail.md --\n---\ntitle: Hail\ndate: 2020-01-04\ntopics: [Ice]\ncountries: [Peru]\n---\n\nx\n",
    )
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md")
    found = {one.title: one for one in read_hugo(tmp_path, notes)}

    assert (found["Rain"].tags, found["Rain"].storyline, found["Hail"].tags) == (("Wet Days",), "The Year", ("Ice",))
    assert notes.moved == {
        "series/the-year/": "storyline/the-year/",
        "topics/ice/": "tag/ice/",
        "topics/wet-days/": "tag/wet-days/",
    }
    told = [one for one in notes.left if "taxonomy" in one]
    assert told == [
        "the pages of the taxonomy countries, which 2 texts name; its terms stay in their headers, and what shall have a page here is a tag"
    ]


def test_an_address_climbs_no_higher_than_the_site(tmp_path):
    found = read(
        tmp_path,
        f"-- content/posts/rain.md --\n{HEAD.format('Rain', '![wet](/../../img/wet.png)')}-- static/img/wet.png --\nx",
    )["content/posts/rain.md"]

    assert found.body == "![wet]({static}/images/img/wet.png)"


def test_a_folder_of_a_blog_of_mkdocs_knows_its_writers_and_days(tmp_path):
    """The keys of writers stand above the texts, two days below `date`; a folder of a year is no section, and no category."""
    files(
        tmp_path,
        """\
-- blog/.authors.yml --
authors:
  ann: {name: Ann Bee, avatar: /a.png}
-- blog/posts/2024/rain.md --
---
title: Rain
date:
  created: 2024-01-02
  updated: 2024-02-03
authors: [ann, Bo]
---
!!! note
    It rains.
""",
    )
    [rain] = read_hugo(tmp_path / "blog/posts", Notes(lambda article: f"{article.name}.md"))

    assert (rain.authors, rain.date, rain.modified) == (("Ann Bee", "Bo"), "2024-01-02", "2024-02-03")
    assert rain.categories == ()
    assert rain.body == "> **Note**\n>\n> It rains."


def test_a_picture_beside_a_text_is_found_by_its_whole_address(tmp_path):
    """Also where a folder of the language lies between."""
    files(
        tmp_path,
        """\
-- hugo.toml --
baseURL = "https://old.example/"
defaultContentLanguage = "en"
[languages.en]
weight = 1
-- content/en/blog/rain/index.md --
---
title: Rain
date: 2024-01-02
images: [/blog/rain/images/drop.png]
---
![Drop](/blog/rain/images/drop.png)
-- content/en/blog/rain/images/drop.png --
png
""",
    )
    [rain] = read_hugo(tmp_path, Notes(lambda article: f"{article.name}.md"))

    assert rain.image.src == "/images/blog/rain/images/drop.png"
    assert rain.body == "![Drop]({static}/images/blog/rain/images/drop.png)"
