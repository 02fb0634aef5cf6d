"""What is told in other ways than the contract's: older names in heads, keys twice, what screen readers and drawings hold, Markdown that readers see."""

import re

import pytest
from pelican.plugins.newsroom.aria import strange_in
from pelican.plugins.newsroom.json_keys import read_json
from pelican.plugins.newsroom.page_facts import page_of

from tests.checks.conftest import site_of_lines
from tests.checks.planting import JSON, PROVENANCE, STORY, in_page, planted, put, silent, swapped, told

PART, LATER = "2026/11/part-2/index.html", "2026/11/part-9/index.html"
RIGHTS, NEWS = ".well-known/tdmrep.json", "news-sitemap.xml"
AN_HOUR_AGO = "2026-11-23T08:00:00+00:00"


@pytest.fixture(scope="package")
def lines(tmp_path_factory):
    return site_of_lines(tmp_path_factory.mktemp("lines"))


def in_head(markup: str):
    return swapped("</title>", f"</title>{markup}")


def meta(name: str, said: str):
    return in_head(f'<meta name="{name}" content="{said}">')


def in_text(markup: str):
    return swapped("<p>An opening paragraph", f"{markup}<p>An opening paragraph")


def outside(markup: str):
    return swapped("</main>", f"{markup}</main>")


test_a_planted_fault_is_found = told({
    "another title in Dublin Core": (STORY, meta("DC.title", "Something else"), f"E06 {STORY}"),
    "another day": (STORY, meta("citation_publication_date", "2019/01/02"), f"E06 {STORY}"),
    "somebody else who wrote it": (STORY, in_head('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Zed Zee">'), f"E06 {STORY}"),
    "a source that it has not": (STORY, meta("original-source", "https://tabloid.example/x"), f"E06 {STORY}"),
    "a headline twice in JSON-LD": (STORY, swapped('"headline": ', '"headline": "Another", "headline": '), f"E06 {STORY}"),
    "a title twice in provenance.json": (PROVENANCE, swapped('"title": ', '"title": "Another", "title": '), f"E06 {PROVENANCE}"),
    "a title twice in JSON Feed": (JSON, swapped('"title": ', '"title": "Another", "title": '), f"E06 {JSON}"),
    "a rule of no page": (RIGHTS, swapped('"location"', '"locatoin"'), f"E06 {RIGHTS}"),
    "a rule that reserves nothing": (RIGHTS, swapped('"tdm-reservation"', '"reservation"'), f"E06 {RIGHTS}"),
    "rules that are none": (RIGHTS, lambda text: f'{{"rules": {text}}}', f"E06 {RIGHTS}"),
    "a policy that is not there": (RIGHTS, swapped('"location"', '"tdm-policy": "https://news.example/policy.json", "location"'), f"E10 {RIGHTS}"),
    "a redirect to whatever host": ("_redirects", lambda text: f"/out/* https://:splat 301\n{text}", "E19 _redirects"),
    "strong words in Markdown": (STORY, in_text("<p>It is **not** so.</p>"), f"E24 {STORY}"),
    "a link in Markdown": (STORY, in_text("<p>It is [not](https://a.example/) so.</p>"), f"E24 {STORY}"),
    "a heading in Markdown": (STORY, in_text("<p>## Not so</p>"), f"E24 {STORY}"),
    "a note in Markdown": (STORY, in_text("<p>Not so.[^1]</p>"), f"E24 {STORY}"),
    "letters of another alphabet": (STORY, in_text("<p>It\u00e2\u20ac\u2122s not so</p>"), f"E24 {STORY}"),
    "nothing in place of a number": (STORY, outside("<span>undefined</span>"), f"E24 {STORY}"),
    "a role that there is not": (STORY, outside('<p role="statsu">x</p>'), f"E06 {STORY}"),
    "an attribute that there is not": (STORY, outside('<nav aria-lable="Ways">x</nav>'), f"E06 {STORY}"),
    "a frame without a title": (STORY, outside('<iframe src="https://news.example/about/"></iframe>'), f"E06 {STORY}"),
    "a sound that begins by itself": (STORY, outside('<video autoplay src="https://news.example/images/a.png"></video>'), f"E06 {STORY}"),
    "a tag that was given up": (STORY, outside("<marquee>x</marquee>"), f"E06 {STORY}"),
    "a page that begins anew": (STORY, in_head('<meta http-equiv="refresh" content="30">'), f"E06 {STORY}"),
    "a page that nobody may enlarge": (STORY, swapped("initial-scale=1", "initial-scale=1, user-scalable=no"), f"E06 {STORY}"),
    "a button without words": (STORY, outside("<button></button>"), f"W10 {STORY}"),
})  # fmt: skip
test_what_is_sound_is_not_accused = silent({
    "the same title and day": (STORY, in_head('<meta name="dc.title" content="Straits and the law | News"><meta name="date" content="2026-11-20">')),
    "the day of its last change": (STORY, meta("date", "2026-11-21")),
    "its own source": (STORY, in_head('<meta name="original-source" content="https://wire.example/1?a=1&amp;b=2">')),
    "itself as its source": (STORY, meta("syndication-source", "https://news.example/2026/11/straits/")),
    "a redirect to a host of one's own": ("_redirects", lambda text: f"/out/* https://:splat.else.example/ 301\n{text}"),
    "Markdown as code": (STORY, in_text("<p><code>**not** [so](https://a.example/)</code></p>")),
    "powers and arguments": (STORY, in_text("<p>2**3**4, a ** b ** c, **a and **b, a[0](b)</p>")),
    "words of other languages": (STORY, in_text("<p>S\u00c3O PAULO, \u00e2ge, 5 \u20ac</p>")),
    "nothing in a table": (STORY, outside("<table><tr><td>None</td></tr></table>")),
    "roles that there are": (STORY, outside('<p role="none presentation" aria-hidden="true" tabindex="0">x</p>')),
    "a picture that moves without a sound": (STORY, outside('<video autoplay muted src="https://news.example/images/a.png"></video>')),
})  # fmt: skip


def related_reason(text: str) -> str:
    """What readers see behind the first story of the list, which is the reason of the others too."""
    begin = text.index("data-related=")
    reason = re.search(r'data-reason="([^"]*)"', text[begin:])
    assert reason
    assert text.count(f": {reason[1]}<") > 1, text[begin : begin + 1500]
    return text.replace(f": {reason[1]}<", ": something else<", 1)


test_a_fault_among_several_parts_is_found = told({
    "a reason that stands beside another story only": (LATER, related_reason, f"E06 {LATER}"),
    "another story's name in a letter": (PART, put("mailto:[?]subject=[^&]*", "mailto:?subject=Part%209"), f"E06 {PART}"),
    "another story's address in a letter": (PART, put("(mailto:[^\"]*)part-2", r"\1part-9"), f"E06 {PART}"),
    "a letter to the newsroom": (PART, swapped("</main>", '<a href="mailto:?subject=Hello%20you">x</a></main>'), ""),
    "the page of somebody else": (PART, in_head('<meta property="article:author" content="https://news.example/author/nobody/">'), ""),
}, "lines")  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "strange"),
    [
        ('<script>a()</script>', "a <script>"),
        ('<rect onload="a()"/>', "onload"),
        ('<a href=" javascript:a()"><rect/></a>', "href"),
        ('<image href="https://else.example/a.gif"/>', "a picture of https://else.example/a.gif"),
        ('<foreignObject><iframe src="x"/></foreignObject>', "a <iframe>"),
        ('<a href="https://else.example/"><rect/></a>', ""),
        ("<title>onload</title>", ""),
    ],
)  # fmt: skip
def test_a_drawing_that_acts_is_told(markup, strange, tmp_path):
    from pelican.plugins.checks.built_site import BuiltSite
    from pelican.plugins.checks.file_forms import file_forms

    (tmp_path / "a.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{markup}</svg>')

    found = [one for one in file_forms(BuiltSite(tmp_path)) if one.rule == "E19"]

    assert [one.message.partition(":")[0] for one in found] == [f"the picture holds {strange}".partition(":")[0]][
        : bool(strange)
    ]
    assert all(not one.is_error for one in found)


def test_keys_that_stand_twice_are_named_and_the_last_counts():
    assert read_json('{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}') == ({"a": 3, "b": {"c": 2}}, ["c", "a"])


@pytest.mark.parametrize(
    ("given", "strange"),
    [
        ({"role": "statsu"}, 'role="statsu"'),
        ({"role": "doc-noteref"}, ""),
        ({"role": ""}, ""),
        ({"aria-hidden": "yes"}, 'aria-hidden="yes"'),
        ({"aria-label": " "}, 'aria-label=" "'),
        ({"tabindex": "5"}, 'tabindex="5"'),
        ({"tabindex": "-1", "aria-current": "page"}, ""),
    ],
)
def test_what_tells_a_screen_reader_nothing_is_named(given, strange):
    assert strange_in(given) == strange


def test_the_line_of_markdown_is_told():
    page = page_of("a.html", "<p>One.\n\nTwo **three** four.</p>")

    assert page.unmade == [("**three**", 3)]


def test_a_wrong_word_of_a_correction_is_not_hidden_by_one_that_is_missing(lines, tmp_path):
    """JSON-LD has lost the correction, and the page says another year than provenance.json: each is told."""

    def plant(text: str) -> str:
        text = in_page(lambda node: node.pop("correction"))(text)
        return text.replace("The 2 was wrong.", "The 7 was wrong.")

    found = planted(lines.output, tmp_path / "output", PART, plant)

    assert any("number of corrections of" in one and "JSON-LD" in one for one in found)
    assert any("corrections of" in one and "The 7 was wrong" in one and "The 2 was wrong" in one for one in found)


def test_each_kind_of_what_is_not_for_all_is_told_once(built, tmp_path):
    plant = outside('<marquee>a</marquee>\n<marquee>b</marquee>\n<p role="statsu">c</p>')

    found = [one for one in planted(built.output, tmp_path / "output", STORY, plant) if "all readers" in one]

    assert sorted(one.partition(": ")[2].partition(" is ")[0] for one in found) == [
        "<marquee>, which was given up,",
        'role="statsu"',
    ]
