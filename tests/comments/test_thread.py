"""Comments between their server and the page."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.comments.thread import Comment, Unreadable, read, with_replies, written

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
COMMENTS = st.lists(
    st.builds(
        Comment, st.integers(1, 40), st.text(), st.integers(0, 9).map(lambda n: NOW + timedelta(minutes=n)), st.text(), st.integers(0, 40)
    ),
    unique_by=lambda one: one.id,
)  # fmt: skip


@given(st.dictionaries(st.text(), COMMENTS.map(tuple)))
def test_what_is_written_is_read_back(threads):
    kept = {uri: tuple(sorted(ones, key=lambda one: (one.created, one.id))) for uri, ones in threads.items() if ones}

    assert read(written(threads)) == kept


@given(COMMENTS, st.randoms())
def test_the_order_they_came_in_does_not_matter(comments, random):
    mixed = list(comments)
    random.shuffle(mixed)

    assert written({"/a/": tuple(mixed)}) == written({"/a/": tuple(comments)})
    assert with_replies(mixed) == with_replies(comments)


@given(COMMENTS)
def test_every_comment_is_shown_once(comments):
    """Also a reply to one that is gone, and replies that run in a circle."""
    shown = [one.id for top, replies in with_replies(comments) for one in (top, *replies)]

    assert sorted(shown) == sorted(one.id for one in comments)


def test_a_reply_to_a_reply_stands_below_the_first():
    first, second, third = (Comment(n, "Ann", NOW + timedelta(minutes=n), "x", n - 1) for n in (1, 2, 3))

    assert with_replies([third, first, second]) == ((first, (second, third)),)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 9, "threads": {}}', '{"version": 1, "threads": {"/a/": [{"id": 1}]}}', '{"version": 1, "threads": {"/a/": [{"id": 1, "author": "A", "created": "2026-11-23", "text": "x"}]}}', '{"version": 1, "threads": {"/a/": 3}}'],
)  # fmt: skip
def test_what_is_no_file_of_comments_says_so(text):
    with pytest.raises(Unreadable):
        read(text)
