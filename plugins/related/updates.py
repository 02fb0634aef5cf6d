"""Lists that are brought up to date: what was known, and the documents that changed, give the new lists and say which of them are new.

The result is the one that a clean start gives, number by number. That is so because nothing depends on the path: frequencies are rounded,
so that few terms weigh another amount after a change; whoever holds one of those is weighed anew, and moves into a second, small index;
and a list is made anew where somebody in it moved or went, or where somebody who moved reaches its least score. Now and then, when the
second index has grown, all begins again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .analyses import Keeper, analyses_of
from .analysis import NUMBER_SHIFT, Analysis
from .cores import in_parts, on_all_cores
from .document import Document
from .headlines import MANY, column_of, columns_of, without_column
from .index import Index, Rarity
from .likeness import Key, Match, lists_of, rounded, times
from .matching import Found, Pool, as_columns_of, asked, found, joined, scored

#: The part of the archive that may have moved before all begins again, and how many may in any case.
_MOVED, _FEW = 0.4, 64
_EACH = 250  # rows that go to one process at a time
_PARTS = 3  # that one process does faster alone


@dataclass(frozen=True, slots=True)
class Update:
    """What a change came to: the lists now, and the keys of those that are new, other or gone."""

    lists: "Lists"
    changed: frozenset[Key]


class Lists(Mapping[Key, tuple[Match, ...]]):
    """The list of each document, by key: the most alike, best first. Values never change; `updated` makes new ones."""

    def __init__(self, shelves: Mapping[str, "_Shelf"], limit: int, *, mixed: bool) -> None:
        self._shelves, self._limit, self._mixed = shelves, limit, mixed
        self._shelf_of = {key: name for name, shelf in shelves.items() for key in shelf.numbers}

    @classmethod
    def of(
        cls, documents: Iterable[Document], limit: int, *, mixed: bool = False, keeper: Keeper | None = None
    ) -> "Lists":
        """A clean start. Those of one language see each other only, unless languages are `mixed`."""
        by_shelf: dict[str, list[Document]] = {}
        for document in documents:
            by_shelf.setdefault("" if mixed else document.language, []).append(document)
        return cls({name: _begun(one, limit, keeper) for name, one in sorted(by_shelf.items())}, limit, mixed=mixed)

    def updated(self, come: Iterable[Document] = (), gone: Iterable[Key] = (), keeper: Keeper | None = None) -> Update:
        """The lists with these documents, each new or in place of the one with its key, and without those that are gone.

        Raises KeyError for a key that is gone and was not there.
        """
        coming: dict[str, dict[Key, Document]] = {}
        going: dict[str, set[Key]] = {}
        for key in gone:
            going.setdefault(self._shelf_of[key], set()).add(key)
        for document in come:
            name, before = "" if self._mixed else document.language, self._shelf_of.get(document.key)
            coming.setdefault(name, {})[document.key] = document
            if before is not None and before != name:
                going.setdefault(before, set()).add(document.key)
        shelves = dict(self._shelves)
        changed: set[Key] = set()
        for name in sorted({*coming, *going}):
            old, arrived = shelves.pop(name, None), coming.get(name, {})
            left = going.get(name, set()) - set(arrived)
            new = _changed(old, arrived, left, self._limit, keeper)
            if new is not None:
                shelves[name] = new
            if new is not old:
                changed |= left
                changed |= new.remade() if new else set()
        lists = Lists(shelves, self._limit, mixed=self._mixed)
        return Update(lists, frozenset(key for key in changed if self.get(key) != lists.get(key)))

    def __getitem__(self, key: Key) -> tuple[Match, ...]:
        return self._shelves[self._shelf_of[key]].matches(key)

    def __iter__(self) -> Any:
        return iter(self._shelf_of)

    def __len__(self) -> int:
        return len(self._shelf_of)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The documents that may stand under each other, numbered through the indexes of the pool; some numbers are dead.

    `documents` and `analyses` are by number, `numbers` by key. The terms of `more` are held by so many documents more (or fewer) than the
    first index says, by `by`. `queries` are those of the first index, term by term. Row by row: `others` and `scores` of each list
    (-1 where it ends), `looked` and `least` as in `Found`.
    """

    documents: Sequence[Document]
    analyses: Sequence[Analysis]
    numbers: Mapping[Key, int]
    columns: Counter[tuple[str, str]]
    rarity: Rarity
    pool: Pool
    queries: Any
    more: Any
    by: Any
    others: Any
    scores: Any
    looked: Any
    least: Any
    anew: Any = None
    """The numbers of those whose lists were made anew by the last change; None for all."""

    def remade(self) -> set[Key]:
        """The keys of those whose lists were made anew by the last change."""
        return set(self.numbers) if self.anew is None else {self.documents[n].key for n in self.anew.tolist()}

    def matches(self, key: Key) -> tuple[Match, ...]:
        row = self.numbers[key]
        pairs = zip(self.others[row].tolist(), self.scores[row].tolist(), strict=True)
        return tuple(Match(self.documents[n].key, rounded(score)) for n, score in pairs if n >= 0)

    def frequency(self, terms: Any) -> Any:
        """How many documents hold each term now."""
        import numpy as np

        first, last = self.pool.indexes[0].postings.span(terms)
        held = last - first
        if len(self.more):
            place = np.minimum(np.searchsorted(self.more, terms), len(self.more) - 1)
            held = held + np.where(self.more[place] == terms, self.by[place], 0)
        return held


def _begun(
    documents: Iterable[Document], limit: int, keeper: Keeper | None, known: Mapping[Key, Analysis] | None = None
) -> _Shelf:
    """A clean start, with what is known of some."""
    import numpy as np

    ordered = sorted(documents, key=lambda one: one.key)
    columns = columns_of(ordered)
    given = known or {}
    missing = [without_column(one, columns) for one in ordered if one.key not in given]
    fresh = dict(zip((one.key for one in missing), analyses_of(missing, keeper), strict=True))
    analyses = [given[one.key] if one.key in given else fresh[one.key] for one in ordered]
    rarity = Rarity.among(len(ordered))
    index = Index.of(analyses, rarity)
    pool = Pool.of((index,), *times(ordered))
    parts = on_all_cores(lambda part: lists_of(pool, index, part, limit), in_parts(len(ordered), _EACH))
    nothing = np.zeros(0, np.uint64)
    return _Shelf(
        ordered, analyses, {one.key: n for n, one in enumerate(ordered)}, columns, rarity, pool,
        asked(index, np.arange(len(ordered)), pool.visits).T.tocsr(), nothing, np.zeros(0, np.int64),
        *_rows(joined(parts, limit), len(ordered), limit),
    )  # fmt: skip


def _rows(made: Found, count: int, limit: int) -> tuple[Any, Any, Any, Any]:
    """(others, scores, looked, least) with a row for each list."""
    import numpy as np

    others, scores = np.full((count, limit), -1, np.int32), np.zeros((count, limit))
    first = np.searchsorted(made.row, np.arange(count))
    nth = np.arange(len(made.row)) - first[made.row]
    others[made.row, nth], scores[made.row, nth] = made.other, made.score
    return others, scores, made.looked, made.least


def _changed(
    shelf: _Shelf | None, coming: Mapping[Key, Document], going: set[Key], limit: int, keeper: Keeper | None
) -> _Shelf | None:
    """The shelf after a change, None when nobody is left on it."""
    if shelf is None:
        return _begun(coming.values(), limit, keeper)
    coming = {
        key: one
        for key, one in coming.items()
        if key not in shelf.numbers or shelf.documents[shelf.numbers[key]] != one
    }
    if not coming and not going:
        return shelf
    now = {key: shelf.documents[n] for key, n in shelf.numbers.items() if key not in going} | dict(coming)
    if not now:
        return None
    columns = _columns(shelf, coming, going)
    # A headline loses or gets back the name of its column when a second one comes or goes.
    turned = {
        one for one in columns.keys() | shelf.columns.keys() if (columns[one] >= MANY) != (shelf.columns[one] >= MANY)
    }
    anew = {key: one for key, one in now.items() if key in coming or (turned and column_of(one) in turned)}
    prepared = [without_column(one, columns) for one in anew.values()]
    fresh = dict(zip(anew, analyses_of(prepared, keeper), strict=True))
    rarity = Rarity.among(len(now))
    days, *_ = times(list(now.values()))
    alike = rarity == shelf.rarity and shelf.pool.is_like(days)
    moved = _moved(shelf, now, columns, fresh, going) if alike else None
    if moved is None or moved.pool.indexes[-1].size > max(_FEW, _MOVED * len(now)):
        known = {key: shelf.analyses[n] for key, n in shelf.numbers.items() if key in now} | fresh
        return _begun(now.values(), limit, keeper, known)
    return moved


def _columns(shelf: _Shelf, coming: Mapping[Key, Document], going: set[Key]) -> Counter[tuple[str, str]]:
    columns = Counter(shelf.columns)
    for key in {*coming, *going} & shelf.numbers.keys():
        column = column_of(shelf.documents[shelf.numbers[key]])
        if column:
            columns[column] -= 1
    columns.update(columns_of(coming.values()))
    return +columns


def _moved(
    shelf: _Shelf,
    now: Mapping[Key, Document],
    columns: Counter[tuple[str, str]],
    fresh: Mapping[Key, Analysis],
    going: set[Key],
) -> _Shelf | None:
    """The shelf with those moved into the second index who are new, or who weigh another amount by what came and went.

    None where these are too many.
    """
    import numpy as np

    base = shelf.pool.indexes[0]
    went = [n for key, n in shelf.numbers.items() if key in fresh or key in going]
    more, by, turned = _turned(shelf, [shelf.analyses[n] for n in went], list(fresh.values()))
    leaving = np.zeros(len(shelf.documents), bool)
    leaving[went] = True
    for n, index in enumerate(shelf.pool.indexes):
        leaving[index.postings.holders(turned) + shelf.pool.offset(n)] = True
    leaving &= shelf.pool.alive
    if leaving.sum() + len(fresh) > max(_FEW, _MOVED * len(now)):
        return None
    # Who stays keeps a number, or gets a new one in the second index; who moves gets a new one after these.
    staying = [n for n in range(base.size, len(shelf.documents)) if shelf.pool.alive[n] and not leaving[n]]
    gone = set(went)
    reweighed = [n for n in np.flatnonzero(leaving).tolist() if n not in gone]
    movers = [*(shelf.documents[n].key for n in reweighed), *fresh]
    documents = [*shelf.documents[: base.size], *(shelf.documents[n] for n in staying), *(now[key] for key in movers)]
    moving = [fresh[key] if key in fresh else shelf.analyses[shelf.numbers[key]] for key in movers]
    analyses = [*shelf.analyses[: base.size], *(shelf.analyses[n] for n in staying), *moving]
    between = replace(shelf, more=more, by=by)
    index = Index.of(analyses[base.size :], shelf.rarity, between.frequency)
    first = base.size + len(staying)
    is_loud = np.ones(len(movers), bool)
    is_loud[: len(reweighed)] = _is_loud(shelf, reweighed, index, len(staying))
    renumbered = np.full(len(shelf.documents) + 1, -1, np.int32)  # the last for -1
    renumbered[: base.size] = np.arange(base.size)
    renumbered[staying] = base.size + np.arange(len(staying))
    renumbered[:-1][leaving | ~shelf.pool.alive] = -1
    alive = np.ones(len(documents), bool)
    alive[: base.size] = renumbered[: base.size] >= 0
    renumbered[reweighed] = np.where(is_loud[: len(reweighed)], -1, first + np.arange(len(reweighed)))
    numbers = {documents[n].key: n for n in np.flatnonzero(alive).tolist()}
    days, order, _ = times(documents)
    pool = Pool.of((base, index), days, order, alive, like=shelf.pool)
    between = replace(
        between, documents=documents, analyses=analyses, numbers=numbers, columns=columns, pool=pool,
        **_kept_rows(shelf, renumbered, staying, len(documents)),
    )  # fmt: skip
    loud = len(staying) + np.flatnonzero(is_loud)
    return _listed(between, len(staying), loud, _touched(shelf, renumbered, staying, len(documents)))


def _made(pool: Pool, asking: Index, rows: Any, numbers: Any, limit: int) -> Found:
    def work(part: range) -> Found:
        some = slice(part.start, part.stop)
        return found(pool, asking, rows[some], pool.hours[numbers[some]], numbers[some], limit)

    parts = in_parts(len(rows), _EACH)
    # A fork takes longer than a few hundred rows do.
    return joined(on_all_cores(work, parts) if len(parts) > _PARTS else list(map(work, parts)), limit)


def _is_loud(shelf: _Shelf, reweighed: list[int], index: Index, first: int) -> Any:
    """Of those who were weighed anew: whose scores with everybody else may have changed.

    Quiet is who has the same length and the same sum of a headline as before: then only those notice who hold a term that turned, and
    they all moved themselves.
    """
    import numpy as np

    numbers, after = np.array(reweighed, np.int64), first + np.arange(len(reweighed))
    is_same = np.ones(len(reweighed), bool)
    for name in ("scale", "title_sum"):
        before = np.concatenate([getattr(one, name) for one in shelf.pool.indexes])
        is_same &= before[numbers] == getattr(index, name)[after]
    return ~is_same


def _turned(shelf: _Shelf, old: Sequence[Analysis], new: Sequence[Analysis]) -> tuple[Any, Any, Any]:
    """(terms, how many more hold them than the first index says; the terms whose rarity is another one now)."""
    import numpy as np

    shift = np.uint64(NUMBER_SHIFT)
    terms = np.concatenate([shelf.more, *(one.terms >> shift << shift for one in (*old, *new))])
    counts = [shelf.by, *(np.full(len(one.terms), -1) for one in old), *(np.full(len(one.terms), 1) for one in new)]
    distinct, place = np.unique(terms, return_inverse=True)
    by = np.bincount(place, weights=np.concatenate(counts), minlength=len(distinct)).astype(np.int64)
    before = shelf.frequency(distinct)
    first, last = shelf.pool.indexes[0].postings.span(distinct)
    after = last - first + by
    is_other = shelf.rarity.of(distinct, before) != shelf.rarity.of(distinct, after)
    kept = by != 0
    return distinct[kept], by[kept], distinct[is_other]


def _kept_rows(shelf: _Shelf, renumbered: Any, staying: list[int], count: int) -> dict[str, Any]:
    """The rows of those who keep a list, under their new numbers."""
    import numpy as np

    base = shelf.pool.indexes[0].size
    old = np.concatenate([np.arange(base), np.array(staying, np.int64)])
    rows: dict[str, Any] = {}
    for name in ("others", "scores", "looked", "least"):
        table = getattr(shelf, name)
        made = np.zeros((count, *table.shape[1:]), table.dtype)
        made[: len(old)] = renumbered[table[old]] if name in ("others", "looked") else table[old]
        rows[name] = made
    return rows


def _touched(shelf: _Shelf, renumbered: Any, staying: list[int], count: int) -> Any:
    """Whether a list held one of the loud, or somebody who went, by new numbers."""
    import numpy as np

    base = shelf.pool.indexes[0].size
    old = np.concatenate([np.arange(base), np.array(staying, np.int64)])
    touched = np.zeros(count, bool)
    looked = shelf.looked[old]
    touched[: len(old)] = ((renumbered[looked] < 0) & (looked >= 0)).any(axis=1)
    return touched


def _listed(shelf: _Shelf, staying: int, loud: Any, touched: Any) -> _Shelf:
    """The shelf with all lists made anew that those who moved can change: theirs, those the loud were in, those the loud reach."""
    import numpy as np

    pool = shelf.pool
    base, index = pool.indexes
    movers = np.arange(staying, index.size)
    anew = touched | _reached(shelf, staying, loud)
    anew[base.size + movers] = True
    anew &= pool.alive
    tables = {name: getattr(shelf, name).copy() for name in ("others", "scores", "looked", "least")}
    limit = shelf.others.shape[1]
    for asking, offset in ((base, 0), (index, base.size)):
        rows = np.flatnonzero(anew[offset : offset + asking.size])
        numbers = rows + offset
        made = _made(pool, asking, rows, numbers, limit)
        for name, table in zip(("others", "scores", "looked", "least"), _rows(made, len(rows), limit), strict=True):
            tables[name][numbers] = table
    return replace(shelf, **tables, anew=np.flatnonzero(anew))


def _reached(shelf: _Shelf, staying: int, loud: Any) -> Any:
    """Whose lists one of the loud may enter: where the score is as high as the least that was looked at."""
    import numpy as np

    pool = shelf.pool
    base, index = pool.indexes
    reached = np.zeros(len(shelf.documents), bool)
    weights = index.weights[loud]
    own = asked(index, np.arange(staying), pool.visits).T.tocsr()
    for theirs, queries, offset in (
        (as_columns_of(base, index, weights, base.telling), shelf.queries, 0),
        (weights, own, base.size),
    ):
        products = theirs @ queries
        mover = loud[np.repeat(np.arange(len(loud)), np.diff(products.indptr))]
        asking = products.indices + offset
        scores = scored(pool, products.data, index.scale[mover], pool.hours[asking], pool.hours[base.size + mover])
        reached[asking[scores >= np.maximum(shelf.least[asking], 1.0)]] = True
    return reached
