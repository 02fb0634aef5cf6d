"""The search of a whole site: what its index holds, what it never holds, and a site without the program."""

import gzip
import json

import cbor2
import pytest

SITE = """
-- content/tides.md --
---
title: Why tides & seas turn
deck: The moon pulls and the sea answers.
id: tides1
date: 2026-11-20
categories: [Science]
tags: [oceans]
sources: [{name: Harbour Wire, relation: based-on, url: 'https://wire.example/1'}]
---
## What the moon does

Twice a day the <style>.scripted{}</style> water comes in.
-- content/gezeiten.de.md --
---
title: Warum Gezeiten wechseln
id: tides2
date: 2025-03-01
lang: de
categories: [Science]
---
Zweimal am Tag kommt das Wasser.
-- content/hidden.md --
---
title: Hiddenstory
date: 2026-11-20
category: Science
status: hidden
---
Hiddentext stands in no list.
-- content/draft.md --
---
title: Draftstory
status: draft
category: Science
---
Drafttext.
-- content/embargo.md --
---
title: Embargostory
date: 2026-11-20
embargo: 2027-01-01T00:00+00:00
category: Secretcategory
sources: [{name: Secretsource, relation: based-on, url: 'https://secret.example/1'}]
---
Embargotext.
-- content/gone.md --
---
title: Gonestory
date: 2026-11-20
status: withdrawn
category: Science
---
Gonetext.
-- content/pages/about.md --
---
title: About <us>
---
Who we are.
-- content/pages/ueber.de.md --
---
title: Über uns
date: 2026-11-20
---
Wer wir sind.
-- content/pages/plan.md --
---
title: Hiddenpage
status: hidden
---
Hiddentext.
-- content/pages/soon.md --
---
title: Draftpage
status: draft
---
Drafttext.
-- content/pages/404.md --
---
title: Gonepage
save_as: 404.html
---
Gonetext.
"""
ADDRESSES = ["/2026/11/tides/", "/about/", "/de/2025/03/gezeiten/", "/de/ueber/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    from ..conftest import builder

    built = builder(tmp_path_factory.mktemp("search"))(SITE)
    assert built.code == 0, built.log
    return built


def fragments(site) -> list[dict]:
    """What Pagefind shows of each page: the file of a result is JSON behind a mark, in gzip."""
    files = sorted((site.output / "pagefind" / "fragment").iterdir())
    return [json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")) for file in files]


def test_the_index_holds_the_published_stories_and_nothing_else(site):
    assert sorted(one["url"] for one in fragments(site)) == ADDRESSES


def test_a_result_says_what_a_reader_wants_to_know(site):
    tides = next(one for one in fragments(site) if one["url"] == "/2026/11/tides/")

    assert tides["meta"] == {"title": "Why tides & seas turn", "deck": "The moon pulls and the sea answers.", "date": "20 November 2026", "source": "Harbour Wire"}  # fmt: skip
    assert tides["filters"] == {"category": ["Science"], "source": ["Harbour Wire"], "year": ["2026"]}
    assert "Twice a day the water comes in." in tides["content"]
    assert "scripted" not in tides["content"]
    assert [one["id"] for one in tides["anchors"]] == ["what-the-moon-does"]


def test_a_page_is_told_by_what_it_is(site):
    pages = {one["url"]: one for one in fragments(site)}

    assert pages["/about/"]["meta"] == {"title": "About <us>"}
    assert pages["/about/"]["filters"] == {"kind": ["Page"]}
    assert pages["/de/ueber/"]["meta"] == {"title": "Über uns"}
    assert pages["/de/ueber/"]["filters"] == {"kind": ["Seite"]}


def test_each_language_has_its_index_and_its_page(site):
    entry = json.loads(site.text("/pagefind/pagefind-entry.json"))

    assert {lang: facts["page_count"] for lang, facts in entry["languages"].items()} == {"de": 2, "en": 2}
    assert site.page("/de/search/").html["lang"] == "de"
    assert "/de/search/" in " ".join(site.links("/de/2025/03/gezeiten/"))
    assert "/search/" in " ".join(site.links("/2026/11/tides/"))


def test_no_byte_of_what_readers_may_not_see_is_in_the_index(site):
    words = ("draft", "embargo", "hiddenstory", "hiddentext", "gone", "secret")
    for file in sorted((site.output / "pagefind").rglob("*.pf_*")):
        text = gzip.decompress(file.read_bytes()).decode("utf-8", errors="ignore").casefold()
        assert [word for word in words if word in text] == [], file


def test_no_page_but_the_search_loads_anything_of_it(site):
    for file in sorted(site.output.rglob("*.html")):
        if file.parent.name != "search":
            text = file.read_text(encoding="utf-8")
            assert "pagefind" not in text, file
            assert "search.js" not in text, file
            assert "wasm" not in text, file


def test_the_search_page_leads_on_without_a_script(site):
    page = site.page("/search/")

    assert page.select_one("[data-search]").has_attr("hidden")
    assert {"Science", "About <us>"} <= {link.text for link in page.select(".index a")}
    assert "Über uns" not in {link.text for link in page.select(".index a")}
    assert page.select_one('link[rel="canonical"]')["href"] == "https://news.example/search/"
    assert "https://news.example/search/" in site.text("/sitemap-1.xml")


def test_the_same_stories_give_the_same_bytes_on_any_machine(site, build):
    """Pagefind alone orders its filters by chance; the second build has no cache."""
    again = build(SITE)

    def index(built):
        return {name: data for name, data in built.bytes().items() if name.startswith("pagefind/")}

    assert index(again) == index(site)
    assert len(index(site)) > 10


def test_the_order_of_filters_is_that_of_their_names(site):
    """The claim above could hold by luck."""
    for file in sorted((site.output / "pagefind").glob("*.pf_meta")):
        _, _, _, filters, *_ = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        assert [name for name, _ in filters] == sorted(name for name, _ in filters)
        assert all((site.output / "pagefind" / "filter" / f"{digest}.pf_filter").is_file() for _, digest in filters)


def test_a_site_without_the_program_is_built_and_says_so(build):
    site = build(SITE, more='SITE_SEARCH = {"program": "no-such-pagefind"}')

    assert site.code == 0
    assert "W26 Pagefind, which makes the search, is not here at no-such-pagefind" in site.log
    assert "pip install" in site.log
    assert not (site.output / "pagefind").exists()
    assert site.page("/search/").select(".index a")
    assert not site.page("/search/").select("[data-search], script[src*=search]")


def test_a_program_that_fails_is_named_and_the_site_is_built(build, tmp_path):
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'out of memory' >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    site = build(SITE, more=f'SITE_SEARCH = {{"program": "{program}"}}')

    assert site.code == 0
    assert "W26 Pagefind made no index: out of memory" in site.log
    assert site.has("/2026/11/tides/")


def test_a_preview_makes_no_index_until_it_is_asked(build, newsroom):
    site = build(SITE, preview=True)

    assert not (site.output / "pagefind").exists()
    assert "newsroom build --search" in site.page("/search/").get_text()

    assert newsroom("build", "--search").returncode == 0
    assert sorted(one["url"] for one in fragments(site)) == ADDRESSES


def test_a_site_may_leave_its_pages_out(build):
    site = build(SITE, more='SITE_SEARCH = {"pages": False}')

    assert sorted(one["url"] for one in fragments(site)) == ["/2026/11/tides/", "/de/2025/03/gezeiten/"]
    assert "About <us>" not in {link.text for link in site.page("/search/").select("main a")}


def test_a_site_of_pages_alone_has_a_search_in_each_of_their_languages(build):
    """What tells them apart is what they are filed under: that they are pages says nothing there."""
    pages = """
-- content/pages/about.md --
---
title: About
category: Us
---
Who we are.
-- content/pages/ueber.de.md --
---
title: Über uns
---
Wer wir sind.
"""
    site = build(pages)

    assert site.code == 0, site.log
    assert {one["url"]: one["filters"] for one in fragments(site)} == {
        "/about/": {"category": ["Us"], "kind": ["Us"]},
        "/de/ueber/": {},
    }
    assert site.page("/de/search/").select_one("[data-search]")
