"""A browser that looks at the site while it is written."""

import pytest

from ..conftest import write
from ..serving import serving

pytestmark = pytest.mark.browser

STORY = """-- content/city/tram.md --
---
title: The tram comes back
deck: Eleven stops, forty years later, and a bridge that has to carry it all.
date: 2026-11-20 09:00
---

The first rails were laid on Monday.
-- content/pages/about.md --
Title: About

Who is behind this site.
-- content/pages/contact.md --
Title: Contact

How to reach us.
"""


def test_the_page_follows_the_writer_and_says_what_is_wrong(browser, tmp_path):
    """With the page's own strict policy in force."""
    write(tmp_path, STORY)
    with serving(tmp_path) as desk:
        page = browser.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"http://127.0.0.1:{desk.port}/2026/11/tram/")

        desk.edit("content/city/tram.md", "on Monday", "on Tuesday")
        page.get_by_text("laid on Tuesday").wait_for()

        desk.edit("content/city/tram.md", "date: 2026-11-20", "date: 20.11.2026")
        panel = page.get_by_label("Problems of this site")
        panel.get_by_text("content/city/tram.md:4 E02").wait_for()
        assert page.get_by_text("laid on Tuesday").is_visible(), "the last good page stays below"
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        ends, begins = (
            one.evaluate("node => { const box = node.getBoundingClientRect(); return [box.top, box.bottom] }")
            for one in (page.locator("footer").last, panel)
        )
        assert ends[1] <= begins[0], "the last lines can be read above the panel"
        page.emulate_media(media="print")
        assert panel.is_hidden(), "nothing of it on paper"
        page.emulate_media(media="screen")

        desk.edit("content/city/tram.md", "date: 20.11.2026", "date: 2026-11-21")
        page.get_by_text("21 November 2026").first.wait_for()
        panel.wait_for(state="detached")
        assert desk.news()["problems"] == [], "nothing that would bring the panel back"
        page.close()

    assert said == []
