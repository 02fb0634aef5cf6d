"""The editor's scripts and `newsroom check` say the same of the same stories, and speak of sources in the same words."""

import itertools
import json
import random
import subprocess
import sys

import pytest
from pelican.plugins.editor.facts import facts_of
from pelican.plugins.editor.site_shelves import known_of
from pelican.plugins.newsroom.plugin import desk_for_site

from ..conftest import run, write
from .desk_tools import asked, laid_out

SITE = """-- content/data/tags.yaml --
nato: {name: NATO, aliases: [North Atlantic Treaty Organization]}
oceans: oceans
old: {name: old stuff, status: junk}
-- content/data/categories.yaml --
science: Science
sea: {name: The Sea, aliases: [Oceans and Seas]}
-- content/data/authors.yaml --
ann-bee: {name: Ann Bee, aliases: [A. Bee]}
-- content/data/sources.yaml --
gazette: {name: Harbour Gazette, allowed: [based-on, via, translated], url: 'https://gazette.example/'}
wire: {name: Northern Wire, kind: agency, permission: contract of 2026}
pile: {name: Newspile, kind: aggregator}
doubt: {name: Doubtful Post, status: withdrawn, acknowledged: [aaaaaaaaaaaa]}
nd: {name: No Derivatives, license: CC-BY-ND-4.0}
rundschau: {name: Rundschau, license: CC-BY-SA-4.0, sentences: {via: 'Seen in {source} first.'}}
-- content/pages/about.md --
---
title: About and contact and corrections
---
Text.
"""
GOOD = {
    "title": "Why tides turn", "deck": "The moon pulls, the sea answers, and every harbour has its own delay.",
    "date": "2026-11-20 09:00", "authors": ["Ann Bee"], "categories": ["Science"], "tags": ["NATO"], "type": "explainer",
}  # fmt: skip
BODY = "Twice a day the sea comes in.\n"
#: What is changed of a good story, one thing at a time. A third part is another text.
CASES = [
    {"sources": [{"source": "doubt", "url": "https://d.example/a"}]}, {"id": "aaaaaaaaaaaa", "sources": [{"source": "doubt", "url": "https://d.example/a"}]},
    {"sources": [{"source": "nd", "relation": "republished", "changes": "A map.", "url": "https://d.example/a"}]}, {"title": "A <b>bold</b> claim"}, {"slug": "a b"}, {"slug": "..."},
    {"license": "javascript:x"}, {"image": {"alt": "No file."}}, {"sources": [{"source": "pile", "url": "https://p.example/a", "upstream": {"url": "https://u.example/"}}]},
    {}, {"title": None}, {"title": "T" * 111}, {"title": "T" * 110}, {"title": "Fish &amp; " + "c" * 104}, {"deck": None}, {"deck": "Short."},
    {"deck": "d" * 39}, {"deck": "d" * 40}, {"deck": "d" * 221}, {"deck": "d" * 220}, {"deck": "why TIDES -- turn!"}, {"deck": "Why tides turn again."},
    {"date": None}, {"date": None, "status": "draft"}, {"date": "20.11.2026"}, {"date": "2026-02-30"}, {"date": "2026/1/5"}, {"date": "2026"},
    {"date": "2026-11-20T09:00:00.000Z"}, {"date": "2026-11-20 4:00pm"}, {"date": "2026-11-20 13:00pm"}, {"date": "2026-11-20 24:00"},
    {"date": "2026-11-20 09:00 +15:00"}, {"modified": "2026-11-19"}, {"modified": "2026-11-20 09:00 +01:00"}, {"modified": "2026-11-21"}, {"modified": "soon"},
    {"embargo": "2026-11-25 06:00"}, {"embargo": "2026-11-25T06:00+01:00"}, {"embargo": "2026-11-25"}, {"embargo": "tomorrow"}, {"expires": "1/2/26"},
    {"review_by": "2027-13-01"}, {"review_by": "2027-01-01"}, {"id": "a b"}, {"id": "x" * 65}, {"id": "5f0c1a7be2d4"}, {"lang": "english"}, {"lang": "de"},
    {"type": "essay"}, {"type": "Press release"}, {"status": "gone"}, {"status": "Draft"}, {"status": "withdrawn"},
    {"corrections": [{"text": "Nine, not eight."}]}, {"corrections": [{"date": "2026-11-22"}]}, {"corrections": [{"date": "22.11.2026", "text": "Nine."}]},
    {"corrections": [{"date": "2026-11-22", "text": "Nine."}]},
    {"image": {"src": "/images/a.svg"}}, {"image": {"src": "/images/a.svg", "alt": "A sea."}}, {"image": {"src": "/images/a.svg", "credit": "Ann"}},
    {"image": {"src": "/images/a.svg", "decorative": True, "credit": "Ann"}}, {"image": {"src": "../../etc/passwd", "alt": "A", "credit": "B"}},
    {"image": {"src": "javascript:alert(1)", "alt": "A", "credit": "B"}}, {"image": {"src": "https://x.example/a b.png", "alt": "A", "credit": "B"}},
    {"template": "../x"}, {"source_text": "c:\\x"}, {"url": "tides/"}, {"save_as": "tides/index.html"},
    {"tags": ["NATO", "nato"]}, {"tags": ["News"]}, {"tags": ["old stuff"]}, {"tags": ["Harbour Gazette"]}, {"tags": ["Science"]}, {"tags": ["Ann Bee"]},
    {"tags": ["north-atlantic treaty organization"]}, {"tags": ["unknown thing"]}, {"tags": []}, {"categories": ["Nowhere"]}, {"categories": ["oceans and seas"]},
    {"authors": ["Nobody Known"]}, {"authors": ["a. bee"]}, {"interviewees": ["Edda Marl"]}, {"interviewees": ["--"]}, {"storyline": "the tram"},
    {"sources": [{"source": "gazette"}]}, {"sources": [{"source": "gazette", "url": "https://gazette.example/a"}]}, {"sources": [{"url": "https://gazette.example/a"}]},
    {"sources": [{"url": "//gazette.example/a"}]}, {"sources": [{"url": "https://www.gazette.example/a"}]},
    {"sources": [{"title": "An article"}]}, {"sources": [{"source": "Nobody News", "url": "https://n.example/"}]}, {"sources": [{"name": "Nobody News", "url": "https://n.example/"}]},
    {"sources": [{"source": "gazette", "relation": "republished", "url": "https://g.example/a"}]}, {"sources": [{"source": "wire", "relation": "wire", "url": "https://w.example/a"}]},
    {"sources": [{"source": "pile", "url": "https://p.example/a"}]}, {"sources": [{"source": "pile", "relation": "via", "url": "https://p.example/a"}]},
    {"sources": [{"source": "pile", "url": "https://p.example/a", "upstream": {"name": "Ann's Paper"}}]}, {"sources": [{"source": "pile", "relation": "republished", "url": "https://p.example/a"}]},
    {"sources": [{"source": "pile", "relation": "republished", "license": "CC-BY-4.0", "url": "https://p.example/a", "upstream": {"name": "X"}}]},
    {"sources": [{"source": "gazette", "relation": "borrowed", "url": "https://g.example/a"}]}, {"sources": [{"source": "gazette", "relation": "original"}]},
    {"sources": [{"source": "gazette", "url": "javascript:alert(1)"}]}, {"sources": [{"source": "gazette", "url": "gazette.example/a"}]}, {"sources": [{"source": "gazette", "url": "//gazette.example/a"}]},
    {"sources": [{"source": "gazette", "url": "https://g.example/a", "archived": "ftp://x.example/"}]}, {"sources": [{"source": "gazette", "url": "https://g.example/a", "published": "yesterday"}]},
    {"sources": [{"source": "gazette", "url": "https://g.example/a", "lang": "Ukrainian"}]},
    {"type": "report", "sources": [{"source": "gazette", "url": "https://g.example/a"}]}, {"type": "analysis", "sources": [{"source": "gazette", "url": "https://g.example/a"}, {"source": "pile", "relation": "via", "url": "https://p.example/"}]},
    {"type": "report", "sources": [{"source": "gazette", "relation": "translated", "url": "https://g.example/a"}]},
]  # fmt: skip
TEXTS = [
    "", "# A title of its own\n\nText.\n", "## First\n\n#### Third\n", "## One\n\n### Two\n\n## Three\n", "# Second title\n", "```\n# no heading\n```\n",
    "![](/images/a.svg)\n", "![A sea.](/images/a.svg)\n", "`![](x.svg)`\n", "Read it [here](https://x.example/).\n", "Read [the report](https://x.example/).\n",
    "A [**Click here!**](https://x.example/) link.\n", "~~~~\n[here](https://x.example/)\n~~~~\n",
]  # fmt: skip
JUDGE = """
import { storyFormat } from "./story_format.js";
import { judged } from "./judging.js";
console.log(JSON.stringify(given.texts.map((text) => judged(storyFormat(given.facts).fromFile(text), given.facts))));
"""
CREDIT = """
import { creditOf, textOf } from "./credit.js";
console.log(JSON.stringify(given.sources.map(([lang, sources]) => textOf(creditOf({ sources }, given.facts, lang)))));
"""
#: Rules of `check` that look at other files as well, or at what stands in no table.
ELSEWHERE = {"E10", "E12", "W09", "W17", "W20", "W18", "W15", "W12", "W16"}
#: Rules that `check` asks when a story has a title and a date; in the editor nobody waits for these.
LATER = {"E01", "W01", "W02", "W08", "E14", "E08", "W10", "E05", "E18", "E20", "W03", "W06", "W28"}


def text_of(change, body=BODY) -> str:
    header = {key: value for key, value in {**GOOD, **change}.items() if value is not None}
    return f"---\n{json_lines(header)}---\n\n{body}"


def json_lines(header) -> str:
    """JSON is YAML, and says what is text."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in header.items())


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return laid_out(tmp_path_factory.mktemp("editor") / "desk")


@pytest.fixture(scope="module")
def stories():
    """Every case with the usual text, every text with a good header, and a hundred stories in which several things are wrong."""
    chance = random.Random(9)  # noqa: S311 (a seeded choice guards no secret)
    mixed = []
    for _ in range(100):
        change = {}
        for one in chance.sample(CASES, 3):
            change |= one
        mixed.append(text_of(change, chance.choice([BODY, *TEXTS])))
    return [
        *(text_of(case) for case in CASES),
        *(text_of({}, text) for text in TEXTS),
        text_of({"title": None}, TEXTS[1]),
        *mixed,
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory, stories):
    """A site with all of them, each with an address of its own."""
    root = tmp_path_factory.mktemp("site")
    write(root, SITE)
    (root / "content" / "images").mkdir()
    (root / "content" / "images" / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    for number, text in enumerate(stories):
        (root / "content" / f"story-{number:03}.md").write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def build(site):
    return desk_for_site(str(site / "pelicanconf.py"))


@pytest.fixture(scope="module")
def facts(build):
    return json.loads(json.dumps(facts_of(build, known_of(build))))


@pytest.fixture(scope="module")
def checked(site, stories):
    """The rules that `newsroom check` names for each story."""
    ran = run([sys.executable, "-m", "pelican.plugins.newsroom", "check", "--format", "json"], site)
    found = [set() for _ in stories]
    for one in json.loads(ran.stdout):
        name = one["path"].rpartition("/")[2]
        if name.startswith("story-"):
            found[int(name[6:9])].add((one["rule"], one["severity"]))
    return found


def test_the_scripts_judge_as_check_does(desk, stories, facts, checked):
    told = asked(desk, JUDGE, {"facts": facts, "texts": stories})
    differ = []
    for text, ours, theirs in zip(stories, told, checked, strict=True):
        said = {(one["rule"], one["severity"]) for one in ours}
        wanted = {one for one in theirs if one[0] not in ELSEWHERE}
        more, less = said - wanted, wanted - said
        stands = ("E12", "error") not in theirs
        if not stands or any(one["at"][0] in ("title", "date") and one["severity"] == "error" for one in ours):
            more = {one for one in more if one[0] not in LATER}
        if any(one["at"] == ["image", "src"] for one in ours):
            less.discard(("E00", "error"))  # a file that is no path is then missing
        if more or less:
            differ.append((text, sorted(more), sorted(less)))

    assert not differ, "\n~~~\n".join(map(str, differ))
    assert {rule for one in checked for rule, _ in one} >= {row["rule"] for row in facts["rules"]} - {"E05"}


def test_a_fault_stands_at_its_field_and_says_what_to_do(desk, facts):
    texts = [text_of({"image": {"src": "/images/a.svg"}, "sources": [{"source": "gazette"}, {"source": "pile"}]})]
    [told] = asked(desk, JUDGE, {"facts": facts, "texts": texts})
    places = {(one["rule"], ".".join(map(str, one["at"]))) for one in told}

    assert {
        ("E08", "image.alt"),
        ("E09", "image.credit"),
        ("W03", "sources.0.url"),
        ("W06", "sources.1.upstream"),
    } <= places
    assert all(one["message"] and one["remedy"] and "{" not in one["message"] + one["remedy"] for one in told)


def test_a_site_that_judges_otherwise_has_another_table(tmp_path):
    write(tmp_path, SITE)
    with (tmp_path / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('\nCHECKS = {"severity": {"W02": "off", "W03": "error"}}\n')
    build = desk_for_site(str(tmp_path / "pelicanconf.py"))
    rules = {row["rule"]: row["severity"] for row in facts_of(build, known_of(build))["rules"]}

    assert "W02" not in rules
    assert rules["W03"] == "error"


def test_a_credit_has_the_same_words(desk, facts, build):
    from pelican.plugins.newsroom.credit import credit_of
    from pelican.plugins.newsroom.reading import read_text

    one = [{"source": name, "relation": relation, **more} for name, relation, more in itertools.product(
        ["gazette", "Northern Wire", "RUNDSCHAU", "Somebody Else"], facts["relations"],
        [{}, {"license": "CC-BY-NC-4.0"}, {"permission": "a letter"}, {"lang": "de"}, {"license": "https://creativecommons.org/licenses/by/4.0/"}],
    )]  # fmt: skip
    unnamed = [
        {"url": url} for url in ("//www.paper.example/a", "https://www.paper.example/a", "https://paper.example/a")
    ]
    several = [list(pair) for pair in itertools.combinations(one[::7], 2)] + [one[:3], one[3:9:2], [one[0], one[0]]]
    given = [("en", entry) for entry in [*([source] for source in [*one, *unnamed]), *several]]
    told = asked(desk, CREDIT, {"facts": facts, "sources": given})

    for (lang, sources), said in zip(given, told, strict=True):
        story = read_text(
            text_of({"sources": sources, "lang": lang}), "a.md", "a.md", "article", build.site, build.registries
        ).story
        assert story
        assert said == credit_of(story, build.registries).text, sources


def test_every_test_of_the_table_is_known_to_the_script(desk, facts):
    """A name that the script does not know would throw at the writer."""
    ran = subprocess.run(
        ["node", "--check", str(desk / "judging.js")], capture_output=True, encoding="utf-8", check=False
    )

    assert ran.returncode == 0
    text = (desk / "judging.js").read_text(encoding="utf-8")
    assert [
        row["test"] for row in facts["rules"] if f'"{row["test"]}": (' not in text and f"  {row['test']}: (" not in text
    ] == []
