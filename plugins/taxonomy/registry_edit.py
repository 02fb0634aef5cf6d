"""Changes an entry of `tags.yaml` or `categories.yaml`, and nothing around it: comments, order and quoting stay byte for byte. Pure."""

import re
from dataclasses import dataclass

from ..newsroom.yaml_text import Raw, read_yaml

_PLAIN = re.compile(r"[^\W_][\w .+/()'-]*")
_WORDS = re.compile(r"(?:y|yes|n|no|on|off|true|false|null)|[\d.]+", re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """One entry in its text: the lines it takes, from 0, and what it says."""

    slug: str
    first: int
    last: int
    """The line behind its last one."""
    facts: dict[str, Raw]
    is_block: bool
    """Whether it is a mapping of its own, and not a name alone."""
    quotes: dict[str, str]
    """The quotes around the texts among the facts."""


def entry_of(text: str, slug: str) -> Entry | None:
    """The entry of a slug; None where the text has none. Raises YamlFault for what is no registry."""
    document = read_yaml(text)
    lines = text.split("\n")
    for number, ((key, value), line) in enumerate(zip(document.pairs, document.lines, strict=True)):
        if key == slug:
            end = document.lines[number + 1] - 1 if number + 1 < len(document.lines) else len(lines)
            while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
                end -= 1
            facts: dict[str, Raw] = {}
            if value:
                facts = dict(value) if isinstance(value, dict) else {"name": value}
            quotes = {fact: _quote_of(lines, fact, line - 1, end) for fact in facts}
            return Entry(slug, line - 1, end, facts, isinstance(value, dict), quotes)
    return None


def renamed(text: str, slug: str, new_slug: str, name: str) -> str:
    """The text with an entry under another slug and name; what names it as parent or as `merged_into` follows."""
    text = with_fact(text, slug, "name", name, slug_is=new_slug)
    if new_slug == slug:
        return text
    entry = _known(text, slug)
    lines = text.split("\n")
    lines[entry.first] = re.sub(rf"""^(['"]?){re.escape(slug)}\1(?=\s*:)""", _scalar(new_slug), lines[entry.first])
    return pointed("\n".join(lines), slug, new_slug)


def pointed(text: str, slug: str, new_slug: str) -> str:
    """The text with every `parent` and `merged_into` that named one entry naming another."""
    pattern = re.compile(
        rf"""(\b(?:parent|merged_into):[ \t]*)(['"]?){re.escape(slug)}\2(?=\s*(?:[,}}#]|$))""", re.MULTILINE
    )
    return pattern.sub(rf"\g<1>\g<2>{new_slug}\g<2>", text)


def with_fact(text: str, slug: str, key: str, value: str, *, slug_is: str = "") -> str:
    """The text with one value of an entry, as it was where that is what the entry says already. `slug_is` is the slug it will have."""
    entry = _known(text, slug)
    given = entry.facts.get(key)
    if given == value or (key == "name" and given is None and value == slug == (slug_is or slug)):
        return text
    if key == "name" and not entry.is_block and value == slug_is:
        return _set(text, entry, key, "")
    quote = entry.quotes.get(key, "") if isinstance(given, str) and _is_plain(given) else ""
    return _set(text, entry, key, quoted(value, quote) if quote else _scalar(value))


def with_list(text: str, slug: str, key: str, values: list[str]) -> str:
    """The text with one list of an entry; an empty list takes the key out."""
    entry = _known(text, slug)
    if list_of(entry, key) == values:
        return text
    items = _items(text.split("\n"), entry, key, values) if entry.is_block else None
    if items is not None:
        return "\n".join(items)
    return _set(text, entry, key, f"[{', '.join(_scalar(one, in_list=True) for one in values)}]" if values else "")


def _set(text: str, entry: Entry, key: str, written: str) -> str:
    """Write `key: written` into an entry, in place of what it has; "" takes the key out."""
    lines = text.split("\n")
    head = lines[entry.first]
    inline = re.match(r"""^([^#:]*?['"]?\s*:[ \t]*)(.*)$""", head)
    assert inline is not None
    value = inline[2]
    if value.startswith("{"):
        lines[entry.first : entry.last] = _flow("\n".join(lines[entry.first : entry.last]), key, written).split("\n")
    elif entry.is_block:
        _block(lines, entry, key, written)
    elif key == "name":  # `nato: NATO`, or `nato:` alone
        lines[entry.first] = f"{inline[1].rstrip()} {written}".rstrip()
    elif written:
        name = value or _scalar(entry.slug)
        lines[entry.first : entry.last] = [inline[1].rstrip(), f"  name: {name}", f"  {key}: {written}"]
    return "\n".join(lines)


def _block(lines: list[str], entry: Entry, key: str, written: str) -> None:
    pattern = re.compile(rf"^(\s+){key}:\s*")
    for number in range(entry.first + 1, entry.last):
        match = pattern.match(lines[number])
        if match:
            end = number + 1
            deeper = re.compile(rf"^(?:{match[1]}\s|\s*$|{match[1]}-)")
            while end < entry.last and deeper.match(lines[end]):
                end += 1
            comment = re.search(r"\s+#.*$", lines[number]) if end == number + 1 else None
            lines[number:end] = [match[0].rstrip() + f" {written}{comment[0] if comment else ''}"] if written else []
            return
    if not written:
        return
    indent = next((m[0] for line in lines[entry.first + 1 : entry.last] if (m := re.match(r"\s+(?=\S)", line))), "  ")
    place = entry.first + 1 if key == "name" else entry.last
    lines.insert(place, f"{indent}{key}: {written}")


def _items(lines: list[str], entry: Entry, key: str, values: list[str]) -> list[str] | None:
    """The lines with a list that is written one item to a line; None where it is not."""
    for number in range(entry.first + 1, entry.last):
        if not re.fullmatch(rf"\s+{key}:\s*", lines[number]):
            continue
        rows: list[str] = []
        while number + 1 + len(rows) < entry.last and re.match(r"\s+-\s", lines[number + 1 + len(rows)]):
            rows.append(lines[number + 1 + len(rows)])
        given = list_of(entry, key)
        if not rows or len(rows) != len(given) or not values:
            return None
        by_value = dict(zip(given, rows, strict=True))
        dash = re.match(r"\s+-\s+", rows[0])
        assert dash is not None
        made = [by_value.get(value, dash[0] + _scalar(value)) for value in values]
        return [*lines[: number + 1], *made, *lines[number + 1 + len(rows) :]]
    return None


def _flow(text: str, key: str, written: str) -> str:
    """The same for `slug: {name: NATO, was: [x]}`."""
    item = rf"""{key}:\s*(?:\[[^\]]*\]|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,}}\[\]]*[^,}}\[\]\s])"""
    match = re.search(rf"(?<=[{{,\s]){item}", text)
    if match and written:
        return f"{text[: match.start()]}{key}: {written}{text[match.end() :]}"
    if match:
        before, after = text[: match.start()], text[match.end() :]
        return before.rstrip().rstrip(",") + after if before.rstrip().endswith(",") else before + after.lstrip(", ")
    if not written:
        return text
    close = text.rindex("}")
    inner = text[:close].rstrip()
    return f"{inner}{'' if inner.endswith(('{', ',')) else ','}{'' if inner.endswith('{') else ' '}{key}: {written}{text[close:]}"


def _known(text: str, slug: str) -> Entry:
    entry = entry_of(text, slug)
    if entry is None:
        raise LookupError(f"no entry {slug}")
    return entry


def list_of(entry: Entry, key: str) -> list[str]:
    """A list of an entry; one text counts as a list of one."""
    value = entry.facts.get(key)
    if isinstance(value, list):
        return [one for one in value if isinstance(one, str)]
    return [value] if isinstance(value, str) and value else []


def _quote_of(lines: list[str], key: str, first: int, last: int) -> str:
    match = re.search(rf"""(?:^|[{{,\s]){key}:\s*(['"])""", "\n".join(lines[first:last]), re.MULTILINE)
    return match[1] if match else ""


def _scalar(value: str, *, in_list: bool = False) -> str:
    """A text as YAML: plain where it can be nothing else."""
    return value if _is_plain(value) and not (in_list and "," in value) else quoted(value, '"')


def quoted(value: str, quote: str = '"') -> str:
    """A text in YAML's quotes."""
    if quote == "'":
        return "'" + value.replace("'", "''") + "'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_plain(value: str) -> bool:
    return bool(_PLAIN.fullmatch(value)) and not _WORDS.fullmatch(value) and value == value.strip()
