"""What readers see against what machines are told, and feeds' own texts: a finding for each fault, none for what is sound."""

from datetime import datetime

import pytest
from babel import localedata
from babel.dates import format_date
from pelican.plugins.checks.shown_times import differs
from pelican.plugins.newsroom.words import Words

from tests.checks.planting import (
    ATOM,
    JSON,
    PROVENANCE,
    RSS,
    STORY,
    findings,
    in_json,
    in_text,
    item,
    part,
    planted,
    put,
    swapped,
    told,
)
from tests.conftest import builder, picture

GERMAN = "de/2026/11/own/index.html"
BY, ZERO = "https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/publicdomain/zero/1.0/"
LEAD = '"@type": "ImageObject"'


LINK = '&lt;a href="https://news.example/2026/11/copied/'
#: What is planted -> (file, how, rule and file of a finding).
FAULTS = {
    "the day that readers see": (STORY, swapped("20 November 2026, 08:00", "21 November 2026, 08:00"), f"E06 {STORY}"),
    "the month": (STORY, swapped("20 November 2026, 08:00", "20 October 2026, 08:00"), f"E06 {STORY}"),
    "the year": (STORY, swapped("20 November 2026, 08:00", "20 November 2025, 08:00"), f"E06 {STORY}"),
    "the hour": (STORY, swapped("20 November 2026, 08:00", "20 November 2026, 18:00"), f"E06 {STORY}"),
    "the day in German": (GERMAN, swapped("23. November 2026, 09:00", "24. November 2026, 09:00"), f"E06 {GERMAN}"),
    "the month in German": (GERMAN, swapped("23. November 2026, 09:00", "23. Dezember 2026, 09:00"), f"E06 {GERMAN}"),
    "the day of a correction": (STORY, swapped('datetime="2026-11-21">21 November', 'datetime="2026-11-21">22 November'), f"E06 {STORY}"),
    "the day on a card": ("2026/11/index.html", swapped(">20 November 2026<", ">19 November 2026<"), "E06 2026/11/index.html"),
    "another name in the browser": (STORY, swapped("<title>Straits and the law", "<title>What we saw"), f"E06 {STORY}"),
    "a name that is escaped twice": (STORY, swapped("<title>Straits and", "<title>Straits &amp;amp; and"), f"E06 {STORY}"),
    "the licence of the picture in JSON-LD": (STORY, put(rf'({LEAD}.*?"license": ")[^"]*', rf"\\1{ZERO}"), f"E06 {STORY}"),
    "no licence of the picture in JSON-LD": (STORY, put(rf'({LEAD}.*?), "license": "[^"]*"', r"\1"), f"E06 {STORY}"),
    "the licence below the picture": (STORY, swapped("(CC-BY-4.0)", "(CC0-1.0)"), f"E06 {STORY}"),
    "no licence below the picture": (STORY, swapped(" (CC-BY-4.0)", ""), f"E06 {STORY}"),
    "the credit below the picture": (STORY, swapped(">Ann Bee (CC-BY", ">Cee Dee (CC-BY"), f"E06 {STORY}"),
    "the caption in JSON-LD": (STORY, swapped('"caption": "The strait"', '"caption": "The sea"'), f"E06 {STORY}"),
    "another licence as SPDX": (PROVENANCE, in_json(lambda read: item(read, "straits").update(license="CC0-1.0")), f"E06 {PROVENANCE}"),
    "the rights in Atom": (ATOM, swapped(f"<rights>{BY}", f"<rights>{ZERO}"), f"E06 {ATOM}"),
    "the rights in RSS": (RSS, swapped(f"<dc:rights>{BY}", f"<dc:rights>{ZERO}"), f"E06 {RSS}"),
    "a change before its time in the sitemap": ("sitemap-1.xml", put(r"(straits/</loc><lastmod>)[^<]*", r"\g<1>2026-11-20T08:00:00+00:00"), "E06 sitemap-1.xml"),
    "a change on another day in the sitemap": ("sitemap-1.xml", put(r"(straits/</loc><lastmod>)[^<]*", r"\g<1>2026-11-25"), "E06 sitemap-1.xml"),
    "no change in the sitemap": ("sitemap-1.xml", put(r"(straits/</loc>)<lastmod>[^<]*</lastmod>", r"\1"), "E06 sitemap-1.xml"),
    "the newest change in the index": ("sitemap.xml", put(r"<lastmod>[^<]*", "<lastmod>2026-11-26T00:00:00+00:00"), "E06 sitemap.xml"),
    "a page twice in the sitemap": ("sitemap-1.xml", put(r"(<url><loc>https://news.example/about/</loc>.*?</url>)", r"\1\1"), "E06 sitemap-1.xml"),
    "a path in the sitemap": ("sitemap-1.xml", swapped("<loc>https://news.example/about/", "<loc>/about/"), "E06 sitemap-1.xml"),
    "half an address in the sitemap": ("sitemap-1.xml", swapped("<loc>https://news.example/about/", "<loc>https://news.example/about"), "E06 sitemap-1.xml"),
    "no language in the sitemap": ("sitemap-1.xml", put(r'<xhtml:link rel="alternate" hreflang="de"[^>]*>', ""), "E06 sitemap-1.xml"),
    "another language in the sitemap": ("sitemap-1.xml", swapped('hreflang="de"', 'hreflang="fr"'), "E06 sitemap-1.xml"),
    "the headline in the news sitemap": ("news-sitemap.xml", swapped("What we saw ourselves</", "What they saw</"), "E06 news-sitemap.xml"),
    "the date in the news sitemap": ("news-sitemap.xml", swapped("2026-11-23T08:00:00+00:00", "2026-11-22T08:00:00+00:00"), "E06 news-sitemap.xml"),
    "the language in the news sitemap": ("news-sitemap.xml", swapped("language>de<", "language>en<"), "E06 news-sitemap.xml"),
    "a page in the news sitemap": ("news-sitemap.xml", swapped("https://news.example/2026/11/own/", "https://news.example/about/"), "E06 news-sitemap.xml"),
    "a file of the maker in a feed": (ATOM, in_text(LINK, '&lt;a href="file:///home/ann/copied/'), f"E24 {ATOM}"),
    "the maker's machine in a feed": (RSS, in_text(LINK, '&lt;a href="http://localhost:8000/2026/11/copied/'), f"E24 {RSS}"),
    "a path in a feed": (JSON, swapped('<a href=\\"https://news.example/2026/11/copied/', '<a href=\\"/2026/11/copied/'), f"E10 {JSON}"),
    "a dead link in a feed": (ATOM, in_text(LINK, '&lt;a href="https://news.example/2026/11/copid/'), f"E10 {ATOM}"),
    "an unsafe address in a feed": (RSS, in_text(LINK, '&lt;a href="javascript:alert(1)//'), f"E19 {RSS}"),
    "a mark of a template in a feed": (ATOM, swapped("&lt;p&gt;Our words", "&lt;p&gt;{{ article.title }} Our words"), f"E24 {ATOM}"),
    "a file of the maker on a page": (STORY, swapped("</article>", '<a href="file:///home/ann/a.txt">x</a></article>'), f"E24 {STORY}"),
    "a file of Windows on a page": (STORY, swapped("</article>", r'<a href="C:\Users\ann\a.txt">x</a></article>'), f"E24 {STORY}"),
    "the author of a source in JSON-LD": (STORY, put(r'("isBasedOn": \{)', r'\1"author": {"@type": "Person", "name": "Somebody"}, '), ""),
    "the licence of a source in JSON-LD": (STORY, put(r'("isBasedOn": \{)', rf'\1"license": "{ZERO}", '), ""),
}  # fmt: skip


test_a_planted_fault_is_found = told(FAULTS)


SOUND = {
    "a cut name in the browser": (STORY, swapped("<title>Straits and the law |", "<title>News: Straits and the law |")),
    "code in a feed": (ATOM, swapped("&lt;p&gt;Our words", '&lt;p&gt;&lt;code&gt;{{ page }} &amp;lt;a href="file:///a"&amp;gt;&lt;/code&gt; Our words')),
    "a time that says how long ago": (STORY, swapped("20 November 2026, 08:00", "last Friday")),
    "a day in numbers": (STORY, swapped("20 November 2026, 08:00", "20.11.2026")),
    "a day as Americans write it": (STORY, swapped("20 November 2026, 08:00", "Nov. 20th, 2026 at 8:00 AM")),
    "a sitemap that says the day alone": ("sitemap-1.xml", put(r"(own/</loc><lastmod>2026-11-23)[^<]*", r"\1")),
    "a licence as SPDX": (PROVENANCE, in_json(lambda read: item(read, "straits").update(license="CC-BY-4.0"))),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_is_not_accused(name, built, tmp_path):
    file, plant = SOUND[name]

    found = planted(built.output, tmp_path / "output", file, plant)

    # That one surface of several was changed is told by itself.
    assert [one for one in found if "sitemap.xml" not in one and "another text" not in one] == []


def ways_to_write(day: datetime, words: Words):
    yield from (words.moment(day), words.day(day), words.month(day))
    yield from (format_date(day, form, locale=words.locale) for form in ("short", "medium", "long", "full"))
    yield from (f"{day:{form}}" for form in ("%d.%m.%Y", "%m/%d/%Y", "%Y-%m-%d", "%a %d %B %Y", "%b %d, %Y", "%A, %d. %B %Y at %I:%M %p", "%d/%m/%Y %H:%M"))  # fmt: skip


def test_no_language_is_accused_of_its_own_days():
    for lang in sorted({one.split("_")[0] for one in localedata.locale_identifiers()}):
        words = Words(lang)
        for month in range(1, 13):
            day = datetime(2026, month, 9, 8, 30)
            assert [one for one in ways_to_write(day, words) if differs(day.isoformat(), one, lang)] == [], lang


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es", "pt", "pl", "uk", "ru", "ar", "he", "fa", "hi", "ja", "zh", "ko", "tr", "el", "eu"])  # fmt: skip
def test_another_day_is_told_in_every_language_that_we_speak(lang):
    words = Words(lang)
    for month in range(1, 13):
        shown = words.moment(datetime(2026, month, 9, 8, 30))
        for other in (
            datetime(2026, month, 19, 8, 30),
            datetime(2025, month, 9, 8, 30),
            datetime(2026, month, 9, 8, 45),
        ):
            assert differs(other.isoformat(), shown, lang) or (lang in ("ja", "zh", "ko") and other.minute), (
                shown,
                other,
            )


PICTURED = "2026/11/part-2/index.html"


@pytest.fixture(scope="module")
def pictured(tmp_path_factory):
    """Six stories with a picture; the last has no caption."""
    root = tmp_path_factory.mktemp("pictured")
    picture(root / "content/images/a.png")
    facts = "src: images/a.png, alt: The sea, credit: Cee Dee, license: CC-BY-4.0"
    captioned = f"{facts}, caption: The strait"
    made = builder(root)("".join(part(n, f"image: {{{captioned if n < 6 else facts}}}") for n in range(1, 7)))
    assert made.code == 0, made.log
    return made


def test_a_picture_may_have_its_credit_alone_where_others_have_captions(pictured):
    assert findings(pictured.output) == []


test_what_is_said_of_a_picture_is_missed = told({
    "a caption": (PICTURED, swapped('"caption": "The strait", ', ""), f"E06 {PICTURED}"),
    "a credit": (PICTURED, swapped('"creditText": "Cee Dee", ', ""), f"E06 {PICTURED}"),
}, "pictured")  # fmt: skip
