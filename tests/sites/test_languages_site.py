"""A page speaks the language of its story; lists speak the site's."""

import re

import pytest

from tests.conftest import builder

STORIES = """
-- content/ports.md --
---
title: Ports
date: 2026-01-05
author: Ann Bee
category: World
tags: [trade]
source: {name: Harbour Wire, url: 'https://wire.example/1', title: Der Hafen, lang: de}
---
Ships come and go.
-- content/ports.ar.md --
---
title: الموانئ
date: 2026-01-06
author: Ann Bee
category: World
tags: [trade]
lang: ar
translation_of: ports
modified: 2026-01-08
corrections: [{date: 2026-01-07, kind: correction, text: كان العام خاطئًا.}]
---
تأتي السفن وتذهب.
-- content/tides.uk.md --
Title: Припливи
Date: 2026-01-07
Lang: uk
Category: World
Tags: trade

Місяць рухає море.
-- content/moon.uk.md --
Title: Місяць
Date: 2026-01-06
Lang: uk
Category: World
Tags: trade

Місяць світить уночі.
-- content/bogs.pl.md --
Title: Bagna
Date: 2026-01-08
Lang: pl
Category: World

Bagna rosną powoli.
-- content/moors.fi.md --
Title: Suot
Date: 2026-01-09
Lang: fi
Category: World

Suot kasvavat hitaasti.
-- words/pl.po --
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "{n} min read"
msgid_plural "{n} min read"
msgstr[0] "{n} min czytania"
msgstr[1] "{n} min czytania"
-- words/uk.po --
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Share this story"
msgstr "Розкажіть іншим"

msgid "Read next"
msgstr "Далі: {what}"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    built = builder(tmp_path_factory.mktemp("languages"))(STORIES, more='NEWSROOM = {**NEWSROOM, "locale": "words"}')
    assert built.code == 1, built.log  # for the one fault in words/uk.po
    return built


def test_an_archive_lists_what_is_in_no_other_language_and_a_sitemap_no_month_without_a_page(tmp_path, newsroom):
    """A translation of another month stands below no month, and one that is of no story of the site's language stands below its own."""
    built = builder(tmp_path)(
        "-- content/ports.md --\ntitle: Ports\ndate: 2026-01-05\ncategory: World\n\nShips come.\n"
        "-- content/ports.uk.md --\ntitle: Порти\ndate: 2026-02-06\ncategory: World\nlang: uk\ntranslation_of: ports\n\nКораблі.\n"
        "-- content/tides.md --\ntitle: Tides\ndate: 2026-03-06\ncategory: World\n\nThe moon.\n"
        "-- content/moon.uk.md --\ntitle: Місяць\ndate: 2026-03-07\ncategory: World\nlang: uk\n\nМісяць світить.\n",
        more='YEAR_ARCHIVE_URL, YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/", "{date:%Y}/index.html"\n'
        'MONTH_ARCHIVE_URL, MONTH_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/", "{date:%Y}/{date:%m}/index.html"',
    )
    audited = newsroom("audit", "output")
    listed = re.findall(
        r"<loc>https://news.example/(2026/\d\d/)</loc>", (built.output / "sitemap-1.xml").read_text(encoding="utf-8")
    )

    assert built.code == 0, built.log
    assert (listed, (built.output / "2026/02").exists()) == (["2026/01/", "2026/03/"], False)
    assert not [line for line in audited.stdout.split("\n") if "of another time" in line or "sitemap" in line]


def test_a_front_page_owes_a_feed_of_its_language_no_story(tmp_path, newsroom):
    """Where half of a site is in another language, half of its pages lead to each front page, and none is a list of its own."""
    texts = [
        f"-- content/tide{day}{ending} --\ntitle: Tide {day}{ending}\ndate: 2026-01-{day:02}\ncategory: Sea\naliases: /old/{day}{ending}/\n{lang}\nShips come and go, and {day} stay.\n"
        for day in range(1, 27)
        for ending, lang in ((".md", ""), (".uk.md", f"lang: uk\ntranslation_of: tide{day}\n"))
    ]
    built = builder(tmp_path)("".join(texts))
    audited = newsroom("audit", "output")

    assert built.code == 0, built.log
    assert "missing: it is in" not in audited.stdout


def test_an_arabic_story_has_an_arabic_page_from_right_to_left(site):
    page = site.page("/ar/2026/01/ports/")

    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert page.select_one(".skip").text == "انتقل إلى المحتوى"
    assert page.select_one(".dt-published").text == "6 يناير 2026، 00:00"
    assert "آخر تحديث: 8 يناير 2026، 00:00" in page.select_one(".byline").text
    assert "تتضمن هذه المادة تصحيحًا." in page.select_one(".corrected").text
    assert "تصحيح، 7 يناير 2026:" in page.select_one("[data-corrections]").text
    assert page.select_one(".byline__names").text.startswith("بقلم")


def test_what_is_in_another_language_says_so(site):
    page = site.page("/ar/2026/01/ports/")

    for part in (".masthead__name a", ".sections a"):
        assert (page.select_one(part)["lang"], page.select_one(part)["dir"]) == ("en", "ltr")
    assert not page.select_one(".skip").has_attr("lang")
    assert page.select_one('.chips a[href$="/tag/trade/"]')["dir"] == "auto", "no registry says what language it is in"
    title = site.page("/2026/01/ports/").select_one(".citations a[hreflang]")
    assert (title["lang"], title["hreflang"], title.text) == ("de", "de", "Der Hafen")


def test_versions_name_each_other_and_the_one_for_everybody_else(site):
    wanted = {
        "en": "https://news.example/2026/01/ports/",
        "ar": "https://news.example/ar/2026/01/ports/",
        "x-default": "https://news.example/2026/01/ports/",
    }

    for address in ("/2026/01/ports/", "/ar/2026/01/ports/"):
        page = site.page(address)
        assert {one["hreflang"]: one["href"] for one in page.select('link[rel="alternate"][hreflang]')} == wanted
    switch = site.page("/2026/01/ports/").select_one('.byline__meta a[hreflang="ar"]')
    assert (switch["lang"], switch["dir"], switch.text) == ("ar", "rtl", "العربية")


def test_lists_speak_the_site_s_language_and_say_which_title_does_not(site):
    page = site.page("/category/world/")

    assert page.html["lang"] == "en"
    assert not page.html.has_attr("dir")
    assert "January 2026" in page.text
    card = page.find("a", string="Припливи")
    assert (card["lang"], card["hreflang"]) == ("uk", "uk")


def test_each_language_has_a_front_page_that_its_stories_lead_to(site):
    page = site.page("/ar/")

    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert [one.text for one in page.select(".card__title a")] == ["الموانئ"]
    assert site.page("/ar/2026/01/ports/").select_one(".masthead__name a")["href"] == "https://news.example/ar/"
    assert site.page("/2026/01/ports/").select_one(".masthead__name a")["href"] == "https://news.example/"
    assert {one["hreflang"] for one in page.select('link[rel="alternate"][hreflang]')} == {
        "ar",
        "en",
        "fi",
        "pl",
        "uk",
        "x-default",
    }
    assert page.select_one('link[rel="canonical"]')["href"] == "https://news.example/ar/"
    assert page.select_one('main a[hreflang="uk"]').text == "українська"
    assert "feeds/ar.atom.xml" in site.text("/ar/")
    assert "<loc>https://news.example/uk/</loc>" in site.text("/sitemap-1.xml")


def test_reasons_are_in_the_language_of_the_page(site):
    reasons = {one["data-reason"] for one in site.page("/uk/2026/01/tides/").select("[data-reason]")}

    assert reasons == {"спільне: trade"}


def test_the_site_s_own_words_go_before_ours_and_add_a_language(site):
    assert "1 min czytania" in site.page("/pl/2026/01/bogs/").text
    assert "8 stycznia 2026" in site.page("/pl/2026/01/bogs/").text
    assert "Розкажіть іншим" in site.page("/uk/2026/01/tides/").text


def test_a_word_that_would_fill_in_what_nobody_gives_is_left_out_and_named(site):
    assert re.search(r"words/uk\.po:7: E00 \{what\} stands for nothing", site.log), site.log
    assert "Читайте далі" in site.page("/uk/2026/01/tides/").text


def test_a_language_without_a_catalogue_is_answered_in_english(site):
    page = site.page("/fi/2026/01/moors/")

    assert page.html["lang"] == "fi"
    assert "1 min read" in page.text


ARABIC = """
-- content/data/categories.yaml --
alam:
  name: العالم
  description: أخبار العالم
-- content/data/tags.yaml --
tijara:
  name: تجارة
-- content/mawani.md --
---
title: الموانئ
date: 2026-01-05
modified: 2026-01-09
author: ليلى
editor: منى
categories: [العالم]
tags: [تجارة]
deck: ما الذي يفعله الميناء
key_points: [الموانئ قديمة]
sources: [{name: الساحل, relation: based-on, url: 'https://sahel.example/1', title: الميناء, author: سامي, published: 2026-01-04, accessed: 2026-01-05, license: رخصة, archived: 'https://a.example/1', changes: أضفنا خريطة}]
corrections: [{date: 2026-01-07, kind: update, text: تغير العام}]
---
تأتي السفن وتذهب.

## لماذا

لأن البحر واسع.

## من

الجميع.
-- content/bahr.md --
---
title: البحر
date: 2026-01-06
author: ليلى
categories: [العالم]
tags: [تجارة]
---
البحر واسع.
-- content/bayan.md --
---
title: بيان الميناء
date: 2026-01-07
author: ليلى
categories: [العالم]
type: press-release
sources: [{name: هيئة الميناء, relation: press-release, url: 'https://harbour.example/1'}]
storyline: قصة
---
قالت الهيئة.
-- content/harfan.md --
---
title: خبر مسحوب
date: 2026-01-06
author: ليلى
categories: [العالم]
status: withdrawn
withdrawn: {date: 2026-01-08, text: لأنه خاطئ}
---
نص.
"""
#: Names that are the same everywhere, and addresses.
SAME = re.compile(r"JavaScript|https?://\S+|Mastodon|Bluesky|WhatsApp|LinkedIn|Reddit|provenance\.json|CC BY-SA 4\.0")


def test_on_a_site_in_arabic_no_word_of_ours_is_english(build):
    """What a plugin says without a mark shows here: every page, every feed's title."""
    built = build(ARABIC, more='DEFAULT_LANG = "ar"\nSITENAME = "المصباح"\nSITESUBTITLE = ""\nMENUITEMS = []')

    assert built.code == 0, built.log
    pages = list(built.output.rglob("*.html"))
    assert len(pages) > 12
    for path in pages:
        page = built.page("/" + path.relative_to(built.output).as_posix())
        for unseen in page.select("style, script, textarea"):
            unseen.decompose()
        spoken = [
            page.text,
            *(one[name] for name in ("aria-label", "alt", "data-reason") for one in page.select(f"[{name}]")),
        ]
        found = re.findall(r"[A-Za-z]{2,}", SAME.sub("", " ".join(spoken)))
        assert found == [], path
    for path in built.output.rglob("*.atom.xml"):
        assert re.findall(r"<title>[^<]*[A-Za-z]{2,}[^<]*</title>", path.read_text(encoding="utf-8")) == [], path
