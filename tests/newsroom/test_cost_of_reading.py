"""What reading a story costs, in calls: they are the same on every machine, and a rule that looks at each line by itself shows in them.

Time is not measured here. A bound that a useful rule needs more for may be raised, once `make bench` has said what that costs.
"""

import sys
from collections import Counter

import pytest
from pelican.plugins.newsroom.reading import read_text
from pelican.plugins.newsroom.registry import Registries

from tests.newsroom.conftest import a_site

HEADER = "Title: A tram line opens on the quay\nDate: 2026-01-02\nTags: Trams\nCategory: World\nAuthor: Ann Bee\n\n"
PLAIN = "The tram runs along the quay from six in the morning until midnight, {0}.\n\n"
HEADED = "## Part {0}\n\n" + PLAIN
MARKED = "The **tram** runs along [the quay](https://a.example/{0}) from *six* until `midnight`.\n\n"


def calls(paragraph: str, times: int) -> Counter[str]:
    """The calls of one reading, by the name of what is called, once all has been read that is read only once."""
    text = HEADER + "".join(paragraph.format(number) for number in range(times))
    found: Counter[str] = Counter()

    def hear(frame, event, called):
        if event == "call":
            found[frame.f_code.co_qualname] += 1
        elif event == "c_call":
            found[called.__qualname__] += 1

    def read():
        return read_text(text, "content/world/t.md", "world/t.md", "article", a_site(), Registries())

    assert read().story.title == "A tram line opens on the quay"
    sys.setprofile(hear)
    try:
        read()
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize(("paragraph", "most"), [(PLAIN, 14), (HEADED, 32), (MARKED, 80)])
def test_a_paragraph_more_costs_few_calls(paragraph, most):
    more = calls(paragraph, 300) - calls(paragraph, 200)

    assert sum(more.values()) <= most * 100, more.most_common(5)


@pytest.mark.parametrize(("paragraph", "most"), [(PLAIN, 0), (HEADED, 2), (MARKED, 6)])
def test_few_patterns_are_tried_on_each_line(paragraph, most):
    """Most of the time goes into these. A rule asks the whole text first whether it holds what its pattern finds."""
    more = calls(paragraph, 300) - calls(paragraph, 200)
    tried = {name: count / 100 for name, count in more.items() if name.startswith("Pattern.")}

    assert sum(tried.values()) <= most, tried


def test_what_surrounds_the_text_costs_a_bounded_number_of_calls():
    few, many = (sum(calls(PLAIN, times).values()) for times in (200, 300))

    assert few - 2 * (many - few) <= 1_300
