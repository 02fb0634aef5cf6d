"""What the citations of a page owe to the sources of its story."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from pelican.plugins.checks.works import astray, uncited

COPY = "https://archive.example/1"


def left_out(
    *sources: dict[str, Any], cites=("Sent, Wire",), links=(), is_credited=True, node=None, **facts
) -> list[str]:
    """What the page of a story with these sources leaves out. `facts` are those of its page."""
    shown = {
        "counts": Counter(), "relation": "based-on", "unfollowed": [], "credit": "Reported by Wire.", "cite_links": [], "times": [], "tongues": [],
        "cites": list(cites), "credit_links": [*links], "links": [SimpleNamespace(url=url) for url in links],
    }  # fmt: skip
    page = SimpleNamespace(**(shown | facts))
    return list(
        uncited(SimpleNamespace(page=page, is_credited=is_credited, told={"sources": list(sources)}, node=node or {}))
    )


WIRE = {"name": "Wire", "relation": "based-on"}


def test_a_page_that_gives_its_source_everything_owes_nothing():
    assert left_out(WIRE | {"title": "Sent", "archived": COPY}, links=(COPY,)) == []


def test_the_credit_links_the_copy_and_the_citation_gives_the_licence():
    given = WIRE | {"archived": COPY, "license": "https://creativecommons.org/licenses/by/4.0/"}

    assert left_out(given, links=(COPY,), cites=("Sent, Wire. CC BY 4.0",)) == []
    assert left_out(given, links=(COPY,), credit_links=[], cites=("Sent, Wire. CC BY 4.0",)) == [
        f"the credit does not link the archived copy {COPY}"
    ]
    assert left_out(given, links=(COPY,)) == [
        "the citation of Wire does not give its licence, https://creativecommons.org/licenses/by/4.0/"
    ]


@pytest.mark.parametrize(
    ("source", "facts", "said"),
    [
        (WIRE, {"cites": ()}, "Wire is not cited"),
        (WIRE | {"title": "Told"}, {}, "the citation of Wire does not give its title, Told"),
        (WIRE | {"archived": COPY}, {}, f"the archived copy {COPY} has no link"),
        (WIRE | {"changes": "A map."}, {}, "what was changed in the text of Wire is not said in its credit"),
        (WIRE, {"unfollowed": ["https://wire.example/"]}, "its credit's link to https://wire.example/ carries nofollow"),
        (WIRE, {"counts": Counter(credits=2)}, "it has 2 credits, and one of them counts"),
        (WIRE, {"counts": Counter(reposts=1)}, "a citation says that it is a copy of that work (u-repost-of), and it is none"),
        (WIRE | {"relation": "wire"}, {"relation": "wire"}, "no citation says that it is a copy of that work (u-repost-of)"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_told_in_words(source, facts, said):
    assert left_out(source, **facts) == [said]


POST = {"name": "Post", "relation": "based-on", "url": "https://post.example/1"}
TWO = (WIRE | {"url": "https://wire.example/1"}, POST)


def test_sources_stand_in_their_order_in_citations_and_in_machines():
    in_order, turned = [{"url": one["url"]} for one in TWO], [{"url": one["url"]} for one in reversed(TWO)]

    assert left_out(*TWO, cites=("Sent, Wire", "Post"), node={"isBasedOn": in_order}) == []
    assert left_out(*TWO, cites=("Post", "Sent, Wire")) == [
        "its citations stand in another order than its sources do elsewhere"
    ]
    assert left_out(*TWO, cites=("Sent, Wire", "Post"), node={"isBasedOn": turned}) == [
        "JSON-LD names its sources in another order (isBasedOn) than they have elsewhere"
    ]


def test_a_work_that_is_cited_is_of_a_source_or_of_whom_it_had_it_from():
    told = WIRE | {"upstream": {"name": "Agency"}}

    assert left_out(told, cites=("Wire", "Reported by Agency")) == []
    assert left_out(told, cites=("Wire", "Planet")) == ['it cites "Planet", which is none of its sources']


def test_a_link_that_speaks_of_one_source_leads_to_no_other():
    copies = "https://archive.example/wire", "https://archive.example/post"
    told = {"sources": [one | {"archived": copy} for one, copy in zip(TWO, copies, strict=True)]}
    links = [(copies[0], "Archived copy of Wire"), (copies[1], "Archived copy of Post")]
    turned = [(copies[1], "Archived copy of Wire"), (copies[0], "Archived copy of Post")]

    def led(credited):
        return list(astray(SimpleNamespace(page=SimpleNamespace(credited=credited), told=told)))

    assert led(links) == []
    assert led(turned) == [("Archived copy of Wire", copies[1]), ("Archived copy of Post", copies[0])]


def test_a_partner_is_no_source_to_be_cited_and_a_story_without_credit_owes_nothing():
    assert left_out(WIRE | {"relation": "with-partner"}, cites=()) == []
    assert left_out(WIRE, cites=(), is_credited=False) == []


def test_a_credit_that_nobody_sees_is_none():
    assert left_out(WIRE, counts=Counter({"hidden credits": 1}), is_credited=False) == [
        "its credit is hidden from readers"
    ]


def test_an_origin_is_linked_by_its_name_and_a_page_said_to_be_in_its_own_language():
    source = {
        "name": "Wire", "url": "https://wire.example/1", "lang": "de", "relation": "based-on",
        "upstream": {"name": "Post", "url": "https://post.example/"},
    }  # fmt: skip
    linked = {"cite_links": ["https://post.example/"], "tongues": [("nl", "https://wire.example/1", 1)]}

    assert left_out(source, **linked) == [
        "https://post.example/ is linked in its citations, and not by its name, Post",
        "it links https://wire.example/1 as a page in nl, and that source is in de",
    ]
    sound = {"cite_links": ["https://post.example/"], "tongues": [("de", "https://wire.example/1", 1)]}
    assert left_out(source, cites=("Sent, Wire, from Post",), **sound) == []
