"""What must not leave the house does not, by a single byte."""

SITE = """
-- content/public.md --
Title: Public
Date: 2026-01-01
Tags: harbour

All may read this.
-- content/embargoed.md --
---
title: Zyxembargo
date: 2026-01-02
embargo: 2026-12-01T08:00:00+00:00
tags: [zyxtag]
categories: [Zyxcategory]
sources: [{name: Zyxsource, url: 'https://zyx.example'}]
authors: [Zyxauthor]
image: {src: /images/zyxpicture.svg, alt: Zyxalt, credit: Zyxcredit}
corrections: [{date: 2026-01-03, text: Zyxcorrection}]
---
Zyxtext
-- content/draft.md --
Title: Zyxdraft
Status: draft

Zyxtext ![](/images/zyxdraft.svg)
-- content/future.md --
Title: Zyxfuture
Date: 2027-01-01

Zyxtext
-- content/gone.md --
---
title: A story we withdrew
date: 2026-01-03
status: withdrawn
tags: [zyxtag]
withdrawn: {date: 2026-01-05, text: It was wrong.}
image: {src: images/zyxgone.svg, alt: Zyxalt, credit: Zyxcredit}
---
Zyxbody
-- content/skipped.md --
---
title: Zyxskipped
date: 2026-01-03
status: skip
image: {src: images/zyxskipped.svg, alt: Zyxalt, credit: Zyxcredit}
---
Zyxtext
-- content/images/zyxpicture.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- content/images/zyxdraft.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- content/images/zyxgone.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- content/images/zyxskipped.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- content/images/shown.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
"""


def test_nothing_of_an_unpublished_story_is_published(build):
    site = build(SITE)

    assert site.code == 0, site.log
    leaks = [name for name, data in site.bytes().items() if b"zyx" in data.lower() or "zyx" in name.lower()]
    assert leaks == []
    assert site.has("/images/shown.svg")


def test_no_source_of_an_unpublished_story_and_no_registry_is_copied(build):
    """Also where a site copies all that lies in its content folder."""
    registry = "-- content/data/tags.yaml --\nharbour: {name: harbour}\nzyxtag: {name: zyxtag}\n"
    site = build(SITE + registry, more='STATIC_PATHS = ["."]\nSTATIC_EXCLUDE_SOURCES = False')

    leaks = [name for name, data in site.bytes().items() if b"zyx" in data.lower() or "zyx" in name.lower()]
    assert leaks == [], site.log
    assert site.has("/public.md")


def test_a_withdrawn_story_leaves_a_notice_at_its_address(build):
    page = build(SITE).page("/2026/01/gone/")

    assert page.h1.get_text(strip=True) == "A story we withdrew"
    assert "It was wrong." in page.get_text()
    assert "5 January 2026" in page.get_text()


#: Another theme, which writes a page of whatever Pelican knows of an article.
PLAIN = (
    'THEME = "simple"\nJINJA_ENVIRONMENT = {}\nMENUITEMS = []\nDIRECT_TEMPLATES = ["index", "archives"]\n'
    'PAGINATED_TEMPLATES = {"index": None, "category": None, "tag": None, "author": None}\n'
    'THEME_TEMPLATES_OVERRIDES = ["theirs"]'
)
THEIRS = """
-- theirs/article.html --
<!DOCTYPE html><title>{{ article.title }}</title><h1>{{ article.title }}</h1>
{% for name in article.authors or () %}<p>{{ name }}</p>{% endfor %}<img src="{{ article.cover }}" alt="{{ article.abstract }}">{{ article.url }} {{ article.content }}
-- content/left.md --
---
title: A story that we took back
date: 2026-01-03
status: withdrawn
authors: [Zyxauthor]
editor: Zyxeditor
cover: /images/zyxcover.jpg
abstract: A zyxabstract of it.
withdrawn: {date: 2026-01-05, text: It was wrong.}
---
Zyxbody
"""


def test_nothing_else_of_a_withdrawn_story_is_told_to_another_theme(build):
    """Neither who wrote it nor what only that theme knows how to read; its address is as it was, also where the writer's name makes it."""
    before = build(
        SITE + THEIRS.replace("status: withdrawn", "").replace("withdrawn:", "notice:"),
        more=f'{PLAIN}\nARTICLE_URL = "by-{{author}}/{{slug}}/"\nARTICLE_SAVE_AS = "by-{{author}}/{{slug}}/index.html"',
    )
    assert "/images/zyxcover.jpg" in before.text("/by-zyxauthor/left/"), before.log

    page = build(THEIRS).text("/by-zyxauthor/left/")

    assert "A story that we took back" in page
    assert "zyx" not in page.lower().replace("by-zyxauthor/left/", "")


def test_a_withdrawn_story_stands_in_no_list(build):
    site = build(SITE)

    for address in ("/", "/archives/", "/feeds/all.atom.xml", "/tags/"):
        assert "withdrew" not in site.text(address), address


def test_a_preview_shows_what_is_coming_and_marks_it(build):
    site = build(SITE, preview=True)

    for name in ("embargoed", "draft", "future"):
        page = site.page(f"/drafts/{name}/")
        assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
        assert "Zyxtext" in page.get_text()
    assert "zyx" not in site.text("/feeds/all.atom.xml").lower()
    assert "zyx" not in site.text("/").lower()


def test_an_embargo_ends_by_the_clock(build):
    site = build(SITE, SOURCE_DATE_EPOCH="1796112000")  # 2026-12-01 08:00 UTC

    assert "Zyxtext" in site.text("/2026/01/embargoed/")
    assert "Zyxfuture" not in "".join(map(str, site.bytes()))
