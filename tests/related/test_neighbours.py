"""What stands beside a story: the others of its row, the nearest in time first."""

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.related.neighbours import Neighbours
from pelican.plugins.related.stamps import Stamp

STAMPS = st.builds(
    Stamp, st.just("e"), st.just("published"), st.sampled_from("abcdef"), st.sampled_from(["en", "en", "de"]), st.just(""), st.just(""),
    when=st.integers(0, 9).map(float), category=st.sampled_from(["", "economy", "science"]), storyline=st.sampled_from(["", "tram"]),
)  # fmt: skip


@given(st.lists(STAMPS, min_size=1, max_size=12))
def test_the_nearest_in_time_comes_first_and_of_two_as_near_the_older(found):
    stamps = {f"{n:02}.md": tuple(stamp) for n, stamp in enumerate(found)}
    neighbours = Neighbours(stamps)
    for path, stamp in zip(stamps, found, strict=True):
        place = (stamp.when, (stamp.slug, stamp.lang, path))

        def beside(name: str, stamp: Stamp = stamp, path: str = path, place: object = place) -> list[str]:
            """The others, by how far they are, those before it first, each side from it on."""
            rows = [
                ((one.when, (one.slug, one.lang, other)), other)
                for other, one in zip(stamps, found, strict=True)
                if other != path and one.lang == stamp.lang and (not name or getattr(one, name) == getattr(stamp, name))
            ]
            before = [(stamp.when - row[0], 0, n, other) for n, (row, other) in enumerate(sorted([one for one in rows if one[0] < place], reverse=True))]  # fmt: skip
            after = [(row[0] - stamp.when, 1, n, other) for n, (row, other) in enumerate(sorted([one for one in rows if one[0] > place]))]  # fmt: skip
            return [other for *_, other in sorted(before + after)]

        assert list(neighbours.of_archive(path)) == beside("")
        assert list(neighbours.of_category(path)) == (beside("category") if stamp.category else [])
        assert list(neighbours.of_storyline(path)) == (beside("storyline") if stamp.storyline else [])
