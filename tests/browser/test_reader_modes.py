"""Reader modes keep the story and drop the page: Firefox's own library, run in the page as Firefox runs it."""

import pytest

from ..page_tools import module

pytestmark = pytest.mark.browser

READ = "() => new Readability(document.cloneNode(true)).parse()"


@pytest.fixture
def read(looker, page_types):
    def _read(name: str) -> dict:
        looker.set_viewport_size({"width": 1280, "height": 900})
        looker.goto(page_types[name])
        looker.evaluate(module("@mozilla/readability/Readability.js").read_text(encoding="utf-8") + "; undefined")
        return looker.evaluate(READ)

    return _read


@pytest.mark.parametrize("name", ["article", "plain-article", "german-article"])
def test_firefox_reads_who_what_and_when(read, looker, name):
    found = read(name)

    assert found["title"] == looker.locator("h1").inner_text()
    names = looker.locator(".byline__names .p-author").all_inner_texts()
    assert names
    assert all(one in found["byline"] for one in names)
    assert found["publishedTime"] == looker.locator(".byline .dt-published").get_attribute("datetime")
    assert found["siteName"] == "The Lamplighter"
    assert found["lang"] == looker.evaluate("document.documentElement.lang")


@pytest.mark.parametrize("name", ["article", "plain-article"])
def test_firefox_keeps_the_text_and_its_source_and_drops_the_furniture(read, looker, name):
    text = " ".join(read(name)["textContent"].split())

    paragraphs = [" ".join(one.split()) for one in looker.locator(".e-content > p").all_text_contents()]
    assert [one for one in paragraphs if one not in text] == []
    for part in (".credit", ".citations li", ".lead figcaption", ".points li"):
        for one in looker.locator(part).all_text_contents():
            assert " ".join(one.split()) in text, part
    for part in (".related h2", ".share .chips__label", ".foot", ".sections"):
        assert " ".join(looker.locator(part).first.text_content().split()) not in text, part
