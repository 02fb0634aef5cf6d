"""Whatever an archive holds: what no list may hold, and what every story may count on."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.newsroom.archive import Archive
from pelican.plugins.newsroom.provenance import is_reprint
from pelican.plugins.newsroom.registry import Registries
from pelican.plugins.newsroom.story import Person, Source, Story, Term
from pelican.plugins.related.options import Options
from pelican.plugins.related.selection import Selection

WORDS = ("ships", "cargo", "straits", "law", "roses", "garden", "spring", "tolls", "NATO", "Ada Quill", "10", "")
SLUGS = st.sampled_from([f"s{n}" for n in range(12)])


def terms(names: str):
    return st.lists(st.sampled_from(names.split()), max_size=3, unique=True).map(
        lambda found: tuple(Term(one.title(), one) for one in found)
    )


@st.composite
def stories(draw) -> Story:
    slug, lang = draw(SLUGS), draw(st.sampled_from(["en", "en", "en", "de"]))
    source = draw(
        st.sampled_from(
            [None, None, ("wire", "https://w.example/1"), ("wire", "https://w.example/2"), ("based-on", "")]
        )
    )
    line = draw(st.sampled_from([None, None, "tram"]))
    return Story(
        f"content/{slug}.{lang}.md", slug, draw(st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)), id=f"id-{slug}-{lang}",
        lang=lang, date=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=draw(st.integers(0, 40))),
        type=draw(st.sampled_from(["", "report", "explainer"])), status=draw(st.sampled_from(["published"] * 5 + ["hidden", "draft"])),
        text=draw(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)), tags=draw(terms("nato trade gardens")),
        categories=draw(terms("economy science"))[:1], storyline=Term("The tram", line) if line else None, authors=(Person("Ada Quill", "ada-quill"),),
        sources=(Source("Wire", "wire", source[0], source[1]),) if source else (),
        related=tuple(draw(st.lists(SLUGS, max_size=2))), related_exclude=tuple(draw(st.lists(SLUGS, max_size=2))),
    )  # fmt: skip


ARCHIVES = st.lists(stories(), min_size=1, max_size=14, unique_by=lambda one: (one.slug, one.lang))
OPTIONS = st.builds(
    Options, limit=st.integers(1, 5), at_least=st.integers(0, 3), threshold=st.sampled_from([0.0, 1.0, 3.0]),
    diversity=st.sampled_from([0.0, 0.3, 1.0]), languages=st.sampled_from(["own", "mixed"]),
)  # fmt: skip


@given(ARCHIVES, OPTIONS, st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_no_list_holds_what_it_may_not(found, options, order):
    archive = Archive(found)
    selection = Selection(archive, Registries(), options, site_name="The Post")
    other_way = Selection(Archive(order.sample(found, len(found))), Registries(), options, site_name="The Post")
    for story in archive:
        items = selection.of(story)
        shown = [item.story for item in items]
        pins = [item.story for item in items if item.role == "pinned"]
        chosen = [item.story for item in items if item.role != "pinned"]

        assert items == other_way.of(story)
        assert len(items) <= max(options.limit, len(pins))
        assert len({archive.pair_of(one) for one in (story, *chosen)}) == 1 + len(chosen)
        assert all(one.status == "published" for one in shown)
        assert not any(one.names() & set(story.related_exclude) for one in shown)
        assert all(item.reason for item in items)
        assert shown[: len(pins)] == pins
        if options.languages == "own":
            assert {one.lang for one in chosen} <= {story.lang}
        if not pins:
            assert sum(map(is_reprint, shown)) <= options.reprints
            assert sum(one.storyline is not None for one in shown) <= options.of_one_storyline
            addresses = [source.url for one in (story, *shown) for source in one.sources if source.url]
            assert len(addresses) == len(set(addresses))


@given(st.lists(SLUGS, min_size=2, max_size=12, unique=True), st.integers(1, 5), st.data())
@settings(max_examples=40, deadline=None)
def test_every_story_stands_in_somebody_s_list(slugs, limit, data):
    """Stories of one language that no rule keeps from each other, however little they share."""
    found = [
        Story(
            f"content/{slug}.md", slug, slug, date=datetime(2026, 1, 1 + n, tzinfo=UTC), tags=data.draw(terms("nato trade gardens")),
            text=f"{slug} " + data.draw(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)),
        )
        for n, slug in enumerate(slugs)
    ]  # fmt: skip
    selection = Selection(Archive(found), Registries(), Options(limit=limit))

    shown = {item.story.slug for story in found for item in selection.of(story)}

    assert shown == set(slugs)
