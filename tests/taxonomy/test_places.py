"""When a topic last changed: its first story is its newest, and a later change of an older one counts."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.provenance import newest, updated
from pelican.plugins.newsroom.story import Correction, Story, Term
from pelican.plugins.taxonomy.index import Entry
from pelican.plugins.taxonomy.places import _newest

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = st.integers(0, 30)


@st.composite
def stories(draw):
    """Some stories, newest first as an archive has them, a few of them changed afterwards."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        day = draw(DAYS)
        begin = BEGIN + timedelta(days=day)
        modified = begin + timedelta(days=draw(DAYS)) if draw(st.booleans()) else None
        told = (
            (Correction(date(2026, 1, 1) + timedelta(days=draw(DAYS)), "update", "."),) if draw(st.booleans()) else ()
        )
        found.append(Story(f"{number}.md", str(number), "T", date=begin, modified=modified, corrections=told))
    return tuple(sorted(found, key=lambda one: one.date, reverse=True))


@given(stories(), stories())
def test_it_is_when_the_last_of_its_stories_changed(some, others):
    late = [one for one in (*some, *others) if updated(one) != one.date]

    assert _newest(Entry(Term("Seas", "seas"), some), late) == newest(some)
