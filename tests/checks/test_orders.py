"""The order of lists, and the lists of corrections and storylines: a finding for each fault."""

import re

import pytest

from tests.checks.conftest import site_of_lines
from tests.checks.planting import findings, in_json, planted, put, spread, swapped, told, without

LINE, LINE_FEED, ALL = "storyline/strait/index.html", "feeds/storyline/strait.atom.xml", "feeds/all.atom.xml"
LINES, SECOND = "storylines/index.html", "2026/11/part-2/index.html"
TAGS = "tags/index.html"
ANN, SEA = "author/ann-bee/index.html", "tag/sea/index.html"
CORRECTIONS, CORRECTIONS_FEED = "corrections/index.html", "feeds/corrections.atom.xml"
CARD = r'(<article class="card">(?:(?!</article>).)*</article>)'
ENTRY = r"(<entry>(?:(?!</entry>).)*</entry>)"
PART = r"<article class=\"timeline__part\">(?:(?!</article>).)*"

FAULTS = {
    "two stories in another order": (ANN, put(rf"{CARD}(\s*){CARD}", r"\3\2\1"), f"E06 {ANN}"),
    "two items in another order": (ALL, put(rf"{ENTRY}{ENTRY}", r"\2\1"), f"E06 {ALL}"),
    "a part is missing on its storyline's page": (LINE, without(PART + "2026/11/part-2/.*?</article>"), f"E06 {LINE}"),
    "a part is missing in its storyline's feed": (LINE_FEED, without(ENTRY), f"E06 {LINE_FEED}"),
    "a foreign story on a storyline's page": (LINE, put(f"({PART}2026/11/part-2/.*?</article>)", r'\1<article><h3><a href="https://news.example/2026/11/part-9/">Part 9</a></h3></article>'), f"E06 {LINE}"),
    "a foreign story in a storyline's feed": (LINE_FEED, put(r'(rel="alternate" type="text/html" href="[^"]*)part-2/', r"\1part-9/"), f"E06 {LINE_FEED}"),
    "a correction in other words": (CORRECTIONS, swapped("The 2 was wrong.", "The 3 was wrong."), f"E06 {CORRECTIONS}"),
    "a correction is missing": (CORRECTIONS, without(r'<section class="front"><h2><a href="[^"]*part-2/.*?</section>'), f"E06 {CORRECTIONS}"),
    "a correction in other words in the feed": (CORRECTIONS_FEED, swapped("<summary>The 2 was wrong.", "<summary>The 3 was wrong."), f"E06 {CORRECTIONS_FEED}"),
    "a correction of another day in the feed": (CORRECTIONS_FEED, swapped("<published>2026-11-20", "<published>2026-11-19"), f"E06 {CORRECTIONS_FEED}"),
    "a correction is missing in the feed": (CORRECTIONS_FEED, without(r"<entry>(?:(?!</entry>).)*part-2/.*?</entry>"), f"E06 {CORRECTIONS_FEED}"),
    "a correction of another kind": (CORRECTIONS, swapped("<strong>Correction,", "<strong>Update,"), f"E06 {CORRECTIONS}"),
    "a correction of another day": (CORRECTIONS, put(r"\d+ November 2026</time>", "1 November 2026</time>"), f"E06 {CORRECTIONS}"),
    "a correction of another kind in the feed": (CORRECTIONS_FEED, swapped("<title>Correction: ", "<title>Update: "), f"E06 {CORRECTIONS_FEED}"),
    "a story twice in a list": (ANN, put(CARD, r"\1\1"), f"E06 {ANN}"),
    "a story twice on a storyline's page": (LINE, put(f"({PART}2026/11/part-2/.*?</article>)", r"\1\1"), f"E06 {LINE}"),
    "a number of parts that readers see": (LINE, swapped("3 parts, ", "4 parts, "), f"E06 {LINE}"),
    "a number of parts that machines are told": (LINE, swapped('data-parts="3"', 'data-parts="2"'), f"E06 {LINE}"),
    "another number of parts in both": (LINE, put('(data-parts=")3(">.*?)3 parts', r"\g<1>4\g<2>4 parts"), f"E06 {LINE}"),
    "another first day of a storyline": (LINE, put(r'(data-parts="3">[^<]*<time datetime=")[^"]*(">)[^<]*', r"\g<1>2026-11-10T08:00:00+00:00\g<2>10 November 2026"), f"E06 {LINE}"),
    "another last day of a storyline": (LINE, put(r'(data-parts="3">.*? to <time datetime=")[^"]*(">)[^<]*', r"\g<1>2026-11-14T08:00:00+00:00\g<2>14 November 2026"), f"E06 {LINE}"),
    "another number of parts among all storylines": (LINES, put('(data-parts=")3(">.*?)3 parts', r"\g<1>4\g<2>4 parts"), f"E06 {LINES}"),
    "a story of another number of parts": (SECOND, put('(data-parts=")3(">)Part 2 of 3', r"\g<1>4\g<2>Part 2 of 4"), f"E06 {SECOND}"),
    "a story that calls itself another part": (SECOND, put('(data-part=")2(".*?)Part 2 of 3', r"\g<1>1\g<2>Part 1 of 3"), f"E06 {SECOND}"),
    "a story that readers see as another part": (SECOND, swapped("Part 2 of 3", "Part 1 of 3"), f"E06 {SECOND}"),
    "numbers of all topics one too many": (TAGS, lambda text: re.sub(r"(<span>)(\d+)", lambda found: f"{found[1]}{int(found[2]) + 1}", text), ""),
    "no correction in their feed": (CORRECTIONS_FEED, without("<entry>.*</entry>"), f"E06 {CORRECTIONS_FEED}"),
    "no correction on their page": (CORRECTIONS, without('<section class="front">.*</section>'), f"E06 {CORRECTIONS}"),
    "no story in one form of a feed": ("feeds/all.json", in_json(lambda read: read.update(items=[])), "E06 feeds/all.json"),
    "no related list": (SECOND, without('<aside class="related".*?</aside>'), f"E06 {SECOND}"),
    "a related list that is none": (SECOND, without(' data-related="[^"]*"'), f"E06 {SECOND}"),
    "a picture that is said to be of another story": (SECOND, put('(og:image:alt" content=")[^"]*', r"\1Part 9"), f"E06 {SECOND}"),
    "a priority that is none": ("sitemap-1.xml", swapped("</lastmod>", "</lastmod><priority>7</priority>"), "E06 sitemap-1.xml"),
    "a priority and how often": ("sitemap-1.xml", swapped("</lastmod>", "</lastmod><changefreq>weekly</changefreq><priority>0.5</priority>"), ""),
    "how often that is none": ("sitemap-1.xml", swapped("</lastmod>", "</lastmod><changefreq>sometimes</changefreq>"), "E06 sitemap-1.xml"),
    "a hook in single quotes": (SECOND, swapped('data-id="part-2"', "data-id='part-2'"), f"E06 {SECOND}"),
    "a hook without quotes": (SECOND, swapped('data-id="part-2"', "data-id=part-2"), f"E06 {SECOND}"),
    "a head that says a value first": (SECOND, put('<meta (property="og:title") (content="[^"]*")>', r"<meta \2 \1>"), f"E06 {SECOND}"),
    "a topic is missing among all": (TAGS, without(r'<li><a[^>]*/tag/sea/">.*?</li>'), f"E06 {TAGS}"),
    "a topic by another name among all": (TAGS, put(r'(/tag/sea/">)sea', r"\1lake"), f"E06 {TAGS}"),
    "a topic with more stories among all": (TAGS, put(r'(/tag/sea/">sea</a> <span>)\d+', r"\g<1>7"), f"E06 {TAGS}"),
    "another credit in one list": (ANN, swapped("First spotted at Harbour Wire", "First spotted at Harbour Wire Weekly"), f"E06 {ANN}"),
    "no credit in one list": (SEA, without('<span class="card__credit">.*?</span>'), f"E06 {SEA}"),
}  # fmt: skip


@pytest.fixture(scope="module")
def lined(tmp_path_factory):
    """A site with a storyline, corrections and enough lists to tell their order."""
    return site_of_lines(tmp_path_factory.mktemp("lined"))


def test_a_sound_site_has_no_finding(lined):
    assert findings(lined.output) == []


test_a_planted_fault_is_found = told(FAULTS, "lined")


def test_a_storyline_of_which_no_page_is_known_ends_no_audit(lined, tmp_path):
    output = spread(
        lined.output,
        tmp_path / "output",
        lambda text: text.replace('rel="canonical" href="https', 'rel="canonical" href="http'),
    )

    assert any("says that a storyline has 3 parts" in one for one in findings(output))


def test_a_kind_of_lists_with_an_order_of_its_own_is_not_accused(lined, tmp_path):
    output = tmp_path / "output"
    found = planted(lined.output, output, ANN, lambda text: text)
    for page in output.glob("author/*/index.html"):
        text = page.read_text(encoding="utf-8")
        cards = re.findall(CARD, text, re.DOTALL)
        whole = re.search(rf"{CARD}.*{CARD}", text, re.DOTALL)
        page.write_text(text.replace(whole[0], "\n".join(reversed(cards))), encoding="utf-8")

    assert found == []
    assert [one for one in findings(output) if "older" in one] == []
