"""A header's fields gathered by key: synonyms joined, text split into lists, each value with its place in the file."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from . import keys
from .dialects import Fault, Field, Manuscript
from .held_back import is_day_of_publication, status_meant
from .meant_credit import credit_meant
from .options import meant, nearest
from .slips import bare_name, without_marks
from .story import RELATIONS
from .yaml_text import Path, Position, Raw, YamlFault, read_yaml

_PEOPLE = frozenset({"authors", "editors", "translators", "interviewees", "contributors"})
_AT_AND = re.compile(r"[,\n]|\s+and\s+")
_AT_SEMICOLON_AND = re.compile(r"[;\n]|\s+and\s+")
_AT_COMMA = re.compile(r"[,\n]")
_AT_SEMICOLON = re.compile(r"[;\n]")
#: Items as `-oceans`, which YAML reads as words.
_DASHED = re.compile(r"-[^\W\d]\S*(?:\s+-\S+)*\s*$")
#: Tags as in a message: `#harbour #low-water`.
_HASHTAGS = re.compile(r"#[^\s#,;]+(?:\s+#[^\s#,;]+)+")
_ENTRIES = frozenset({"sources", "corrections"})
#: Lists of names, around which no quotation marks belong.
_NAMES = keys.LISTS - {"key_points", *_ENTRIES}
_SHORT = {
    "source_url": "url", "source_title": "title", "source_author": "author", "source_date": "published",
    "source_license": "license", "source_archive": "archived", "source_gone": "gone", "relation": "relation",
}  # fmt: skip

_NO = frozenset({"", "no", "false", "off", "none", "null", "0"})

#: The way from a value to what stands in it, and the place of that; by the way to the value.
InnerPlaces = dict[Path, list[tuple[Path, Position]]]


@dataclass
class Header:
    """What a writer gave, by key. `extra` are keys that are not ours; `line` finds the place of a value."""

    data: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Raw] = field(default_factory=dict)
    places: dict[Path, Position] = field(default_factory=dict)
    hints: list[Fault] = field(default_factory=list)

    def place(self, path: Path) -> Position:
        """(line, column) of the value at `path`, or of the nearest thing around it; (0, 0) where the file has no such line."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        return (0, 0)


def header_of(manuscript: Manuscript, is_category: Callable[[str], bool]) -> Header:
    """The fields of a manuscript by key. `is_category` knows the names that are one category although they hold commas."""
    header = Header()
    seen: dict[str, Field] = {}
    inner = _inner_places(manuscript)
    for one in manuscript.fields:
        name = keys.normal(one.name)
        if name in seen:
            header.hints.append(
                Fault(
                    one.line,
                    one.column,
                    "W19",
                    f'"{one.name}" is written twice, first on line {seen[name].line}',
                    "keep one of them; the last one counts",
                )
            )
            _forget(header, seen[name])
        seen[name] = one
        _take(header, one, manuscript, inner, is_category)
    _join_source(header)
    return header


def split(text: str, key: str, is_category: Callable[[str], bool]) -> list[str]:
    """A text as the list its key wants: at `;`, else at `,`, people at " and " too, and nothing at blanks."""
    if key in _PEOPLE:  # "Doe, John; Roe, Jane" are two, as with Pelican
        parts = (_AT_SEMICOLON_AND if ";" in text else _AT_AND).split(text)
    elif key == "tags" and _HASHTAGS.fullmatch(text):
        parts = text.replace("#", " ").split()
    elif key in ("categories", "tags"):
        if is_category(text) and key == "categories":
            parts = [text]
        else:
            parts = (_AT_SEMICOLON if ";" in text else _AT_COMMA).split(text)
    elif key == "key_points":
        parts = text.split("\n")
    else:
        parts = _AT_COMMA.split(text)
    return [part.strip() for part in parts if part.strip()]


def _says_more(name: str, near: str) -> bool:
    """Whether a key is no slip: a word of its own, one near a key of two letters as `nid` is, or all words of a known key and others beside them, as `old_source_url`."""
    return (
        name in keys.OF_OTHERS
        or is_day_of_publication(name)
        or len(near) < 3
        or set(near.split("_")) < set(name.split("_"))
    )


def _take(
    header: Header, one: Field, manuscript: Manuscript, inner: InnerPlaces, is_category: Callable[[str], bool]
) -> None:
    one = _as_meant(header, one, manuscript)
    if not keys.is_known(one.name):
        _take_unknown(header, one, manuscript)
    elif one.key in keys.LISTS:
        _take_list(header, one, manuscript, inner, is_category)
    else:
        _take_value(header, one, inner)


def _as_meant(header: Header, one: Field, manuscript: Manuscript) -> Field:
    """The field under the name that is meant, where it has another for what keeps a story from readers, for its date or for its credit; each is told."""
    written, value = one.name, one.value
    said = status = ""
    if one.key == "published" and _is_date(value) and all(other.key != "date" for other in manuscript.fields):
        name, said = "date", f'{written}: "{value}" is read as the date'
    elif _holds_back(one, manuscript):
        name, said = "embargo", f"{written} is read as the embargo"
    elif (status := status_meant(written, value)) and _has_no_status(header, manuscript):
        name, said = "status", f"{written}: {value} is read as status: {status}"
    elif (credit := credit_meant(written)) and all(other.key != credit for other in manuscript.fields):
        name, said = credit, f"{written} is read as {credit}"
    if not said:
        return one
    name = name.capitalize() if written[:1].isupper() else name
    renamed, fix = one._replace(name=name), ((written, name),)
    if not status:
        header.hints.append(Fault(one.line, one.column, "W19", said, f"write {name}:", fix))
        return renamed
    both = (*fix, (str(value), status)) if written != str(value) else None
    header.hints.append(Fault(one.line, one.column, "W19", said, f"write {name}: {status}", both))
    return renamed._replace(value=status)


def _holds_back(one: Field, manuscript: Manuscript) -> bool:
    """Whether a key of another name is an embargo: a story must not go out early because of a slip in its header."""
    if keys.is_known(one.name) or not keys.is_like_embargo(one.name) or str(one.value).strip().lower() in _NO:
        return False
    return all(other.key != "embargo" for other in manuscript.fields)


def _has_no_status(header: Header, manuscript: Manuscript) -> bool:
    """Whether the header says nothing of it by its own name; of two other names the stricter counts."""
    return header.data.get("status") != "draft" and all(one.key != "status" for one in manuscript.fields)


def _is_date(value: Raw) -> bool:
    return isinstance(value, str) and re.match(r"\d{4}-\d{1,2}-\d{1,2}\b", value.strip()) is not None


def _take_unknown(header: Header, one: Field, manuscript: Manuscript) -> None:
    """A key of somebody else's is kept; one that is nearly ours is told."""
    header.extra.update(dict.fromkeys(keys.spellings(one.name), one.value))
    near = keys.FOREIGN.get(keys.normal(one.name)) or nearest(keys.normal(one.name), keys.known_names())
    if near and not _says_more(keys.normal(one.name), keys.normal(near)):
        said = f'unknown key "{one.name}" is kept as it is'
        fix = _renaming(one.name, near, manuscript)
        header.hints.append(Fault(one.line, one.column, "W19", said, f'did you mean "{near}"?', fix))


def _take_value(header: Header, one: Field, inner: InnerPlaces) -> None:
    value = one.value
    if one.classic and isinstance(value, str) and one.key != "summary":
        value = " ".join(value.split("\n"))
    header.data[one.key] = value
    header.places[(one.key,)] = (one.line, one.column)
    if inner:
        _copy_places(header, inner, (one.name,), (one.key,))


def _take_list(
    header: Header, one: Field, manuscript: Manuscript, inner: InnerPlaces, is_category: Callable[[str], bool]
) -> None:
    """The items of a list behind those that another key of the same meaning gave, each once."""
    key, place, has_entries = one.key, (one.line, one.column), one.key in _ENTRIES
    header.places.setdefault((key,), place)
    value: Raw = one.value
    if isinstance(value, str) and _DASHED.match(value):
        said = f"the items of {one.name} are read as one text"
        header.hints.append(Fault(*place, "W19", said, "write a blank behind each dash"))
    if isinstance(value, str) and not has_entries:
        value = flow(value) if one.classic else value
        value = without_marks(value) if isinstance(value, str) and key in _NAMES else value
        value = list(split(value, key, is_category)) if isinstance(value, str) else value
    if isinstance(value, dict) or (isinstance(value, str) and value):
        header.data[key] = value
        return
    items = header.data.setdefault(key, [])
    if not isinstance(items, list):
        return
    joined = tuple(items)
    for number, given in enumerate(value):
        item: Raw = given
        if isinstance(given, str) and not has_entries:
            item = given.strip().removesuffix(",").rstrip()
            item = without_marks(item) if key in _NAMES else item
            item = bare_name(item) if key in _PEOPLE else item
            if not item or item in joined:  # the other key of the same meaning names it too
                continue
        path = (key, len(items))
        header.places[path] = manuscript.positions.get((one.name, number), place)
        if inner:
            _copy_places(header, inner, (one.name, number), path)
        items.append(item)


def _renaming(name: str, near: str, manuscript: Manuscript) -> tuple[tuple[str, str], ...] | None:
    """What makes a key the one that was meant, where nothing else can be meant: no such key is there, and little differs."""
    if any(one.key == keys.meaning(near) for one in manuscript.fields) or abs(len(name) - len(near)) > 1:
        return None
    written = near.capitalize() if name[:1].isupper() else near
    return ((name, written),) if sorted(name.casefold()) == sorted(near) or len(near) > 4 else None


def flow(value: str) -> Raw:
    """A classic value that is written as a flow list, `[a, "b c"]`, as that list."""
    if value.startswith("[") and value.endswith("]"):
        try:
            read = read_yaml(f"key: {value}").pairs[0][1]
        except YamlFault:
            return value
        if isinstance(read, list) and all(isinstance(item, str) for item in read):
            return read
    return value


def _inner_places(manuscript: Manuscript) -> InnerPlaces:
    """The places of what stands in a value or in an item of one, by that."""
    found: InnerPlaces = {}
    for path, place in manuscript.positions.items():
        if len(path) == 1:
            continue
        for length in range(1, min(len(path), 3)):
            found.setdefault(path[:length], []).append((path[length:], place))
    return found


def _copy_places(header: Header, inner: InnerPlaces, outer: Path, path: Path) -> None:
    for way, place in inner.get(outer, ()):
        rest = tuple(keys.normal(part) if isinstance(part, str) else part for part in way)
        header.places[(*path, *rest)] = place


def _forget(header: Header, one: Field) -> None:
    """The earlier of two equal keys does not count."""
    header.data.pop(one.key, None)
    for name in keys.spellings(one.name):
        header.extra.pop(name, None)
    for path in [path for path in header.places if path[0] == one.key]:
        del header.places[path]


def _join_source(header: Header) -> None:
    """The short form `Source:` with its `Source_URL:` and so on is one entry of `sources`, the first."""
    given = header.data.pop("source", "")
    facts = {inner: header.data.pop(key) for key, inner in _SHORT.items() if header.data.get(key)}
    for key in _SHORT:
        header.data.pop(key, None)
    entry = {**given, **facts} if isinstance(given, dict) else ({"source": given, **facts} if given else facts)
    if not entry:
        return
    if set(entry) == {"relation"}:
        if str(entry["relation"]).strip().casefold() in RELATIONS:
            said = f'the relation "{entry["relation"]}" belongs to no source'
            remedy = "write it into the entry of sources that it is about, or name the source"
            header.hints.append(Fault(*header.place(("relation",)), "E18", said, remedy))
        return
    others = header.data.get("sources", [])
    header.data["sources"] = [entry, *others] if isinstance(others, list) else [entry]
    _shift(header.places)
    for key, inner in (("source", "source"), *_SHORT.items()):
        if (key,) in header.places:
            header.places[("sources", 0, inner)] = header.places[(key,)]
            header.places.setdefault(("sources", 0), header.places[(key,)])
    header.places.setdefault(("sources",), header.places[("sources", 0)])


def _shift(places: dict[Path, Position]) -> None:
    """Make room for one entry in front of the entries of `sources`."""
    moved: dict[Path, Position] = {}
    for path in [path for path in places if path[0] == "sources" and len(path) > 1]:
        moved[("sources", int(path[1]) + 1, *path[2:])] = places.pop(path)
    places.update(moved)


def nested_hints(header: Header, parts: Iterable[tuple[str, tuple[str, ...]]]) -> list[Fault]:
    """Keys inside `sources`, `corrections`, `image` ... that are nearly known ones."""
    hints = []
    for key, known in parts:
        value = header.data.get(key)
        entries = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for number, entry in entries:
            for name in entry if isinstance(entry, dict) else ():
                normal = keys.normal(name).replace("licence", "license")
                if normal in known:
                    continue
                path: Path = (key, normal) if number is None else (key, number, normal)
                hints.append(Fault(*header.place(path), "W19", f'{key} has no "{name}"', meant(normal, known)))
    return hints
