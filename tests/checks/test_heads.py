"""Heads, headings, JSON-LD and copied texts against their like: a finding for each fault, and none for what is sound."""

import shutil

import pytest
from pelican.plugins.newsroom.page import Page

from tests.checks.conftest import site_of_lines
from tests.checks.planting import ATOM, STORY, findings, in_page, part, put, silent, spread, swapped, told, without
from tests.conftest import builder

COPIED, PACK = "2026/11/copied/index.html", "2026/11/straits/republish/text.txt"
CREDIT = "This article was originally reported by Harbour Wire."


def behind(markup: str):
    return swapped("</article>", f"{markup}</article>")


def in_text(markup: str):
    return swapped("<p>An opening paragraph", f"{markup}<p>An opening paragraph")


test_a_planted_fault_is_found = told({
    "a credit that the text says again": (STORY, in_text(f"<p>{CREDIT}</p>"), f"E06 {STORY}"),
    "a credit of another story in the text": ("2026/11/own/index.html", swapped("<p>Our words", f"<p>{CREDIT}</p><p>Our words"), "E06 2026/11/own/index.html"),
    "a credit in what nobody is shown": (STORY, put('(<p class="credit" data-relation.*?</p>)', r"<noscript>\1</noscript>"), f"E06 {STORY}"),
    "a credit without size": (STORY, swapped(' data-relation="based-on"', ' data-relation="based-on" style="font-size: 0"'), f"E06 {STORY}"),
    "a heading without words": (STORY, in_text("<h2></h2>"), f"E14 {STORY}"),
    "a link of another language": (STORY, behind('<a hreflang="de" href="/about/">x</a>'), f"E06 {STORY}"),
    "a handler that is not obeyed": (STORY, behind('<p onclick="x()">x</p>'), f"E06 {STORY}"),
    "a style of another site": (STORY, swapped("</head>", '<link rel="stylesheet" href="https://else.example/a.css"></head>'), f"E06 {STORY}"),
    "something behind the end": (STORY, lambda text: f"{text}<p>left</p>", f"E06 {STORY}"),
    "an unclosed element": (STORY, in_text("<section>"), f"E06 {STORY}"),
    "an end without its element": (STORY, swapped("</article>", "</div></article>"), f"E06 {STORY}"),
    "a picture that asks for no file": (STORY, behind('<img alt="">'), f"E21 {STORY}"),
    "another copy in JSON-LD": (STORY, in_page(lambda node: node["isBasedOn"].update(archivedAt="https://else.example/")), ""),
    "another backstory": (STORY, in_page(lambda node: node.update(backstory="Nothing.")), f"E06 {STORY}"),
    "another figure in a pack": (PACK, swapped("trade and ships", "trade and planes"), f"E06 {PACK}"),
    "a tag of another story on a card": (STORY, swapped('<meta property="article:tag"', '<meta property="article:tag" content="trade"><meta property="article:tag"'), f"E06 {STORY}"),
})  # fmt: skip
test_what_is_sound_is_not_accused = silent({
    "a comment behind the end": (STORY, lambda text: f"{text}<!-- kept -->\n"),
    "a link of its language": (STORY, behind('<a hreflang="en" href="/about/">x</a>')),
    "a picture that a script fills": (STORY, behind('<img alt="" data-src="/images/a.png">')),
    "a heading of a picture": (STORY, in_text('<h2><img src="/images/a.png" alt="" width="1200" height="630"></h2>')),
})  # fmt: skip


PART, PARTS = "2026/11/part-4/index.html", {
    "no width": without('<meta name="viewport"[^>]*>'),
    "another width": put('(name="viewport" content=")[^"]*', r"\1width=device-width, user-scalable=no"),
    "no type of document": swapped("<!DOCTYPE html>", ""),
    "no policy": without('<meta http-equiv="Content-Security-Policy"[^>]*>'),
    "no feed": without('<link rel="alternate" type="application/atom.xml"[^>]*>'),
    "a feed of another site": put('(rel="alternate" type="application/atom.xml"[^>]*href=")[^"]*', r"\1https://else.example/"),
    "no icon": without('<link rel="icon"[^>]*>'),
    "no title for other sites": without('<meta property="og:title"[^>]*>'),
    "no site for other sites": without('<meta property="og:site_name"[^>]*>'),
    "another kind for other sites": put('(og:type" content=")[^"]*', r"\1website"),
    "another site in its title": put("(<title>[^|]*[|])[^<]*", r"\1 Else"),
    "another way of writing": swapped('<html lang="en"', '<html lang="en" dir="rtl"'),
    "another kind of author": in_page(lambda node: node["author"][0].update({"@type": "Organization"})),
    "another page of an author": in_page(lambda node: node["author"][0].update(url="https://else.example/")),
    "another name of the house": in_page(lambda node: node["publisher"].update({"@id": "https://else.example/#org"})),
    "no topics for other sites": put('<meta property="article:tag"[^>]*>', ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def lined(tmp_path_factory):
    return site_of_lines(tmp_path_factory.mktemp("lined"))


test_what_nearly_all_stories_have_is_missed = told(
    {name: (PART, plant, f"E06 {PART}") for name, plant in PARTS.items()}, "lined"
)


test_a_front_page_of_a_site_without_a_line_is_not_accused = silent(
    {"no description": ("index.html", without('<meta (?:name|property)="(?:og:)?description"[^>]*>'))}, "lined"
)


@pytest.mark.parametrize(("front", "wanted"), [("The Bell: the front page", []), ("", ["E06 lost/index.html"])], ids=["the first page", "another"])  # fmt: skip
def test_the_first_page_of_a_new_site_may_be_called_by_the_name_of_the_site(front, wanted, tmp_path):
    """Nothing stands on it yet that it could be told by."""
    tops = {"": front or "The Bell", **{name: name for name in ("about", "contact", "tags", "authors", "terms")}}
    for path, top in (tops if front else {**tops, "lost": "Lost", "": "The Bell"}).items():
        folder = tmp_path / path
        folder.mkdir(exist_ok=True)
        title = "The Bell" if path in ("", "lost") else f"{top} | The Bell"
        head = f'<meta charset="utf-8"><title>{title}</title><link rel="canonical" href="https://bell.example/{path and path + "/"}">'
        (folder / "index.html").write_text(
            f'<!doctype html><html lang="en"><head>{head}</head><body><main><h1>{top}</h1></main></body></html>'
        )

    assert [one.partition(": ")[0] for one in findings(tmp_path) if "hold its h1" in one] == wanted


@pytest.mark.parametrize(
    ("path", "lang", "is_front"),
    [
        ("index.html", "en", True),
        ("pt-BR/index.html", "pt-BR", True),
        ("pt-br/index.html", "pt-BR", True),
        ("pt/index.html", "pt-BR", False),
        ("a/pt-br/index.html", "pt-BR", False),
        ("index.html/index.html", "en", False),
    ],
)
def test_the_front_page_of_a_language_is_known_by_its_folder(path, lang, is_front):
    """Two checks knew it in two ways, and one of them took that of a country's language for another page."""
    assert Page(path, lang).is_front is is_front


def test_what_no_page_may_do_without_is_told_once_where_none_has_it(lined, tmp_path):
    site = spread(lined.output, tmp_path / "output", lambda text: text.replace("<!DOCTYPE html>", "", 1))

    found = findings(site)

    assert len(found) == 1
    assert "does not begin with <!doctype html> (and " in found[0]


def test_a_card_that_calls_every_story_a_website(lined, tmp_path):
    site = spread(
        lined.output,
        tmp_path / "output",
        lambda text: text.replace('"og:type" content="article"', '"og:type" content="website"'),
    )

    found = findings(site)

    assert len(found) == 5
    assert all('its og:type is "website"' in one for one in found)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda node: node["publisher"].update(name="Daily Planet"), 'JSON-LD calls https://news.example/#org "Daily Planet" here'),
        (lambda node: node.pop("publisher"), "JSON-LD names no publisher of it (and of 4 more stories)"),
    ],
    ids=["another publisher", "none"],
)  # fmt: skip
def test_a_publisher_of_all_stories_that_is_not_that_of_the_site(lined, tmp_path, change, said):
    plant = in_page(change)
    site = spread(
        lined.output,
        tmp_path / "output",
        lambda text: (
            plant(text) if "creditText" in text or "alternativeHeadline" in text or '"NewsArticle"' in text else text
        ),
    )

    found = findings(site)

    assert any(said in one for one in found), found


@pytest.mark.parametrize(("robots", "are_told"), [("noindex, nofollow", []), ("index", ["E07", "E14"])])
def test_what_a_script_draws_and_nobody_is_to_find_is_no_page_for_readers(lined, tmp_path, robots, are_told):
    """An editor, as it stands in `/admin/`."""
    shutil.copytree(lined.output, tmp_path / "output")
    (tmp_path / "output/admin").mkdir()
    (tmp_path / "output/admin/desk.js").write_text("draw();", encoding="utf-8")
    head = f'<meta charset="utf-8"><meta name="robots" content="{robots}"><title>Editor</title>'
    page = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><script src="desk.js"></script></body></html>'
    (tmp_path / "output/admin/index.html").write_text(page, encoding="utf-8")

    found = [one.partition(" ")[0] for one in findings(tmp_path / "output") if " admin/" in one]

    assert [one for one in found if one in ("E07", "E14")] == are_told


def test_a_feed_is_as_new_as_the_last_story_that_was_taken_back(tmp_path):
    """A withdrawal that is newer than all stories can be published."""
    gone = ("status: withdrawn", "withdrawn: {date: 2026-11-22, text: It was wrong.}")
    stories = "".join(
        part(number, *(gone if number == 4 else ()), categories="World, Law", tags="sea, ships")
        for number in range(1, 5)
    )

    made = builder(tmp_path)(stories)

    assert 'when="2026-11-22T' in made.text(f"/{ATOM}")
    assert findings(made.output) == []
