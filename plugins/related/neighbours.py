"""What stands beside a story: the rest of its storyline, its category and its archive, the nearest in time first. Pure."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

from .stamps import ROW, Stamp

#: Time and key, which ends with the path.
_Row = tuple[float, tuple[str, str, str]]


class Neighbours:
    """Rows of stories, given by their stamps, by date; only those of one language stand beside each other."""

    def __init__(self, stamps: Mapping[str, tuple[Any, ...]]) -> None:
        self._stamps = stamps
        self._rows: dict[tuple[str, str, str], list[_Row]] = {}
        places = [(path, ROW(one)) for path, one in stamps.items()]
        for when, key, line, category in sorted(
            [(when, (slug, lang, path), line, category) for path, (when, slug, lang, line, category) in places]
        ):
            row, lang = (when, key), key[1]
            self._rows.setdefault(("", "", lang), []).append(row)
            if line:
                self._rows.setdefault(("storyline", line, lang), []).append(row)
            if category:
                self._rows.setdefault(("category", category, lang), []).append(row)

    def of_storyline(self, path: str) -> Iterator[str]:
        line = Stamp._make(self._stamps[path]).storyline
        return self._near(path, "storyline", line) if line else iter(())

    def of_category(self, path: str) -> Iterator[str]:
        category = Stamp._make(self._stamps[path]).category
        return self._near(path, "category", category) if category else iter(())

    def of_archive(self, path: str) -> Iterator[str]:
        return self._near(path, "", "")

    def _near(self, path: str, kind: str, slug: str) -> Iterator[str]:
        """The others of a row, the nearest in time first; of two as near the older."""
        stamp = Stamp._make(self._stamps[path])
        row = self._rows.get((kind, slug, stamp.lang), [])
        when, last = stamp.when, len(row) - 1
        after = bisect_left(row, _by_date(path, stamp))
        before = after - 1
        since = when - row[before][0] if before >= 0 else math.inf
        until = row[after][0] - when if after <= last else math.inf
        while before >= 0 or after <= last:
            if since <= until:
                found, before = row[before][1][-1], before - 1
                since = when - row[before][0] if before >= 0 else math.inf
            else:
                found, after = row[after][1][-1], after + 1
                until = row[after][0] - when if after <= last else math.inf
            if found != path:
                yield found


def _by_date(path: str, stamp: Stamp) -> _Row:
    return (stamp.when, (stamp.slug, stamp.lang, path))
