"""Law of attribution: what readers and machines are told is what the writer said, all of it, and nothing else."""

import json
import re
from datetime import date

import feedparser
import pytest
from lxml import etree

from tests.conftest import builder

#: Facts that a writer may give of a source, and where each must then stand.
FACTS = {
    "url": "https://given.example/article",
    "title": "Given headline",
    "author": "Given Author",
    "published": "2025-03-04",
    "accessed": "2025-03-05",
    "archived": "https://archive.example/given",
    "license": "CC-BY-ND-3.0",
    "permission": "letter 17",
    "changes": "Given change.",
    "lang": "uk",
}
RELATIONS = ("based-on", "republished", "wire", "translated", "with-partner", "press-release", "via")
GIVEN = {
    "nothing": (),
    "address": ("url",),
    "all": tuple(FACTS),
    "terms": ("license", "permission"),
    "dates": ("published", "accessed"),
}


def site_text() -> str:
    text = "-- content/data/sources.yaml --\nthe-paper: {name: The Paper, permission: standing}\n"
    for relation in RELATIONS:
        for name, keys in GIVEN.items():
            facts = "".join(
                f"  {key}: {json.dumps(FACTS[key])}\n"
                for key in keys
                if not (key == "changes" and relation in ("republished", "wire"))
            )
            slug = f"{relation}-{name}"
            text += f"-- content/{slug}.md --\n---\ntitle: Story {slug}\ndate: 2026-01-02\nid: {slug}\nauthors: [Ann Bee]\nsources:\n- source: the-paper\n  relation: {relation}\n{facts}---\nText.\n"
    return text


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    built = builder(tmp_path_factory.mktemp("law"))(
        site_text(), more='NEWSROOM["license"] = ""\nMENUITEMS = []\nFEED_MAX_ITEMS = 100'
    )
    assert built.code == 0, built.log
    return built


def surfaces(site, slug: str) -> dict[str, str]:
    """What each surface says of a story, as text."""
    atom = etree.fromstring(site.text("/feeds/all.atom.xml").encode())
    rss = etree.fromstring(site.text("/feeds/all.rss.xml").encode())
    page = site.page(f"/2026/01/{slug}/")
    page.select_one(".story__foot").decompose()  # where readers may share it
    told = json.loads(site.text("/provenance.json"))["articles"]
    items = json.loads(site.text("/feeds/all.json"))["items"]
    return {
        "page": str(page.select_one("article")),
        "JSON-LD": " ".join(one.string for one in page.find_all("script", type="application/ld+json")),
        "Atom": next(
            etree.tostring(one, encoding="unicode")
            for one in atom.iter("{*}entry")
            if one.findtext("{*}id").endswith(f":{slug}")
        ),
        "RSS": next(
            etree.tostring(one, encoding="unicode")
            for one in rss.iter("item")
            if one.findtext("guid").endswith(f":{slug}")
        ),
        "JSON Feed": json.dumps(next(one for one in items if one["id"].endswith(f":{slug}"))),
        "provenance.json": json.dumps(next(one for one in told if one["id"] == slug)),
    }


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("relation", RELATIONS)
def test_no_date_licence_or_address_is_said_that_nobody_gave(site, relation, name):
    slug, given = f"{relation}-{name}", GIVEN[name]
    known = re.compile(r"news\.example|schema\.org|w3\.org|purl\.org")

    for surface, text in surfaces(site, slug).items():
        for key in ("url", "title", "author", "published", "accessed", "archived", "permission"):
            if key not in given:
                assert FACTS[key] not in text, (surface, key)
        hosts = {host for host in re.findall(r"https?://([\w.-]+)", text) if not known.search(host)}
        allowed = {"given.example"} if "url" in given else set()
        allowed |= {"archive.example"} if "archived" in given else set()
        allowed |= {"creativecommons.org"} if "license" in given else set()
        assert hosts <= allowed, (surface, hosts)
        told = re.sub(r' data-begins="[^"]*"', "", text)  # the day from which our own age notice is true
        days = {date.fromisoformat(one) for one in re.findall(r"\b\d{4}-\d{2}-\d{2}\b", told)}
        assert days <= {
            date(2026, 1, 2),
            *(date.fromisoformat(FACTS[key]) for key in ("published", "accessed") if key in given),
        }, surface


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_fact_that_was_given_stands_where_it_belongs(site, relation):
    told = surfaces(site, f"{relation}-all")
    source = json.loads(told["provenance.json"])["sources"][0]
    wanted = {
        key: value for key, value in FACTS.items() if not (key == "changes" and relation in ("republished", "wire"))
    }

    assert source == {"name": "The Paper", "relation": relation, **wanted}
    assert json.loads(told["JSON Feed"])["_provenance"]["sources"] == [source]
    for fact in (FACTS["url"], FACTS["title"], FACTS["author"], FACTS["archived"]):
        assert fact in told["page"]
    entry = next(
        one for one in feedparser.parse(site.text("/feeds/all.atom.xml")).entries if one.id.endswith(f":{relation}-all")
    )
    via = [link.href for link in entry.links if link.rel == "via"]
    assert via == ([] if relation == "with-partner" else [FACTS["url"]])
