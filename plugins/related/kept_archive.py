"""The lists of an archive with all that a change of them needs, kept in `.cache/newsroom/`.

The first index of each shelf lies with the cards of its documents in a file of its own, which stays as it is until all begins anew; what
has changed since, the weights of that index among it, lies in one small file beside them, which is written after every change.
"""

import contextlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .arrays import read_arrays, write_arrays
from .document import Document
from .index import Index, Rarity
from .likeness import Key
from .matching import Pool
from .reweighing import reweighed
from .shelf import Card, Shelf
from .store import Store
from .updates import Lists

_ROWS = ("more", "by", "looked", "bare", "final", "least")


class KeptArchive:
    """The files of one folder, for one key. Where they cannot be written or are broken, nothing is kept and nothing fails."""

    def __init__(self, folder: Path, key: str) -> None:
        self._folder, self._key = folder, key
        self._there: set[str] = set()
        self._names: dict[int, tuple[Any, str]] = {}
        """The names of the files of first indexes, by the identity of their terms: these are held, so that no others take it."""
        self._first: dict[str, Mapping[str, Any]] = {}
        """What these files hold, where it has been read: it lies in the file, and not in memory."""

    def load(self, documents: Mapping[Key, Document], store: Store) -> tuple[Lists, str] | None:
        """The lists as they were kept, and their token. `documents` are those of now, for what has to be taken apart anew."""
        found = read_arrays(self._since)
        with contextlib.suppress(KeyError, ValueError, TypeError, IndexError):
            if found is None or found[0]["key"] != self._key:
                return None
            head, arrays = found
            shelves = {}
            for number, told in enumerate(head["shelves"]):
                base = read_arrays(self._base(told["base"]))
                if base is None or base[0]["name"] != told["base"]:
                    return None
                mine = {name.partition(".")[2]: one for name, one in arrays.items() if name.startswith(f"{number}.")}
                shelf = _shelf(told, mine, *base, int(head["limit"]))
                shelves[told["name"]] = shelf
                self._there.add(told["base"])
                self._first[told["base"]] = base[1]
                terms = shelf.pool.indexes[0].terms  # the same, however often they are weighed anew
                self._names[id(terms)] = (terms, told["base"])
            return Lists(shelves, head["limit"], documents, store, mixed=head["mixed"]), str(head["token"])
        return None

    def save(self, lists: Lists, token: str) -> None:
        """Keep the lists under a token: the first indexes that are not there yet, and what has changed since."""
        told, arrays, names = [], {}, set()
        with contextlib.suppress(OSError, UnicodeEncodeError):
            for number, (name, shelf) in enumerate(sorted(lists.shelves.items())):
                index = shelf.pool.indexes[0]
                _, base = self._names.get(id(index.terms), (index.terms, ""))
                if base not in self._there:
                    rows = _rows_of(shelf, slice(index.size))
                    base = blake2b(json.dumps(rows).encode(), digest_size=12).hexdigest()
                    first: Mapping[str, Any] = _first(shelf)
                    write_arrays(self._base(base), {"name": base, "cards": rows}, first)
                    self._there.add(base)
                    self._first.pop(base, None)
                    self._names[id(index.terms)] = (index.terms, base)
                else:
                    first = self._read(base)
                names.add(base)
                told.append({"name": name, "base": base, **_facts(shelf)})
                since = _since(shelf) | _others(first, index.parts())
                arrays.update({f"{number}.{part}": array for part, array in since.items()})
            head = {"key": self._key, "token": token, "limit": lists.limit, "mixed": lists.mixed, "shelves": told}
            write_arrays(self._since, head, arrays)
            for file in self._folder.glob("related-base-*.bin"):
                if (base := file.stem.removeprefix("related-base-")) not in names:
                    self._first.pop(base, None)  # whoever holds it keeps its place on the disk
                    file.unlink(missing_ok=True)

    def _read(self, base: str) -> Mapping[str, Any]:
        """What the file of a first index holds. Raises OSError where it cannot be read any more."""
        if base not in self._first:
            found = read_arrays(self._base(base))
            if found is None:
                self._there.discard(base)
                raise OSError(f"{self._base(base)} is not as it was written")
            self._first[base] = found[1]
        return self._first[base]

    @property
    def _since(self) -> Path:
        return self._folder / "related-archive.bin"

    def _base(self, name: str) -> Path:
        return self._folder / f"related-base-{name}.bin"


def _first(shelf: Shelf) -> dict[str, Any]:
    """The first index as it was when all began: what changed since follows from how many hold a term now."""
    index = shelf.pool.indexes[0]
    if index.is_as_made:
        return index.parts()
    return reweighed(index, index.terms, shelf.rarity, index.uses(index.terms))[0].parts()


def _since(shelf: Shelf) -> dict[str, Any]:
    import numpy as np

    made = {name: getattr(shelf, name) for name in _ROWS} | {"order": shelf.pool.order, "alive": shelf.pool.alive}
    made["asks"] = np.packbits(shelf.asks)
    for index in shelf.pool.indexes[1:]:
        made |= {f"index.{name}": array for name, array in index.parts().items()}
    return made


def _others(first: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Of each array of the first index that has other values now: where, and which."""
    import numpy as np

    found = dict[str, Any]()
    for name, array in now.items():
        if array is not first[name]:
            at = np.flatnonzero(array != first[name])
            if len(at):
                found |= {f"first.{name}.at": at, f"first.{name}.is": array.reshape(-1)[at]}
    return found


def _with_others(first: Mapping[str, Any], since: Mapping[str, Any]) -> dict[str, Any]:
    """The first index as it is now, in parts: what `_others` found is put in."""
    made = dict(first)
    for name in first:
        if f"first.{name}.at" in since:
            made[name] = first[name].copy()
            made[name].reshape(-1)[since[f"first.{name}.at"]] = since[f"first.{name}.is"]
    return made


def _rows_of(shelf: Shelf, some: slice) -> list[list[Any]]:
    """Cards and marks in plain values."""
    return [
        [*one.key, one.digest.hex(), one.day, one.column, "" if mark == one.digest else mark.hex()]
        for one, mark in zip(shelf.cards[some], shelf.marks[some], strict=True)
    ]


def _facts(shelf: Shelf) -> dict[str, Any]:
    since = slice(shelf.pool.indexes[0].size, None)
    return {
        "cards": _rows_of(shelf, since),
        "columns": [[*column, count] for column, count in sorted(shelf.columns.items())],
        "rarity": [shelf.rarity.whole, shelf.rarity.common],
        "pool": [shelf.pool.pace, shelf.pool.visits],
    }


def _shelf(
    told: Mapping[str, Any], arrays: Mapping[str, Any], first: Mapping[str, Any], base: Mapping[str, Any], limit: int
) -> Shelf:
    import numpy as np

    cards, marks = _cards([*first["cards"], *told["cards"]])
    rarity, indexes = Rarity(*told["rarity"]), [Index.of_parts(_with_others(base, arrays))]
    later = {name.partition(".")[2]: array for name, array in arrays.items() if name.startswith("index.")}
    if later:
        indexes.append(Index.of_parts(later))
    days = np.array([np.nan if one.day is None else one.day for one in cards], np.float64)
    alive, (pace, visits) = arrays["alive"], told["pool"]
    pool = Pool.of(indexes, days, arrays["order"], alive, like=(pace, visits))
    asks = np.unpackbits(arrays["asks"], count=len(indexes[0].counts)).view(bool)
    numbers = {cards[n].key: n for n in np.flatnonzero(alive).tolist()}
    counts = Counter({(lang, begin): count for lang, begin, count in told["columns"]})
    rows = {name: arrays[name] for name in _ROWS}
    return Shelf(cards, marks, numbers, counts, rarity, pool, asks, limit=limit, **rows)


def _cards(told: Sequence[Any]) -> tuple[list[Card], list[bytes]]:
    cards, marks = [], []
    for *key, digest, day, column, mark in told:
        card = Card(tuple(key), bytes.fromhex(digest), day, tuple(column) if column else None)
        cards.append(card)
        marks.append(bytes.fromhex(mark) if mark else card.digest)
    return cards, marks
