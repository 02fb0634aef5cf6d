"""Many readings in one file, by columns: each field of all readings, of all their stories, and of the parts that these have. Pure.

Python goes from one to the next by itself so, where it looked at each field of each; and a field that says the same everywhere takes no room.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import tzinfo
from functools import partial
from itertools import compress, islice, repeat
from typing import Any

from .file_reading import Details, Reading
from .plain import AS_IT_IS
from .problem import Problem
from .resting import BESIDES, NOTHING, PROBLEMS, READING, STORY, Form, Names, Rest, Resting, Waking, parts_of
from .stamps import Stamp
from .unguarded import unguarded

#: A field of many: whether all say the same, and that, or what each says.
_Column = tuple[bool, Any]
#: How many there are, and the columns of their fields. In the place of a column of parts stand how many each has, and a table of them all.
_Table = tuple[int, list[Any]]
_EMPTY: Any = ([], (), (), (), (0, []), (True, False), (0, []))


def packed(rows: Mapping[str, tuple[Stamp | None, str, Resting]], names: Names) -> Any:
    """Plain values that hold readings at rest, by path, each with its file's stamp and digest. `names` are those that they speak of."""
    restings = [resting for *_, resting in rows.values()]
    stories = [story for _, story in restings if story]
    return (
        names.listed,
        tuple(names.as_ones(rows)),
        tuple([stamp for stamp, *_ in rows.values()]),
        tuple([digest for _, digest, _ in rows.values()]),
        _table(READING, [reading for reading, _ in restings]),
        _column([story is not None for _, story in restings]),
        _table(STORY, stories),
    )


def _table(form: Form, rests: Sequence[Rest]) -> _Table:
    columns = list(zip(*[values for values, _ in rests], strict=True))
    parts = parts_of(form)
    found: list[Any] = []
    for at, column in enumerate(columns):
        if at in parts:
            found.append((_column(list(map(len, column))), _table(parts[at], [one for some in column for one in some])))
        elif form is READING and at == PROBLEMS:
            found.append(_problems(column))
        else:
            found.append(_column(column))
    return len(rests), found


def _problems(column: Iterable[Any]) -> tuple[_Column, tuple[Any, ...], tuple[Any, ...]]:
    counts: list[int] = []
    said: list[Any] = []
    fixes: list[Any] = []
    for rows, mended in (one or ((), ()) for one in column):
        fixes += [(len(said) + at, fix) for at, fix in mended]
        counts.append(len(rows))
        said += rows
    return _column(counts), tuple(said), tuple(fixes)


def _column(values: Sequence[Any]) -> _Column:
    """What is no atom, and not empty, is not compared: two that are equal may not say the same."""
    first = values[0] if values else None
    is_plain = type(first) in AS_IT_IS or first == ()
    if is_plain and len(set(map(type, values))) == 1 and values.count(first) == len(values):
        return True, first
    return False, tuple(values)


class Pack:
    """The readings of a file. Raises ValueError or TypeError for what is none."""

    def __init__(self, kept: Any) -> None:
        self._listed, self.paths, self._stamps, self._digests, self._readings, self._with_story, self._stories = (
            kept or _EMPTY
        )

    def standing(
        self, files: Mapping[str, str], seen: Mapping[str, Stamp], stamp_now: Callable[[str], Stamp | None]
    ) -> frozenset[str]:
        """The paths of those of the files that have the stamps that they had: as they were seen, or as they are."""
        known = zip(self.paths, self._stamps, strict=True)
        return frozenset(
            [
                path
                for path, stamp in known
                if stamp and path in files and stamp == (seen.get(path) or stamp_now(files[path]))
            ]
        )

    def made(
        self,
        zone: tzinfo,
        words: Callable[[str, str, str], str],
        details: Callable[[str, str], Details],
        edition: Callable[[str], str],
    ) -> list[Reading]:
        """All of them, in the order of `paths`. The rest is fetched by path and digest."""
        known = list(zip(self.paths, self._digests, strict=True))
        have = list(_values(self._with_story, len(known)))
        with_story = list(compress(known, have))
        waking = _Waking(zone, self._listed)
        fetched = [partial(words, path, digest) for path, digest in with_story]
        stories = iter(waking.all(STORY, self._stories, fetched, [edition(digest) for _, digest in with_story]))
        of_readings = [next(stories) if has else None for has in have]
        return waking.all(READING, self._readings, of_readings, [partial(details, *one) for one in known])


class _Waking(Waking):
    """Makes the values of whole tables."""

    def all(self, form: Form, table: _Table, *besides: Iterable[Any]) -> list[Any]:
        count, columns = table
        if not count:
            return []
        values = [self._of_field(form, at, column, count) for at, column in enumerate(columns)]
        made = list(map(unguarded(form.kind, (*form.names, *BESIDES.get(form.kind, ()))), *values, *besides))
        if len(made) != count or len(values) != len(form.names):
            raise ValueError("of another form")
        for one in made:
            one.__class__ = form.kind
        return made

    def _of_field(self, form: Form, at: int, column: Any, count: int) -> Iterable[Any]:
        part = parts_of(form).get(at)
        if part:
            counts, table = column
            return _shares(self.all(part, table), counts, count)
        if form is READING and at == PROBLEMS:
            counts, said, fixes = column
            return _shares(Problem.revived(said, fixes), counts, count)
        make = self.makers[form.kind].get(at)
        is_alike, value = column
        if at in form.mappings:
            nothing, each = NOTHING, value if not is_alike else (value,)
            made = [(make(one) if make else one) if one else nothing for one in each]
        elif make:
            made = [make(one) if one else one for one in ((value,) if is_alike else value)]
        else:
            return _values(column, count)
        return repeat(made[0], count) if is_alike else made


def _values(column: _Column, count: int) -> Iterable[Any]:
    is_alike, value = column
    return repeat(value, count) if is_alike else value


def _shares(parts: Iterable[Any], counts: _Column, count: int) -> Iterable[tuple[Any, ...]]:
    """The parts of each of `count`, by how many each has."""
    left = iter(parts)
    are_alike, each = counts
    if not are_alike:
        return [tuple(islice(left, one)) if one else () for one in each]
    return zip(*[left] * each, strict=True) if each else repeat((), count)
