"""Who and what the head and JSON-LD of a story name, against its page: a finding for each fault, none for what is sound."""

from types import SimpleNamespace

import pytest
from pelican.plugins.checks.persons import _closed, _names

from tests.checks.planting import STORY, findings, in_page, put, silent, spread, swapped, told

OWN, COPIED = "2026/11/own/index.html", "2026/11/copied/index.html"
BY, SA = "https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by-sa/4.0/"


def head(markup: str):
    return swapped("</title>", f"</title>{markup}")


#: What is planted -> (file, how, rule and file of a finding).
FAULTS = {
    "another author in the head": (STORY, head('<meta name="author" content="Dan Eff">'), f"E06 {STORY}"),
    "another author for catalogues": (STORY, head('<meta name="citation_author" content="Somebody Else">'), f"E06 {STORY}"),
    "another author on a card": (STORY, head('<meta property="article:author" content="Dan Eff">'), f"E06 {STORY}"),
    "another headline on a card": (STORY, head('<meta name="twitter:title" content="What we saw">'), f"E06 {STORY}"),
    "another description on a card": (STORY, head('<meta name="twitter:description" content="All.">'), f"E06 {STORY}"),
    "another translator on the page": (STORY, swapped("Translated by Eve Gee", "Translated by Ann Bee"), f"E06 {STORY}"),
    "no translator on the page": (STORY, put("<p>Translated by .*?</p>", ""), f"E06 {STORY}"),
    "no translator in JSON-LD": (STORY, in_page(lambda node: node.pop("translator")), f"E06 {STORY}"),
    "another editor in JSON-LD": (STORY, in_page(lambda node: node["editor"][0].update(name="Eve Hay")), f"E06 {STORY}"),
    "an editor whom another story names": (OWN, put(r'(<p class="byline__meta">)', r"<p>Edited by Dan Eff</p>\1"), f"E06 {OWN}"),
    "another page of an author in JSON-LD": (STORY, in_page(lambda node: node["author"][0].update(url="https://news.example/author/cee-dee/")), f"E06 {STORY}"),
    "another publisher": (STORY, in_page(lambda node: node["publisher"].update(name="Else")), f"E06 {STORY}"),
    "no publisher": (STORY, in_page(lambda node: node.pop("publisher")), f"E06 {STORY}"),
    "another section on a card": (STORY, put('(article:section" content=")[^"]*', r"\1Sports"), f"E06 {STORY}"),
    "another tag on a card": (STORY, put('(article:tag" content=")[^"]*', r"\1lake"), f"E06 {STORY}"),
    "another language on a card": (STORY, put('(og:locale" content=")[^"]*', r"\1fr_FR"), f"E06 {STORY}"),
    "another site on a card": (STORY, put('(og:site_name" content=")[^"]*', r"\1Else"), f"E06 {STORY}"),
    "the picture of another story on a card": (STORY, put('(og:image" content="[^"]*/)[^"/]*', r"\1own-1.png"), f"E06 {STORY}"),
    "a lasting link to another story": (STORY, put('(rel="bookmark"[^>]*href="[^"]*)straits/', r"\1own/"), f"E06 {STORY}"),
    "another story that is shared": (STORY, swapped("</article>", '<button data-share="https://news.example/2026/11/own/">x</button></article>'), f"E06 {STORY}"),
    "the words of a licence in a citation": (COPIED, swapped("CC BY 4.0</a>", "CC BY-SA 4.0</a>"), f"E06 {COPIED}"),
    "the link of a licence in a citation": (COPIED, put(rf'(h-cite">.*?<a href="){BY}', rf"\1{SA}"), f"E06 {COPIED}"),
    "the day of a work in a citation": (COPIED, put(r'(h-cite">.*?datetime=")2026-11-21">21', r'\g<1>2026-11-20">20'), f"E06 {COPIED}"),
}  # fmt: skip

test_a_planted_fault_is_found = told(FAULTS)

#: What is changed -> (file, how).
SOUND = {
    "authors in the head": (STORY, head('<meta name="author" content="Ann Bee, Cee Dee"><meta name="citation_author" content="Cee Dee">')),
    "the page of an author in the head": (STORY, head('<meta property="article:author" content="https://news.example/author/ann-bee/">')),
    "a headline with the name of the site": (STORY, head('<meta name="twitter:title" content="Straits and the law | News">')),
    "a language with its country": (STORY, put('(og:locale" content=")[^"]*', r"\1en_GB")),
    "a section in other letters": (STORY, put('(article:section" content=")[^"]*', r"\1WORLD")),
    "a picture of the site on a card": (STORY, put('(og:image" content=")[^"]*', r"\1https://news.example/images/a.png")),
    "a link to share elsewhere": (STORY, swapped("</article>", '<a rel="nofollow" href="https://else.example/share?url=x">x</a></article>')),
}  # fmt: skip

test_what_is_sound_is_not_accused = silent(SOUND)


def test_an_author_that_the_whole_site_names_is_not_accused(built, tmp_path):
    output = spread(built.output, tmp_path / "output", head('<meta name="author" content="The News">'))

    assert findings(output) == []


def test_a_longer_name_is_another():
    assert _names("By Ann BeeEdited by Cee", "Ann Bee")
    assert not _names("By Ann Beecham", "Ann Bee")
    assert not _names("By Jo-Ann Bee-Smith", "Ann Bee")


BOTH = {"googlebot": "noindex", "googlebot-news": "noindex"}


@pytest.mark.parametrize(
    ("robots", "told"),
    [
        ([BOTH, {"googlebot": "noindex"}], ["googlebot-news may list this reprint, which others may not"]),
        ([BOTH, {"googlebot-news": "noindex,follow"}], ["googlebot may list this reprint, which others may not"]),
        ([BOTH, {"robots": "noindex"}], []),
        ([BOTH, {}], []),  # its licence lets everybody list it
        ([{"googlebot-news": "noindex"}, {"googlebot-news": "noindex"}], []),
    ],
)
def test_a_reprint_is_kept_from_one_search_engine_as_from_the_other(robots, told):
    """Where a site keeps its reprints from one of them only, that is its policy."""
    pages = [SimpleNamespace(path=f"{at}.html", robots=said, relation="wire") for at, said in enumerate(robots)]
    own = SimpleNamespace(path="own.html", robots={"googlebot": "noindex"}, relation="")

    found = list(_closed([SimpleNamespace(page=page) for page in [*pages, own]]))

    assert [one.message for one in found] == told
    assert {one.path for one in found} <= {"1.html"}
