"""What no page of a site has, though another place of it tells that it is due."""

import json
import re
import shutil

import pytest

from tests.checks.conftest import site_of_lines
from tests.checks.planting import JSON, PROVENANCE, STORY, findings, in_json, part, spread, swapped, told
from tests.conftest import builder

OWN, TAG = "2026/11/own/index.html", "tag/sea/index.html"
_LD = re.compile(r'(<script type="application/ld\+json">)(.*?)(</script>)', re.DOTALL)


@pytest.fixture(scope="module")
def lined(tmp_path_factory):
    return site_of_lines(tmp_path_factory.mktemp("lined"))


def less(*keys: str):
    """JSON-LD of stories without some facts, and without those of their authors."""

    def change(found: re.Match[str]) -> str:
        node = json.loads(found[2])
        if "NewsArticle" in node.get("@type", ""):
            for one in (node, *node["author"]):
                for key in keys:
                    one.pop(key, None)
        return found[1] + json.dumps(node) + found[3]

    return lambda text: _LD.sub(change, text)


def cut(pattern: str):
    return lambda text: re.sub(pattern, "", text, flags=re.DOTALL)


#: What is taken out of every page -> words of the one finding.
PAGES = {
    "language": (less("inLanguage"), "JSON-LD does not say in which language"),
    "storyline": (less("isPartOf"), "JSON-LD does not say of which line"),
    "authors": (less("url"), "JSON-LD does not lead to the pages of its authors"),
    "description": (cut('<meta name="description"[^>]*>'), "its head has no description"),
    "cards": (cut('<meta property="og:[^>]*>'), "its head tells other sites nothing of it"),
    "feeds": (cut('<link rel="alternate" type="application/[^>]*>'), "name a feed"),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_all_pages_lack_is_told_once(name, lined, tmp_path):
    plant, wanted = PAGES[name]

    found = [one for one in findings(spread(lined.output, tmp_path / "output", plant)) if wanted in one]

    assert len(found) == 1


#: What is taken out of every feed or sitemap -> (their names, words of the one finding).
FILES = {
    "where a feed is": ("feeds/**/*.atom.xml", cut('<link rel="self"[^>]*/>'), "where it is itself"),
    "when pages changed": ("sitemap-1.xml", cut("<lastmod>[^<]*</lastmod>"), "when its"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_all_feeds_or_sitemaps_lack_is_told_once(name, lined, tmp_path):
    pattern, plant, wanted = FILES[name]
    output = spread(lined.output, tmp_path / "output", lambda text: text)
    for file in output.glob(pattern):
        file.write_text(plant(file.read_text(encoding="utf-8")), encoding="utf-8")

    assert len([one for one in findings(output) if wanted in one]) == 1


def turned(read: dict) -> None:
    read["articles"].reverse()


test_a_planted_fault_is_found = told({
    "the oldest story first": (PROVENANCE, in_json(turned), f"E06 {PROVENANCE}"),
    "a version that there is not": (JSON, in_json(lambda read: read.update(version="https://jsonfeed.org/version/9")), f"E06 {JSON}"),
    "keywords of other stories": (OWN, swapped("</head>", '<meta name="keywords" content="World"></head>'), f"E06 {OWN}"),
    "keywords of its own": (OWN, swapped("</head>", '<meta name="keywords" content="law, sea"></head>'), ""),
    "a work of nobody": (STORY, swapped('<li class="h-cite">', '<li class="h-cite">Daily Planet</li><li class="h-cite">'), f"E06 {STORY}"),
    "another description on the card of a topic": (TAG, swapped("</head>", '<meta property="og:description" content="Bread."></head>'), f"E06 {TAG}"),
})  # fmt: skip


def test_a_picture_that_was_drawn_for_another_story_is_found(lined, tmp_path):
    output = spread(lined.output, tmp_path / "output", lambda text: text)
    shutil.copy(lined.output / "share/part-2.png", output / "share/part-1.png")
    shutil.copy(lined.output / "share/part-1.png", output / "share/part-2.png")

    assert findings(output) == [
        'E06 share/part-1.png: it is drawn for "Part 2", and its story is called "Part 1"',
        'E06 share/part-2.png: it is drawn for "Part 1", and its story is called "Part 2"',
    ]


def test_credits_that_link_nothing_are_told_once(tmp_path):
    sources = "sources: [{{name: Wire, relation: based-on, url: 'https://wire.example/{0}'}}]"
    made = builder(tmp_path)("".join(part(one, sources.format(one)) for one in (1, 2, 3)))
    link = re.compile(r'(<p class="credit"[^>]*>[^<]*)<a [^>]*>([^<]*)</a>')

    found = findings(spread(made.output, tmp_path / "other", lambda text: link.sub(r"\1\2", text)))

    assert len([one for one in found if "its credit does not link each of its sources" in one]) == 1
