"""Laws of the taxonomy: every story on exactly the pages it belongs to, and every old name one step from its page."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.places import Place, collisions, redirects
from pelican.plugins.newsroom.registry import Registry, Topic
from pelican.plugins.newsroom.story import Story, Term
from pelican.plugins.taxonomy.index import Index

SLUGS = [f"t{n}" for n in range(8)]
DAY = datetime(2026, 1, 1, tzinfo=UTC)
STATUSES = ("active", "hidden", "junk")


@st.composite
def registries(draw):
    """Some of the slugs with parents (circles included), some of them hidden."""
    known = draw(st.lists(st.sampled_from(SLUGS), unique=True))
    return Registry(
        [
            Topic(
                slug, slug.upper(), parent=draw(st.sampled_from(["", *known])), status=draw(st.sampled_from(STATUSES))
            )
            for slug in known
        ],
        exists=True,
    )


STORIES = st.lists(st.lists(st.sampled_from(SLUGS), max_size=4, unique=True), max_size=8)


def made(lists) -> list[Story]:
    return [
        Story(path=f"{n}.md", slug=f"s{n}", title=str(n), date=DAY - timedelta(days=n), status="published", tags=tuple(Term(slug.upper(), slug) for slug in slugs))
        for n, slugs in enumerate(lists)
    ]  # fmt: skip


def above(slug: str, registry: Registry[Topic]) -> set[str]:
    """A slug and everything above it, the long way round."""
    found: set[str] = set()
    while slug and slug not in found:
        found.add(slug)
        topic = registry.get(slug)
        slug = topic.parent if topic else ""
    return found


@given(registries(), STORIES)
def test_a_story_stands_on_exactly_the_pages_of_its_terms_and_their_parents(registry, lists):
    stories = made(lists)
    index = Index(lambda story: story.tags, stories, registry)

    on = {(entry.term.slug, story.path) for entry in index for story in entry.stories}

    shown = {slug for slug in SLUGS if (topic := registry.get(slug)) is None or topic.status == "active"}
    wanted = {
        (slug, story.path) for story in stories for term in story.tags for slug in above(term.slug, registry) & shown
    }
    assert on == wanted
    for entry in index:
        assert [story.path for story in entry.stories] == sorted(story.path for story in entry.stories)


ADDRESSES = st.sampled_from([f"{name}/" for name in "abcdef"])
PLACES = st.lists(
    st.builds(
        lambda url, former: Place("tag", url[:-1], url[:-1], url, (f"{url}index.html",), tuple(former)),
        ADDRESSES,
        st.lists(ADDRESSES, max_size=3),
    ),
    max_size=5,
    unique_by=lambda place: place.url,
)


@given(PLACES)
def test_an_old_address_leads_to_a_living_page_in_one_step_or_is_a_problem_of_both(places):
    found, problems = redirects(places)
    living = {place.url for place in places}

    assert not collisions(places)
    assert {one.new for one in found} <= living
    assert not {one.old for one in found} & living
    claims = {(old, place.url) for place in places for old in place.former if old != place.url}
    contested = {
        old for old, url in claims if old in living or len({other for same, other in claims if same == old}) > 1
    }
    assert {one.old for one in found} >= {old for old, _ in claims} - contested
    assert bool(problems) == bool(contested)
