"""Lists that are brought up to date are those of a clean start, whatever was changed in whatever order."""

import random
from dataclasses import replace

import numpy as np
import pytest
from pelican.plugins.related import matching, updates
from pelican.plugins.related.analysis import numbers_of
from pelican.plugins.related.document import Document, Label
from pelican.plugins.related.likeness import Likeness
from pelican.plugins.related.shelf import Shelf
from pelican.plugins.related.updates import Lists

WORDS = [f"w{n}" for n in range(400)]
WEIGHTS = [1 / (rank + 1) for rank in range(len(WORDS))]  # as in any language
COLUMNS = ("", "", "", "Week in charts: ", "Live: ", "From the archive | ")
LIMIT = 10


class Desk:
    """A newsroom at work: it adds, changes, retags, redates and deletes stories by chance, always the same."""

    def __init__(self, seed: int, stories: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.archive = {one.key: one for one in (self.story(n) for n in range(stories))}
        self._next = stories

    def words(self, count: int) -> str:
        return " ".join(self.chance.choices(WORDS, WEIGHTS, k=count))

    def tags(self) -> tuple[Label, ...]:
        return tuple(Label(name, name) for name in sorted(self.chance.sample(WORDS[:30], self.chance.randrange(4))))

    def story(self, number: int) -> Document:
        chance = self.chance
        return Document(
            (f"{number:04}", "en"), title=chance.choice(COLUMNS) + self.words(4), deck=self.words(6), text=self.words(chance.choice((0, 5, 40, 90))),
            tags=self.tags(), categories=(Label(chance.choice("abc"), "A"),), lang=chance.choice(("en", "en", "en-GB", "de")),
            day=chance.choice((None, float(chance.randrange(900)), chance.randrange(9000) / 10)),
        )  # fmt: skip

    def edit(self) -> tuple[str, list[Document], list[tuple[str, ...]]]:
        """(what was done, what came, what is gone)."""
        kind = self.chance.choice(
            ("add", "change", "change", "word", "word", "delete", "retag", "redate", "translate", "many")
        )
        if kind == "add" or len(self.archive) < 4:
            self._next += 1
            come = [self.story(self._next)]
        elif kind == "delete":
            key = self.chance.choice(sorted(self.archive))
            del self.archive[key]
            return kind, [], [key]
        else:
            come = [
                self.changed(kind, key) for key in self.chance.sample(sorted(self.archive), 3 if kind == "many" else 1)
            ]
        self.archive.update((one.key, one) for one in come)
        return kind, come, []

    def changed(self, kind: str, key: tuple[str, ...]) -> Document:
        one = self.archive[key]
        if kind == "word":
            return replace(one, text=f"{one.text} {self.words(1)}")
        if kind == "retag":
            return replace(one, tags=self.tags())
        if kind == "redate":
            return replace(one, day=float(self.chance.randrange(900)))
        if kind == "translate":
            return replace(one, lang="de" if one.language == "en" else "en")
        return replace(self.story(0), key=key)


def clean(archive: dict, limit: int = LIMIT) -> dict:
    return dict(Likeness(archive.values()).ranked_all(limit))


@pytest.mark.parametrize(
    ("seed", "stories", "edits", "limit", "looked_at", "terms", "visits"),
    [
        (1, 120, 60, 10, 40, 200, 20_000), (2, 30, 40, 10, 40, 200, 20_000), (3, 5, 30, 10, 40, 200, 20_000), (4, 120, 70, 2, 4, 200, 20_000),
        (5, 150, 90, 2, 4, 7, 20_000), (6, 150, 90, 3, 9, 200, 60), (7, 90, 60, 2, 5, 12, 80),
    ],
)  # fmt: skip
def test_any_series_of_edits_gives_the_lists_of_a_clean_start(
    monkeypatch, seed, stories, edits, limit, looked_at, terms, visits
):
    """From the fourth case on so few are looked at that most lists hold nobody who moved: then it counts who may enter. From the fifth on most
    who are weighed anew do not ask for what turned, and keep their lists.
    """
    monkeypatch.setattr(matching, "LOOKED_AT", looked_at)
    monkeypatch.setattr(matching, "NEXT", looked_at // 3)
    monkeypatch.setattr(matching, "QUERY_TERMS", terms)
    monkeypatch.setattr(matching, "VISITS", visits)
    desk = Desk(seed, stories)
    lists = Lists.of(desk.archive.values(), limit)
    before = dict(lists)
    for number in range(edits):
        kind, come, gone = desk.edit()
        update = lists.updated(come, gone)
        now = dict(update.lists)

        assert now == clean(desk.archive, limit), (number, kind)
        assert update.changed == {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}, (number, kind)  # fmt: skip
        assert dict(lists) == before, "values do not change"
        lists, before = update.lists, now


@pytest.mark.parametrize("looked_at", [4, 9])
def test_who_is_best_is_the_same_whether_all_are_looked_through_or_only_those_who_may_be(monkeypatch, looked_at):
    monkeypatch.setattr(matching, "LOOKED_AT", looked_at)
    archive = Desk(5, 150).archive
    found = clean(archive, 2)
    monkeypatch.setattr(matching, "_GROUPS", len(archive))

    assert found == clean(archive, 2)


def test_a_small_change_is_no_clean_start(monkeypatch):
    """Else the law above would say nothing about the lists that are kept."""
    desk = Desk(1, 200)
    lists = Lists.of(desk.archive.values(), LIMIT)
    starts: list[int] = []
    monkeypatch.setattr(updates, "_begun", lambda *_: starts.append(1))
    one = desk.archive[min(desk.archive)]

    update = lists.updated([replace(one, text=f"{one.text} {desk.words(2)}")])

    assert not starts
    assert 0 < len(update.changed) < 100


def test_a_word_that_stands_everywhere_weighs_only_where_it_is_in_a_headline(monkeypatch):
    """One story more holds it, and it tells another amount: nobody but those with such a headline is compared again."""
    desk = Desk(3, 100)
    for number, key in enumerate(sorted(desk.archive)):
        of_all = " everywhere" if number < 76 else ""
        title = f"{desk.words(3)}{of_all if number < 5 else ''}"
        desk.archive[key] = replace(desk.archive[key], title=title, text=f"{desk.words(40)}{of_all}", lang="en")
    lists = Lists.of(desk.archive.values(), LIMIT)
    assert len(lists.shelves["en"].weighed()) == 100
    starts: list[int] = []
    monkeypatch.setattr(updates, "_begun", lambda *_: starts.append(1))
    key = max(desk.archive)
    desk.archive[key] = replace(desk.archive[key], text=f"{desk.archive[key].text} everywhere")

    update = lists.updated([desk.archive[key]])

    assert not starts
    assert {("0000", "en"), ("0004", "en"), key} <= update.weighed
    assert len(update.weighed) < 40
    assert dict(update.lists) == clean(desk.archive)


def test_a_word_that_stands_everywhere_from_now_on_moves_nobody_who_holds_it():
    """It falls silent where they stand, and tells something again when one of them leaves it."""
    desk = Desk(3, 100)
    for number, key in enumerate(sorted(desk.archive)):
        held = " edge" if number < 38 else ""
        title = f"{desk.words(3)}{held if number < 3 else ''}"
        desk.archive[key] = replace(desk.archive[key], title=title, text=f"{desk.words(40)}{held}", lang="en")
    lists = Lists.of(desk.archive.values(), LIMIT)
    edge, before = np.array(numbers_of(["edge"]), np.uint64), dict(lists)
    key = max(desk.archive)
    without = desk.archive[key]

    for story, is_silent in ((replace(without, text=f"{without.text} edge"), True), (without, False)):
        desk.archive[key] = story
        update = lists.updated([story])
        lists, shelf = update.lists, update.lists.shelves["en"]
        first, second = shelf.pool.indexes

        assert (shelf.rarity.of(edge, shelf.frequency(edge)) < 0).tolist() == [is_silent]
        assert 0 in first.frequency.tolist() if is_silent else 0 not in first.frequency.tolist()
        assert {("0000", "en"), ("0037", "en"), key} <= update.weighed
        assert second.size < 20
        assert dict(lists) == clean(desk.archive)
        assert update.changed == {one for one, found in lists.items() if before[one] != found}
        before = dict(lists)


def test_a_second_index_that_has_grown_becomes_one_with_the_first_and_nobody_is_compared(monkeypatch):
    """The lists go on as if nothing had happened, and from one index."""
    desk = Desk(7, 150)
    lists = Lists.of(desk.archive.values(), LIMIT, mixed=True)
    made: list[Shelf] = []
    make = updates.in_one_index
    monkeypatch.setattr(updates, "in_one_index", lambda *given: made.append(make(*given)) or made[-1])
    monkeypatch.setattr(updates, "_FEW", 15)
    monkeypatch.setattr(updates, "_MOVED", 0.15)
    for number in range(50):
        key = sorted(desk.archive)[number]
        desk.archive[key] = replace(desk.archive[key], text=f"{desk.archive[key].text} {desk.words(2)}")
        before = dict(lists)
        update = lists.updated([desk.archive[key]])
        lists, now = update.lists, dict(update.lists)

        assert now == dict(Likeness(desk.archive.values(), mixed=True).ranked_all(LIMIT)), number
        assert update.changed == {key for key in now if before[key] != now[key]}, number
        assert key in update.weighed

    assert len(made) > 1
    assert {len(one.pool.indexes) for one in made} == {1}


def test_the_order_of_the_archive_and_of_a_change_does_not_matter():
    desk = Desk(8, 60)
    archive, news = list(desk.archive.values()), [desk.changed("change", key) for key in sorted(desk.archive)[:5]]
    gone = sorted(desk.archive)[10:13]

    one = Lists.of(archive, LIMIT).updated(news, gone)
    other = Lists.of(archive[::-1], LIMIT).updated(news[::-1], gone[::-1])

    assert dict(one.lists) == dict(other.lists)
    assert one.changed == other.changed


def test_an_edit_that_changes_nothing_changes_no_list():
    desk = Desk(4, 20)
    lists = Lists.of(desk.archive.values(), LIMIT)

    assert lists.updated(list(desk.archive.values())).changed == frozenset()


def test_a_key_that_was_not_there_cannot_go():
    with pytest.raises(KeyError):
        Lists.of([Document(("a",))], LIMIT).updated(gone=[("b",)])


def test_an_archive_may_begin_with_nothing_and_end_with_nothing():
    story = Document(("a",), text="ships and cargo")
    update = Lists.of([], LIMIT).updated([story])

    assert dict(update.lists) == {("a",): ()}
    assert update.changed == {("a",)}
    assert dict(update.lists.updated(gone=[("a",)]).lists) == {}


def test_mixed_languages_are_brought_up_to_date_as_well():
    desk = Desk(6, 40)
    lists = Lists.of(desk.archive.values(), LIMIT, mixed=True)
    for _ in range(15):
        _, come, gone = desk.edit()
        lists = lists.updated(come, gone).lists

    assert dict(lists) == dict(Likeness(desk.archive.values(), mixed=True).ranked_all(LIMIT))


def test_a_list_that_somebody_comes_into_is_not_made_anew(monkeypatch):
    """But for those that lose so many that nobody knows who was next."""
    desk = Desk(9, 200)
    lists = Lists.of(desk.archive.values(), LIMIT)
    made: list[int] = []
    make = updates.found
    monkeypatch.setattr(updates, "found", lambda *given: made.append(len(given[2])) or make(*given))
    one = desk.archive[min(desk.archive)]

    desk.archive[one.key] = replace(one, title=desk.words(4))
    update = lists.updated([desk.archive[one.key]])

    assert dict(update.lists) == clean(desk.archive)
    assert 0 < sum(made) < len(update.changed)


def test_a_story_like_no_other_may_go_and_nobody_notices():
    archive = {(f"{n}",): Document((f"{n}",), text=f"ships and cargo {n}") for n in range(6)}
    lists = Lists.of([*archive.values(), Document(("alone",), text="mountains")], LIMIT)

    update = lists.updated(gone=[("alone",)])

    assert update.changed == {("alone",)}
    assert dict(update.lists) == clean(archive)
