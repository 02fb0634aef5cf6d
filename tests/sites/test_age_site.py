"""The age notice is in the page before it is true, so that a page stays the same from day to day."""

SITE = """
-- content/news.md --
---
title: News
date: 2026-01-05
category: World
---
It rains.
-- content/old.md --
---
title: Old
date: 2024-01-05
category: World
lang: uk
---
Дощ.
"""
#: 2026-11-24 and 2027-01-06, 12:00 UTC.
NEXT_DAY, NEXT_YEAR = "1795521600", "1799236800"


def test_a_page_says_its_age_when_it_is_true_and_does_not_change_before(build):
    built = build(SITE, more='NEWSROOM = {**NEWSROOM, "age_months": 12}')
    assert built.code == 0, built.log
    first = built.text("/2026/01/news/")
    notice = built.page("/2026/01/news/").select_one(".age")
    old = built.page("/uk/2024/01/old/").select_one(".age")

    assert (notice.has_attr("hidden"), notice["data-begins"]) == (True, "2027-01-06")
    assert (old.has_attr("hidden"), old.has_attr("data-begins")) == (False, False)
    assert "Цій статті понад 1 рік. Вона відображає те, що було відомо станом на січень 2024" in old.text

    assert build(SOURCE_DATE_EPOCH=NEXT_DAY).text("/2026/01/news/") == first
    assert not build(SOURCE_DATE_EPOCH=NEXT_YEAR).page("/2026/01/news/").select_one(".age").has_attr("hidden")
