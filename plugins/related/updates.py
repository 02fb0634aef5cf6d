"""Lists that are brought up to date: what was known, and the documents that changed, give the new lists and say which of them are new.

The result is the one that a clean start gives, number by number. That is so because nothing depends on the path: frequencies are rounded,
so that few terms weigh another amount after a change. Whoever holds one of those (of a word that stands everywhere: in a headline) is
weighed anew where he stands; who is new, or shares a term now that was his alone, moves into a second, small index. A list is brought up to
date where somebody in it weighs another amount or went, where such a one reaches its least score, and where its own story asks for a term that
does; it is made anew where its own story asks for other terms, or too many went. When the second index has grown, both become one again, and the lists stay; when too many move, all begins again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from ..newsroom.garbage import give_back
from .analyses import Keeper
from .analysis import Analysis
from .copies import Packed
from .cores import in_parts, on_all_cores, one_by_one
from .document import Document, Documents, digest_of
from .headlines import MANY, column_of, without_column
from .heads import Heads
from .index import Index, Rarity, as_columns_of
from .likeness import Key, Match, times
from .matching import Found, Pool, asked, found, joined, looked_at, may_reach, nobody_found, scored
from .merging import Coming, Looked, merged
from .one_index import in_one_index
from .other_lists import other_lists
from .postings import Postings
from .reweighing import asks_of, last_asked
from .seated import forget, had_others, kept_rows
from .seating import First, Leaving, Seats, Second
from .shelf import ROWS, Card, Shelf
from .store import Lost, Store
from .tables import Table

#: The part of the archive that may have moved before all begins again, and how many may in any case.
_MOVED, _FEW = 0.4, 64
_EACH = 250  # rows that go to one process at a time
_PARTS = 3  # that one process does faster alone


@dataclass(frozen=True, slots=True)
class Update:
    """What a change came to: the lists now; the keys of those that are new, other or gone; of those whose terms weigh another amount."""

    lists: "Lists"
    changed: frozenset[Key]
    weighed: frozenset[Key]
    is_other: bool = True
    """Whether anything at all is another than before."""


class Lists(Mapping[Key, tuple[Match, ...]]):
    """The list of each document, by key: the most alike, best first. Values never change; `updated` makes new ones.

    `documents` are those that the lists are of; most of them are asked for again only when all begins anew.
    """

    def __init__(
        self, shelves: Mapping[str, Shelf], limit: int, documents: Mapping[Key, Document], store: Store, *, mixed: bool
    ) -> None:
        self.shelves, self.limit, self.mixed = shelves, limit, mixed
        self.documents, self._store = documents, store
        self._shelf_of = {key: name for name, shelf in shelves.items() for key in shelf.numbers}

    @classmethod
    def of(
        cls,
        documents: Iterable[Document] | Mapping[Key, Document],
        limit: int,
        *,
        mixed: bool = False,
        keeper: Keeper | None = None,
    ) -> "Lists":
        """A clean start. Those of one language see each other only, unless languages are `mixed`."""
        by_key = documents if isinstance(documents, Mapping) else {one.key: one for one in documents}
        by_shelf: dict[str, list[Key]] = {}
        told = (
            by_key.languages()
            if isinstance(by_key, Documents)
            else ((key, one.language) for key, one in by_key.items())
        )
        for key, language in told:
            by_shelf.setdefault("" if mixed else language, []).append(key)
        store = Store(keeper)
        shelves = {name: _begun(keys, by_key, limit, store) for name, keys in sorted(by_shelf.items())}
        return cls(shelves, limit, by_key, store, mixed=mixed)

    def updated(
        self, come: Iterable[Document] = (), gone: Iterable[Key] = (), documents: Mapping[Key, Document] | None = None
    ) -> Update:
        """The lists with these documents, each new or in place of the one with its key, and without those that are gone.

        `documents` are all there are after it, where somebody has them. Raises KeyError for a key that is gone and was not there.
        """
        coming: dict[str, dict[Key, Document]] = {}
        going: dict[str, set[Key]] = {}
        for key in gone:
            going.setdefault(self._shelf_of[key], set()).add(key)
        for document in come:
            name, before = self.shelf_for(document), self._shelf_of.get(document.key)
            coming.setdefault(name, {})[document.key] = document
            if before is not None and before != name:
                going.setdefault(before, set()).add(document.key)
        now = documents or {key: one for key, one in self.documents.items() if key in self._shelf_of} | {
            one.key: one for some in coming.values() for one in some.values()
        }
        self._store.want(mark for shelf in self.shelves.values() for mark in shelf.marks)
        shelves = dict(self.shelves)
        others: set[Key] = set()
        unknown: set[Key] = set()
        weighed: set[Key] = set()
        for name in sorted({*coming, *going}):
            old, arrived = shelves.pop(name, None), coming.get(name, {})
            left = going.get(name, set()) - set(arrived)
            new = _changed(old, arrived, left, self.limit, now, self._store)
            if new is not None:
                shelves[name] = new
            if new is not old:
                remade = left | (new.remade() if new else set())
                both = remade & old.numbers.keys() & new.numbers.keys() if old and new else set()
                others |= other_lists(old, new, both) if old and new else set()
                unknown |= remade - both
                weighed |= new.weighed() if new else set()
        lists = Lists(shelves, self.limit, now, self._store, mixed=self.mixed)
        return Update(
            lists,
            frozenset(others | {key for key in unknown if self.get(key) != lists.get(key)}),
            frozenset(weighed),
            any(shelves.get(name) is not self.shelves.get(name) for name in {*shelves, *self.shelves}),
        )

    def taken_samples(self) -> dict[Key, Packed]:
        """The samples of the texts that were taken apart for these lists, by key, to whom asks first."""
        return self._store.taken_samples()

    def shelf_for(self, document: Document) -> str:
        """The name of the shelf on which a document stands; one for all where languages are mixed."""
        return "" if self.mixed else document.language

    def shelf_of(self, key: Key) -> Shelf | None:
        """The shelf on which a document stands, None for one that is not there."""
        name = self._shelf_of.get(key)
        return None if name is None else self.shelves[name]

    def matches(self, key: Key) -> Iterator[Match]:
        """The list of a document, from the best on, each when it is asked for."""
        return self.shelves[self._shelf_of[key]].matches(key)

    def __getitem__(self, key: Key) -> tuple[Match, ...]:
        return tuple(self.matches(key))

    def __iter__(self) -> Any:
        return iter(self._shelf_of)

    def __len__(self) -> int:
        return len(self._shelf_of)


def _begun(keys: Iterable[Key], documents: Mapping[Key, Document], limit: int, store: Store) -> Shelf:
    """A clean start, with what is known of some. Neither documents nor analyses are held while lists are found."""
    import numpy as np

    ordered = [documents[key] for key in sorted(keys)]
    named = [column_of(one) for one in ordered]
    columns = Counter(one for one in named if one)
    digests, marks, analyses = store.begun(ordered, columns)
    told = zip(ordered, digests, named, strict=True)
    cards = [Card(one.key, digest, one.day, column) for one, digest, column in told]
    del ordered, told
    rarity = Rarity.among(len(cards))
    titles, postings = [one.title for one in analyses], Postings(analyses)
    give_back()
    index = Index(postings, titles, rarity)
    del titles
    give_back()
    pool = Pool.of((index,), *times(cards))
    index.heads = Heads.of(index)

    def work(part: range) -> tuple[dict[str, Any], Any, Any]:
        rows = np.arange(part.start, part.stop)
        queries = asked(index, rows, pool.visits)
        return _rows(found(pool, index, rows, pool.hours[rows], rows, limit, queries)), *last_asked(queries)

    count, parts = len(cards), in_parts(len(cards), _EACH)
    tables = _rows(nobody_found(count, limit))
    lightest, last = np.empty(count, np.int16), np.empty(count, np.int32)
    for part, (rows, *asks) in zip(parts, one_by_one(work, parts), strict=True):
        here = slice(part.start, part.stop)
        for name, table in tables.items():
            table[here] = rows[name]
        lightest[here], last[here] = asks
    index.heads = None
    shelf = Shelf(
        cards,
        marks,
        {one.key: n for n, one in enumerate(cards)},
        columns,
        rarity,
        pool,
        asks_of(index, lightest, last),
        np.zeros(0, np.uint64),
        np.zeros(0, np.int64),
        limit,
        **tables,
    )
    give_back()
    return shelf


def _rows(made: Found) -> dict[str, Any]:
    return {name: getattr(made, name) for name in ROWS}


def _changed(
    shelf: Shelf | None,
    coming: Mapping[Key, Document],
    going: set[Key],
    limit: int,
    documents: Mapping[Key, Document],
    store: Store,
) -> Shelf | None:
    """The shelf after a change, None when nobody is left on it."""
    if shelf is None:
        return _begun(coming, coming, limit, store)
    coming = {key: one.held() for key, one in coming.items()}
    cards = {key: Card.of(one) for key, one in coming.items()}
    cards = {
        key: one for key, one in cards.items() if key not in shelf.numbers or shelf.cards[shelf.numbers[key]] != one
    }
    if not cards and not going:
        return shelf
    now = {key: shelf.cards[n] for key, n in shelf.numbers.items() if key not in going} | cards
    if not now:
        return None
    columns = _columns(shelf, cards, going)
    # A headline loses or gets back the name of its column when a second one comes or goes.
    turned = {
        one for one in columns.keys() | shelf.columns.keys() if (columns[one] >= MANY) != (shelf.columns[one] >= MANY)
    }
    anew = [key for key, one in now.items() if key in cards or (turned and one.column in turned)]
    rarity = Rarity.among(len(now))
    days, *_ = times(list(now.values()))
    if rarity == shelf.rarity and shelf.pool.is_like(days):
        some = [coming[key] if key in cards else documents[key].held() for key in anew]
        prepared = [without_column(one, columns) for one in some]
        marks = dict(zip(anew, map(digest_of, prepared), strict=True))
        fresh = dict(zip(anew, store.made(prepared, list(marks.values()), some), strict=True))
        with suppress(Lost):
            moved = _moved(shelf, now, columns, fresh, marks, going, store)
            if moved:
                has_grown = moved.pool.indexes[-1].size > max(_FEW, _MOVED * len(now))
                return in_one_index(moved, store) if has_grown else moved
    return _begun(now, documents, limit, store)


def _columns(shelf: Shelf, cards: Mapping[Key, Card], going: set[Key]) -> Counter[tuple[str, str]]:
    columns = Counter(shelf.columns)
    for key in {*cards, *going} & shelf.numbers.keys():
        column = shelf.cards[shelf.numbers[key]].column
        if column:
            columns[column] -= 1
    columns.update(one.column for one in cards.values() if one.column)
    return +columns


def _moved(
    shelf: Shelf,
    now: Mapping[Key, Card],
    columns: Counter[tuple[str, str]],
    fresh: Mapping[Key, Analysis],
    marks: Mapping[Key, bytes],
    going: set[Key],
    store: Store,
) -> Shelf | None:
    """The shelf with those moved into the second index who are new, or who weigh another amount by what came and went.

    None where these are too many.
    """
    leaving = Leaving.of(shelf, fresh, going, store)
    if leaving.is_leaving.sum() + len(fresh) > max(_FEW, _MOVED * len(now)):
        return None
    between = replace(shelf, more=leaving.turned.more, by=leaving.turned.by)
    # Whom the first index holds stays there, but for those who share a term now for the first time, or no more.
    first = First.of(shelf, leaving, between.frequency)
    second = Second.of(shelf, leaving, fresh, store, between.frequency)
    seats = Seats.of(shelf, first, second)
    size, there = first.index.size, [*second.staying, *second.moving]
    cards = [*shelf.cards[:size], *(shelf.cards[n] for n in there), *(now[key] for key in fresh)]
    alive = _is_alive(first, seats.count)
    days, order, _ = times(cards)
    rows, is_touched = kept_rows(shelf, seats), had_others(shelf, seats)
    forget(rows["looked"], first.is_shifted, seats)
    is_touched[:size] |= first.is_shifted
    between = replace(
        between,
        cards=cards,
        marks=[*shelf.marks[:size], *(shelf.marks[n] for n in there), *(marks[key] for key in fresh)],
        numbers={one.key: n for n, (one, is_there) in enumerate(zip(cards, alive.tolist(), strict=True)) if is_there},
        columns=columns,
        pool=Pool.of((first.index, second.index), days, order, alive, like=(shelf.pool.pace, shelf.pool.visits)),
        asks=first.asks,
        movers=seats.weighed,
        **rows,
    )
    return _listed(between, second.queries, seats, is_touched, first.is_shifted)


def _is_alive(first: First, count: int) -> Any:
    """Of all numbers whether somebody has them: in the first index those who left have left holes."""
    import numpy as np

    alive = np.ones(count, bool)
    alive[: first.index.size] = first.stands
    return alive


def _made(pool: Pool, asking: Index, rows: Any, numbers: Any, limit: int, queries: Table | None) -> Found:
    """`queries` are those of all documents of the index, where they are known."""

    def work(part: range) -> Found:
        some = slice(part.start, part.stop)
        known = queries.rows(rows[some]) if queries else None
        return found(pool, asking, rows[some], pool.hours[numbers[some]], numbers[some], limit, known)

    parts = in_parts(len(rows), _EACH)
    # A fork takes longer than a few hundred rows do.
    return joined(on_all_cores(work, parts) if len(parts) > _PARTS else list(map(work, parts)), limit)


def _listed(shelf: Shelf, queries: Table, seats: Seats, touched: Any, shifted: Any) -> Shelf:
    """The shelf with the lists that those who weigh another amount can change: theirs, made anew where they are not among those who keep one; those
    the loud were in, and those the loud reach. `queries` are those of the second index; to the `shifted` of the first all who moved are loud.
    """
    import numpy as np

    pool = shelf.pool
    base, index = pool.indexes
    anew = np.ones(len(shelf.cards), bool)
    anew[seats.keeping] = False
    asks, there = base.holders.only(shelf.asks), np.arange(base.size)
    second = seats.keeping[seats.keeping >= base.size]
    askers = [(base, asks, there), (index, queries.rows(second - base.size).turned(), second)]
    to_few = [(base, asks.only(shifted[asks.indices]), there)]
    quiet = np.setdiff1d(seats.weighed, seats.loud)
    coming = Coming.all([*_reached(shelf, askers, seats.loud), *_reached(shelf, to_few, quiet)])
    touched[coming.owner] = True
    rows = np.flatnonzero(touched & pool.alive & ~anew)
    coming = coming.of(np.isin(coming.owner, rows))
    old = Looked(*(getattr(shelf, name)[rows] for name in ROWS))
    made, unknown = merged(pool, rows, old, coming, looked_at(shelf.limit))
    tables = {name: getattr(shelf, name).copy() for name in ROWS}
    for table, some in zip(tables.values(), (made.numbers, made.bare, made.final, made.least), strict=True):
        table[rows] = some
    anew[rows[unknown]] = True
    for asking, offset, known in ((base, 0, None), (index, base.size, queries)):
        numbers = np.flatnonzero(anew[offset : offset + asking.size]) + offset
        lists = _rows(_made(pool, asking, numbers - offset, numbers, shelf.limit, known))
        for name, table in tables.items():
            table[numbers] = lists[name]
    anew[rows] = True
    return replace(shelf, **tables, anew=np.flatnonzero(anew))


def _reached(shelf: Shelf, askers: Sequence[tuple[Index, Table, Any]], loud: Any) -> Iterator[Coming]:
    """Into whose lists the loud may come: where the score is as high as the least that is known. `askers` are asked by term, with their numbers;
    nobody comes into the own list.
    """
    import numpy as np

    pool, offset = shelf.pool, 0
    for of in pool.indexes:
        rows = loud[(loud >= offset) & (loud < offset + of.size)] - offset
        weights = of.weights.rows(rows)
        for asking, asks, numbers in askers:
            theirs = as_columns_of(asking, of, weights, asking.telling)
            least = shelf.least[numbers].clip(1.0)
            for first, products in theirs.products(asks):
                here = rows[first : first + len(products)]
                scales = pool.scales[offset + here]
                at, to = np.divmod(np.flatnonzero(may_reach(products, scales[:, None], least)), len(numbers) or 1)
                mover, owner = here[at], numbers[to]
                scores = scored(pool, products[at, to], scales[at], pool.hours[owner], pool.hours[offset + mover])
                reached = (scores >= least[to]) & (owner != offset + mover)
                yield Coming(owner[reached], offset + mover[reached], scores[reached])
        offset += of.size
