"""A writer may call a section what they like: no heading takes an id that the page itself has, and no page has one twice."""

from collections import Counter

import pytest
from pelican.plugins.checks.audit import audit
from pelican.plugins.checks.built_site import BuiltSite

from tests.conftest import builder

#: What the page of a story has of its own, as words that a section might have.
HEADINGS = (
    "Main", "Page main", "Comments", "Comments title", "Comment text", "Comment author", "Comment email", "Comment form title",
    "Comment text error", "Corrections", "Corrections title", "Change log", "Points title", "Terms title", "Source of this story",
    "Related", "Sources", "Tags", "Contents", "Search", "Share", "Pack", "Notes", "Footnotes", "Table 1", "fn:1", "fnref:1",
    "Term strait", "Ref term strait", "Term abbreviation 1", "Ref term abbreviation 1",
)  # fmt: skip
LINKED = ("Main", "Comments", "Corrections", "Source of this story", "Term strait")
HEAD = """title: {title}
date: 2026-11-20
category: Law
comments: true
sources:
- {{source: wire, relation: based-on, url: 'https://wire.example/1', title: Theirs}}
corrections:
- {{date: 2026-11-21, kind: correction, text: The year was wrong.}}
"""
SECTIONS = "\n\n".join(f"## {one}\n\nWords below it." for one in HEADINGS)
LINKS = " ".join(f"[{one}](#{one.lower().replace(' ', '-')})" for one in LINKED)
REST = "".join(f"{one}\n{'-' * len(one)}\n\nWords below it.\n\n" for one in HEADINGS if one.isascii())
SITE = f"""
-- content/data/sources.yaml --
wire: {{name: Harbour Wire, kind: agency, url: https://wire.example/, permission: contract}}
-- content/data/glossary.yaml --
strait: {{name: strait, definition: A narrow water.}}
-- content/data/comments.json --
{{"version": 1, "threads": {{"/2026/11/sections/": [{{"id": 2, "author": "Ann", "created": "2026-11-22T08:00:00+00:00", "text": "Well said."}}]}}}}
-- content/sections.md --
---
{HEAD.format(title="A story of many sections")}slug: sections
key_points: [One point., Another.]
---
A strait[^1], and the IMO. Read of {LINKS}.

{SECTIONS}

Table: What it costs

| a | b |
|---|---|
| 1 | 2 |

[^1]: A note.

*[IMO]: International Maritime Organization
-- content/plain.md --
---
{HEAD.format(title="A plain story of many sections")}slug: plain
key_points: [One point.]
---
Read of {LINKS}.

{SECTIONS}
-- content/other.rst --
Told in another markup
######################

:date: 2026-11-20
:category: Law
:comments: true

A strait.

{REST}
-- content/pages/about.md --
Title: About

A strait. [To the comments]({{filename}}../sections.md#comments)

{SECTIONS}
"""
ISSO = (
    'COMMENTS = {"provider": "isso", "server": "https://isso.news.example", "export": "content/data/comments.json"}\n'
)


@pytest.fixture(scope="module", params=["auto", "python", "compiled"])
def site(request, tmp_path_factory):
    root = tmp_path_factory.mktemp(f"ids-{request.param}")
    built = builder(root)(SITE, more=f"{ISSO}MARKDOWN_ENGINE = {request.param!r}\n")
    assert built.code == 0, built.log
    return built


STORIES = ("/2026/11/sections/", "/2026/11/plain/", "/2026/11/other/")


@pytest.mark.parametrize("address", [*STORIES, "/about/"])
def test_no_heading_has_an_id_that_the_page_has_itself(site, address):
    ids = Counter(one["id"] for one in site.page(address).find_all(id=True))

    assert [one for one, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("address", STORIES[:2])
def test_a_link_to_a_heading_leads_to_it_whatever_the_page_has_beside(site, address):
    page = site.page(address)

    for name in LINKED:
        assert page.find(id=name.lower().replace(" ", "-")).name == "h2"
    assert page.find(id=page.select_one("a.skip")["href"][1:]).name == "main"
    assert page.find(id=page.select_one(".corrected a")["href"][1:])["data-corrections"] == "1"
    for label in page.select("[for], [aria-labelledby], [aria-describedby]"):
        name = label.get("for") or label.get("aria-labelledby") or label["aria-describedby"]
        assert len(page.find_all(id=name)) == 1, name
    for link in page.select('.terms a[role="doc-backlink"], .e-content a.term'):
        assert page.find(id=link["href"][1:]).name in ("a", "dt")


def test_the_audit_finds_nothing(site):
    assert [f"{one.rule} {one.path}: {one.message}" for one in audit(BuiltSite(site.output))] == []
