"""Categories, tags and authors on whole sites: pages, links by name, old addresses, thin pages, collisions."""

import pytest

TAGS = """
-- content/data/tags.yaml --
alliances: {name: Alliances}
nato:
  name: NATO
  aliases: [North Atlantic Treaty Organization, N.A.T.O.]
  description: A military alliance.
  parent: alliances
  key_story: nato-explained
  was: [atlantic-pact]
  kind: organisation
pact: {name: Pact, status: merged, merged_into: nato}
wires: {name: Wires, status: hidden}
kyiv: {name: Kyiv, kind: place}
"""
STORIES = """
-- content/nato-explained.md --
---
title: NATO, explained
date: 2026-01-01
authors: [Ann Bee]
categories: [World, Law]
tags: [North Atlantic Treaty Organization, kyiv, wires]
aliases: [nato-101, /old/nato.html]
sources: [{name: Harbour Wire, url: 'https://wire.example/1'}]
---
See [the alliance]({tag}North Atlantic Treaty Organization), [law]({category}Law), [Ann]({author}Ann Bee) and
[the wire]({source}Harbour Wire#here).
-- content/second.md --
---
title: Second
date: 2026-02-02
authors: [Ann Bee]
categories: [Law]
tags: [Pact, kyiv]
---
Words.
-- content/third.md --
---
title: Third
date: 2026-02-03
categories: [World]
tags: [alliances]
---
Words.
"""


@pytest.fixture(scope="module")
def module_build(tmp_path_factory):
    from ..conftest import builder

    return builder(tmp_path_factory.mktemp("taxonomy"))


@pytest.fixture(scope="module")
def site(module_build):
    return module_build(TAGS + STORIES)


def stories_on(site, address: str) -> set[str]:
    return {link["href"].rsplit("/", 2)[-2] for link in site.page(address).select(".card__title a")}


def test_the_build_is_fine(site):
    assert site.code == 0, site.log


def test_a_story_stands_on_the_pages_of_its_terms_and_of_their_parents(site):
    assert stories_on(site, "/tag/nato/") == {"nato-explained", "second"}
    assert stories_on(site, "/tag/alliances/") == {"nato-explained", "second", "third"}
    assert stories_on(site, "/category/law/") == {"nato-explained", "second"}
    assert stories_on(site, "/category/world/") == {"nato-explained", "third"}
    assert stories_on(site, "/author/ann-bee/") == {"nato-explained", "second"}


def test_an_alias_shows_the_agreed_name_everywhere(site):
    page = site.page("/2026/02/second/")

    assert "NATO" in {chip.text for chip in page.select("a.p-category")}
    assert "Pact" not in page.text
    assert not site.has("/tag/pact/") or "refresh" in site.text("/tag/pact/")


def test_links_by_name_lead_to_the_pages(site):
    body = site.page("/2026/01/nato-explained/").select_one(".e-content")
    for around in body.select("[data-relation], .citations"):
        around.decompose()

    assert [link["href"].removeprefix("https://news.example") for link in body.find_all("a")] == [
        "/tag/nato/", "/category/law/", "/author/ann-bee/", "/source/harbour-wire/#here",
    ]  # fmt: skip


def test_a_hidden_tag_has_neither_page_nor_chip(site):
    assert not site.has("/tag/wires/")
    assert "Wires" not in site.text("/2026/01/nato-explained/")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/tag/north-atlantic-treaty-organization/", "/tag/nato/"), ("/tag/n.a.t.o/", "/tag/nato/"), ("/tag/atlantic-pact/", "/tag/nato/"),
        ("/tag/pact/", "/tag/nato/"), ("/2026/01/nato-101/", "/2026/01/nato-explained/"), ("/old/nato.html", "/2026/01/nato-explained/"),
    ],
)  # fmt: skip
def test_every_old_address_leads_to_its_page_in_one_step(site, old, new):
    refresh = site.page(old).find("meta", attrs={"http-equiv": "refresh"})

    assert refresh["content"] == f"0; url=https://news.example{new}"
    assert site.has(new)
    assert f"{old} {new} 301" in site.text("/_redirects").splitlines()


def test_the_topic_page_says_what_it_is_about_and_what_stands_around_it(site):
    page = site.page("/tag/nato/")

    assert "A military alliance." in page.text
    assert page.select_one(".topic__key a")["href"].endswith("/nato-explained/")
    assert [link.text for link in page.select(".topic__around a")][-1] == "Harbour Wire"
    assert [heading.text for heading in page.select(".month > h2")] == ["February 2026", "January 2026"]
    assert page.find("link", attrs={"type": "application/atom+xml", "title": "NATO"})


def test_a_thin_page_is_kept_from_search_engines_and_the_main_list(site):
    def robots(address: str) -> list[str]:
        return [one["content"] for one in site.page(address).find_all("meta", attrs={"name": "robots"})]

    assert robots("/tag/kyiv/") == ["noindex,follow"]
    assert robots("/tag/nato/") == []  # two stories, but a description
    thin = site.page("/tags/").select_one(".index__thin")
    assert [link.text for link in thin.find_all("a")] == ["Kyiv"]
    assert site.page("/tags/").select(".index__part")


def test_a_term_of_a_translation_alone_has_its_page(build):
    site = build(
        """
-- content/sea.md --
Title: Sea
Date: 2026-01-01
Category: World
Authors: Ann Bee

Words.
-- content/sea.de.md --
Title: Meer
Date: 2026-01-01
Lang: de
Category: World
Tags: Küste
Authors: Jo Kern

Wörter.
"""
    )

    assert site.code == 0, site.log
    assert stories_on(site, "/tag/küste/") == {"sea"}
    assert site.has("/author/jo-kern/")
    world = site.links("/category/world/")
    assert {"https://news.example/2026/01/sea/", "https://news.example/de/2026/01/sea/"} <= world


def test_links_by_name_to_nothing_are_told_with_their_line(build):
    site = build(
        "-- content/a.md --\nTitle: A\nDate: 2026-01-01\nTags: tides\n\nWords [one]({tag}tidess).\n\n[two]({author}Nobody)\n"
    )

    assert site.code == 1
    assert 'content/a.md:5: E10 the link {tag}tidess leads to no page; did you mean "tides"?' in site.log
    assert (
        "content/a.md:7: E10 the link {author}Nobody leads to no page; write the name of one that a published story has"
        in site.log
    )


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("-- content/a.md --\nTitle: A\nDate: 2026-01-01\nTags: C, C++, C#\n\nWords.\n", ()),
        ("-- content/a.md --\nTitle: A\nDate: 2026-01-01\nTags: C++\n\nW.\n-- content/b.md --\nTitle: B\nDate: 2026-01-01\nTags: C plus plus\n\nW.\n",
         ("content/a.md:3: E13", "content/b.md:3: E13")),
        ("-- content/pages/x.md --\nTitle: X\nslug: tags\n\nW.\n", ("content/pages/x.md:2: E12", "pelicanconf.py: E12", "TAGS_SAVE_AS")),
        ("-- content/pages/x.md --\nTitle: X\nsave_as: images/a.svg\n\nW.\n-- content/images/a.svg --\n<svg/>\n",
         ("content/pages/x.md", "content/images/a.svg: E12")),
    ],
    ids=["C, C++ and C#", "C++ and C plus plus", "a page and an index", "a page and a file"],
)  # fmt: skip
def test_two_that_want_one_address_are_both_named_before_anything_is_written(build, text, sides):
    site = build(text)

    assert site.code == (1 if sides else 0), site.log
    for side in sides:
        assert side in site.log
    assert "Traceback" not in site.log


def test_an_author_and_a_category_with_one_feed(build):
    site = build(
        "-- content/a.md --\nTitle: A\nDate: 2026-01-01\nCategory: Politics\nAuthors: Politics\n\nWords.\n",
        more="CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = 'feeds/{slug}.atom.xml'",
    )

    assert site.code == 1
    assert (
        'the author "Politics" and the category "Politics" would both be written to /feeds/politics.atom.xml'
        in site.log
    )
    assert not site.has("/index.html")


def test_the_second_page_of_a_tag_and_a_tag_of_that_name(build):
    stories = "".join(f"-- content/s{n}.md --\nTitle: S{n}\nDate: 2026-01-01\nTags: G\n\nWords.\n" for n in range(3))

    site = build(
        f"{stories}-- content/x.md --\nTitle: X\nDate: 2026-01-01\nTags: G2\n\nWords.\n",
        more="""
DEFAULT_PAGINATION = 2
TAG_URL = TAG_SAVE_AS = "tag/{slug}.html"
PAGINATION_PATTERNS = [(1, "{name}{extension}", "{name}{extension}"), (2, "{name}{number}{extension}", "{name}{number}{extension}")]
""",
    )

    assert site.code == 1
    assert 'the tag "G" and the tag "G2" would both be written to /tag/g2.html' in site.log


NAMES = {
    "Київ і область": ("київ-і-область", "kiyiv-i-oblast"),
    "القانون الدولي": ("القانون-الدولي", "lqnwn-ldwly"),
    "海洋法": ("海洋法", "hai-yang-fa"),
    "🚀": ("rocket", "rocket"),
    "C++": ("c-plus-plus", "c-plus-plus"),
}


@pytest.mark.parametrize("unicode", [True, False])
def test_names_of_every_script_have_pages_and_links(build, unicode):
    story = "\n".join(
        ["---", "title: A", "date: 2026-01-01", "category: Світ", "tags:", *(f'  - "{name}"' for name in NAMES), "---"]
    )

    built = build(f"-- content/a.md --\n{story}\n[one]({{tag}}海洋法)\n", more=f"SLUGIFY_USE_UNICODE = {unicode}")

    assert built.code == 0, built.log
    for name, slugs in NAMES.items():
        address = f"/tag/{slugs[not unicode]}/"
        assert built.has(address), address
        heading = built.page(address).select_one("h1")
        assert name in heading.text
        assert heading.find(attrs={"dir": "auto"}) or heading.get("dir") == "auto"
    assert built.page("/2026/01/a/").select_one(f"article a[href$='/tag/{NAMES['海洋法'][not unicode]}/']")


TELLING = """
from pelican.plugins.taxonomy.taxonomy import Taxonomy

_page = Taxonomy.page


def _telling(self, kind, entry):
    print(f"around {entry.term.slug}.")
    return _page(self, kind, entry)


Taxonomy.page = _telling
"""


def test_what_stands_around_a_topic_is_made_where_its_page_is(build):
    """After an edit of a body nobody asks for it again; after another tag somewhere, it is compared."""
    third = "-- content/third.md --\n---\ntitle: Third\ndate: 2026-02-03\ncategories: [World]\ntags: [alliances{}]\n---\n{}\n"
    first = build(TAGS.replace("  key_story: nato-explained\n", "") + STORIES, more=TELLING)
    body = build(third.format("", "Other words."))
    tag = build(third.format(", kyiv", "Other words."))

    assert all(f"around {slug}." in first.log for slug in ("kyiv", "law", "world", "nato"))
    assert "around law." not in body.log
    assert "around law." in tag.log


def test_the_ways_to_topics_are_the_same_after_another_story(build):
    """What stands in the head of every page says nothing of how many stories there are."""
    fourth = "-- content/fourth.md --\n---\ntitle: Fourth\ndate: 2026-01-15\ncategories: [World]\ntags: [kyiv]\n---\nWords.\n"
    more = "INCREMENTAL_TELLS, TAXONOMY = {'why': True}, {'thin': 1}"
    build(TAGS + STORIES, more=more)

    log = build(fourth).log

    assert "written because it was not there before" in log
    assert "sections of the site" not in log
    assert "ways to the sections" not in log
    assert "categories and tags of" not in log
