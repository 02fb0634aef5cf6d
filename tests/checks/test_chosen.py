"""What an editor chose, against what a built site has: the home page, the beginning of a related list, what topics are about."""

import shutil
import sys

import pytest

from tests.checks.planting import ATOM, part, put, swapped, without
from tests.conftest import builder, run

HOME, PINNING, SEA, ANN = "index.html", "2026/11/part-1/index.html", "tag/sea/index.html", "author/ann-bee/index.html"
URL = "https://news.example/2026/11"
GONE = "2026/11/gone/index.html"
ASIDE = f'<article class="card"><h3><a href="{URL}/aside/">Aside from all others</a></h3></article>'
_CARD = r'<article class="card">.*?</article>'
_ITEM = r"<li[^>]*>\s*<a data-role.*?</li>"
_TOPICS = (
    "sea: {name: sea, key_story: part-1, description: All the salt water of the world and what lives in it.}"
    + "".join(
        f"\n{one}: {{name: {one}, key_story: part-1, description: All that we know of the {one} and of those who need it.}}"
        for one in ("ships", "wind", "tide", "moon")
    )
)
_PEOPLE = ("Ann Bee", "Cee Dee", "Eff Gee", "Hay Jay", "Kay Ell")
_AUTHORS = "\n".join(
    f"{one.lower().replace(' ', '-')}: {{name: {one}, bio: For many years {one} has written of the sea., email: {one[:3].lower()}@news.example}}"
    for one in _PEOPLE
)
_TERMS = "\n".join(
    f"{one}: {{name: {one}, definition: What is called a {one} by those who are out on the sea., key_story: part-1}}"
    for one in ("keel", "mast", "sail", "deck", "rope")
)
_WORDS = "Long years ago the harbour was a marsh, and nobody had seen a crane there before the railway came."

SITE = f"""
-- content/data/tags.yaml --
{_TOPICS}
-- content/data/front.yaml --
lead: part-3
pinned: [part-2, part-5, part-4]
sections: [World]
-- content/data/authors.yaml --
{_AUTHORS}
-- content/data/glossary.yaml --
{_TERMS}
-- content/aside.md --
---
id: aside-1
title: Aside from all others
date: 2026-11-12T09:00+00:00
status: hidden
authors: [Ann Bee]
categories: [World]
tags: [sea]
---
Whoever knows the address may read these words.
-- content/pages/about.md --
Title: About

Who we are. {_WORDS}
-- content/gone.md --
---
title: Taken back
id: dead-1
date: 2026-11-01
status: withdrawn
aliases: [taken]
withdrawn: {{date: 2026-11-02, text: It was wrong from the first line of it to the last.}}
---
Words that nobody may read again.
""" + "".join(
    part(
        number,
        "related: [part-6, part-2]\nrelated_exclude: [part-9]" if number == 1 else "",
        "related: [part-1, part-3]" if number > 7 else "",
        authors=", ".join(_PEOPLE),
        tags="sea, ships, wind, tide, moon",
    )
    for number in range(1, 10)
)


@pytest.fixture(scope="module")
def chosen(tmp_path_factory):
    made = builder(tmp_path_factory.mktemp("chosen"))(SITE)
    assert made.code == 0, made.log
    return made


def told(site, output, file="", plant=str) -> list[str]:
    """The findings of a copy of the site with a fault in one of its files."""
    shutil.copytree(site.output, output)
    if file:
        (output / file).write_text(plant((output / file).read_text(encoding="utf-8")), encoding="utf-8")
    command = [sys.executable, "-m", "pelican.plugins.newsroom", "audit", str(output), "-s", "publishconf.py"]
    return run(command, site.output.parent).stdout.splitlines()


def turned(pattern: str):
    """A fault: of two things in a row the second stands first."""
    return put(f"({pattern})(\\s*)({pattern})", r"\3\2\1")


def listed(name: str, said: str):
    """In a related list: the second story is another."""
    item = rf'<li>\n  <a data-role="background" data-reason="shares sea" href="{URL}/{name}/">{said}</a>\n  <span class="related__reason">Background, November 2026: shares sea</span>\n</li>'
    return put(rf"((?:{_ITEM}\s*){{2}}){_ITEM}", rf"\1{item}")


#: What is planted -> (file, how, words of a finding).
FAULTS = {
    "two pinned stories the wrong way round": (HOME, turned(_CARD), "stands before /2026/11/part-2/, and should behind it"),
    "another story leads": (HOME, put("part-3/(.*?)part-2/", r"part-2/\1part-3/"), "/2026/11/part-2/ stands first, and /2026/11/part-3/ should"),
    "a section in another order": (HOME, turned("<li><a class=.headlines__title.*?</li>"), "and should behind it"),
    "a story is missing on the home page": (HOME, without(_CARD), "/2026/11/part-2/ is missing, and"),
    "two pins the wrong way round": (PINNING, turned(_ITEM), "does not begin with what an editor put first: /2026/11/part-6/, /2026/11/part-2/"),
    "a pin behind what is alike": (PINNING, put(f"({_ITEM})(.*)({_ITEM})", r"\3\2\1"), "does not begin with what an editor put first"),
    "a pin is missing": (PINNING, without(_ITEM), "its related list lacks /2026/11/part-6/, which an editor put there"),
    "a story that was kept out": (PINNING, listed("part-9", "Part 9"), "leads to /2026/11/part-9/, which its story keeps out of it"),
    "a list that is too long": (PINNING, put(rf"(({_ITEM})(?:\s*{_ITEM})*)", r"\1\2"), "its related list holds 5 stories, and 4 are asked for"),
    "a topic that is said to be another in its head": (SEA, put('(name="description" content=")[^"]*', r"\1All about bread"), 'its head says "All about bread"'),
    "a topic that is said to be another": (SEA, swapped("<p>All the salt water", "<p>All the fresh water"), "which is not here"),
    "an author who is said to be another": (ANN, swapped("<p>For many years Ann", "<p>For a week Ann"), "which is not here"),
    "an author with another's address": (ANN, swapped("mailto:ann@", "mailto:cee@"), "does not lead to mailto:ann@news.example"),
    "a topic that begins elsewhere": (SEA, put('(topic__key.*?href="[^"]*/)part-1', r"\1part-2"), "does not lead to /2026/11/part-1/, which its registry names"),
    "a term that means another thing": ("glossary/index.html", swapped("called a mast by those who are out", "called a mast by those who are not out"), 'it explains "mast" otherwise'),
    "a term by another name": ("glossary/index.html", put(r"(<dt[^>]*>)mast", r"\1must"), 'it explains "mast" otherwise'),
    "a term is missing": ("glossary/index.html", without(r'<dt id="mast".*?</dd>'), 'it does not explain "mast"'),
    "a hidden story on a topic's page": (SEA, put(_CARD, ASIDE), "/2026/11/aside/ stands here, and is hidden"),
    "a hidden story in its month": ("2026/11/index.html", put(_CARD, ASIDE), "/2026/11/aside/ stands here, and is hidden"),
    "a hidden story in a feed": (ATOM, put('(type="text/html" href="[^"]*/)part-9/', r"\1aside/"), "/2026/11/aside/ stands here, and is hidden"),
    "a hidden story comes next": (PINNING, put(r'(<a rel="next" href="[^"]*/)part-2', r"\1aside"), "/2026/11/aside/ stands here, and is hidden"),
    "a withdrawn story by another name": (GONE, swapped("Taken back</h1>", "Taken forth</h1>"), 'it is called "Taken forth", and its story "Taken back"'),
    "a notice that says another reason": (GONE, swapped("It was wrong from", "It was right from"), "it does not say why its story was withdrawn"),
    "a text where a story was withdrawn": (GONE, swapped("</article>", '<div class="e-content"><p>Words.</p></div></article>'), "E03 its story was withdrawn, and a text stands here"),
    "a redirect to a withdrawn story": ("_redirects", lambda text: f"{text}/old/ /2026/11/gone/ 301\n", "which was withdrawn"),
    "a link without its slash": (PINNING, swapped("<p>Words of", f'<p><a href="{URL}/part-4">the fourth</a> Words of'), "has no slash at its end"),
    "an id with a blank": (PINNING, swapped("<p>Words of", '<p id="a b">Words of'), 'E23 "a b" is no id'),
    "an id that is nothing": (PINNING, swapped("<p>Words of", '<p id="">Words of'), 'E23 "" is no id'),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name, chosen, tmp_path):
    file, plant, wanted = FAULTS[name]

    found = told(chosen, tmp_path / "output", file, plant)

    assert any(one.startswith(file) and wanted in one for one in found), found


def test_a_sound_site_is_not_accused(chosen, tmp_path):
    assert told(chosen, tmp_path / "output") == []


@pytest.mark.parametrize("link", ["../part-4/#a", "..", "./", "?page=2"])
def test_a_way_up_or_with_its_slash_is_no_fault(link, chosen, tmp_path):
    found = told(chosen, tmp_path / "output", PINNING, swapped("<p>Words", f'<p><a href="{link}">there</a> Words'))

    assert not any("slash" in one for one in found), found
