"""Which lists are reasoned about again when tags stand in another order."""

from collections import Counter
from random import Random
from types import SimpleNamespace

import pytest
from pelican.plugins.related import reasoning
from pelican.plugins.related.memory import Changes, Memory
from pelican.plugins.related.reasoning import dirty_lists

NOTHING = Changes(frozenset(), frozenset(), (), (), frozenset())


def in_order(tags, uses):
    return sorted(tags, key=lambda tag: (uses[tag], tag))


@pytest.mark.parametrize("many", [64, 0])
@pytest.mark.parametrize("seed", range(30))
def test_they_are_those_that_share_two_tags_which_changed_places_and_no_others(monkeypatch, seed, many):
    monkeypatch.setattr(reasoning, "_MANY", many)
    chance = Random(seed)  # noqa: S311 (so that a failure can be had again)
    tags = {f"story {n}": frozenset(chance.sample("abcdefgh", chance.randint(0, 5))) for n in range(40)}
    lists = {path: chance.sample(sorted(tags), 3) for path in tags}
    facts = {path: SimpleNamespace(tags=some) for path, some in tags.items()}
    before = Counter(tag for some in tags.values() for tag in some)
    now = before.copy()
    for tag in chance.sample("abcdefghij", chance.randint(0, 4)):
        now[tag] = max(0, now[tag] + chance.choice((-9, -1, 1, 1, 1)))
    now = +now
    was = Memory(lists=dict(lists), entries={path: [] for path in lists}, uses=dict(before))
    found = dirty_lists(
        lists, facts, tags.__getitem__, before=was, memory=Memory(uses=dict(now)), changes=NOTHING, weighed=()
    )
    other = {
        path for path, items in lists.items()
        if any(in_order(tags[path] & tags[one], before) != in_order(tags[path] & tags[one], now) for one in items)
    }  # fmt: skip

    assert found == other


def test_of_a_story_whose_tags_kept_their_order_no_facts_are_asked():
    uses = {"rare": 2, "one": 10, "common": 90}
    was = Memory(lists={"a": ["b"]}, entries={"a": []}, uses=uses)
    tags = dict.fromkeys("ab", ("rare", "one", "common"))
    found = dirty_lists(
        {"a": ["b"]}, {}, tags.__getitem__, before=was, memory=Memory(uses=uses | {"one": 11}), changes=NOTHING, weighed=(),
    )  # fmt: skip

    assert found == set()
