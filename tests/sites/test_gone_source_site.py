"""A source whose article has gone from the web: readers are sent to its archived copy, and every surface tells it alike."""

import json
import sys

import jsonschema
import pytest

from tests.conftest import builder, run

ORIGINAL = "https://gazette.example/tram"
COPY = "https://web.archive.org/web/20261101000000/https://gazette.example/tram"
SAYS = {
    "en": "The original is no longer online; the link leads to an archived copy.",
    "de": "Das Original ist nicht mehr online; der Link führt zu einer Archivkopie.",
    "fr": "L’original n’est plus en ligne ; le lien mène à une copie archivée.",
    "es": "El original ya no está en línea; el enlace lleva a una copia archivada.",
    "uk": "Оригінал більше не доступний в мережі; посилання веде до архівної копії.",
    "ar": "لم يعد الأصل متاحًا على الإنترنت؛ يؤدي الرابط إلى نسخة مؤرشفة.",
}
ONE = """
-- content/{lang}.md --
---
title: Tram {lang}
lang: {lang}
date: 2026-11-02
id: {lang}1
sources:
- {{name: Gazette, url: "{original}", title: The tram, archived: "{copy}", gone: true}}
---
A line of nine kilometres.
"""
OTHERS = f"""
-- content/classic.md --
Title: By the old header
Date: 2026-11-03
Id: classic1
Source: Gazette
Source_URL: {ORIGINAL}
Source_Archive: {COPY}
Source_Gone: true

Text.
-- content/toml.md --
+++
title = "Two, one of them without a copy"
date = 2026-11-03
id = "toml1"
[[sources]]
name = "Gazette"
url = "{ORIGINAL}"
archived = "{COPY}"
gone = true
[[sources]]
name = "Post"
url = "https://post.example/1"
gone = true
+++
Text.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pages = "".join(ONE.format(lang=lang, original=ORIGINAL, copy=COPY) for lang in SAYS)
    built = builder(tmp_path_factory.mktemp("gone"))(pages + OTHERS)
    assert built.code == 0, built.log
    return built


def address(lang: str) -> str:
    return f"/2026/11/{lang}/" if lang == "en" else f"/{lang}/2026/11/{lang}/"


@pytest.mark.parametrize("lang", SAYS)
def test_the_credit_leads_to_the_copy_and_says_so_in_the_page_s_language(site, lang):
    page = site.page(address(lang))
    credit, cited = page.select_one("p.credit"), page.select_one(".citations li")

    assert credit.a["href"] == COPY
    assert SAYS[lang] in credit.text
    assert SAYS[lang] in cited.text
    assert cited.select_one(".u-url, a[href^='https://web']")["href"] == COPY
    assert ORIGINAL not in site.links(address(lang))


def test_machines_are_told_both_addresses_and_which_of_them_holds(site):
    documents = [
        json.loads(one.string) for one in site.page("/2026/11/en/").find_all("script", type="application/ld+json")
    ]
    work = next(one["isBasedOn"] for one in documents if "isBasedOn" in one)
    told = json.loads(site.text("/provenance.json"))
    sources = {one["id"]: one["sources"] for one in told["articles"]}
    via = {link["href"] for link in site.page("/feeds/all.atom.xml").find_all("link", rel="via")}

    jsonschema.Draft202012Validator(json.loads(site.text("/provenance.schema.json"))).validate(told)
    assert (work["url"], work["archivedAt"]) == (ORIGINAL, COPY)
    assert sources["classic1"] == [
        {"name": "Gazette", "relation": "based-on", "url": ORIGINAL, "archived": COPY, "gone": True}
    ]
    assert via == {COPY, "https://post.example/1"}


def test_of_several_sources_each_is_told_by_name(site):
    credit = " ".join(site.page("/2026/11/toml/").select_one("p.credit").text.split())

    assert f"Gazette: {SAYS['en']}" in credit
    assert "Post: The original is no longer online." in credit


def test_the_audit_finds_that_all_surfaces_agree(site):
    ran = run([sys.executable, "-m", "pelican.plugins.newsroom", "audit", "output", "--content", "content"], site.root)

    assert ran.returncode == 0, ran.stdout + ran.stderr
