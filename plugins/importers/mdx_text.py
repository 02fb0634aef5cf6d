"""MDX, Markdown with components of React in it, as Markdown: Docusaurus and Astro write it. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence

from .hugo_text import Converted

_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
_IMPORT = re.compile(r"import\b(?:[^'\"]*\bfrom)?\s*(['\"])[^'\"\n]+\1;?\s*$")
_EXPORT = re.compile(r"export\s+(?:const|let|var|default|function|async|class|type|interface|\{|\*)")
_BRACED = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_CODE = re.compile(r"(`+)(?!`)(?:.|\n)+?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"\{/\*.*?\*/\}", re.DOTALL)
_COMPONENT = re.compile(
    rf"<(?P<end>/)?(?P<name>[A-Z][\w.]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|{_BRACED}|[^\"'{{}}<>]){{0,400}}?)(?P<self>/)?>"
)
_FRAGMENT = re.compile(r"</?>")
_ATTRIBUTE = re.compile(rf"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|({_BRACED}))""")
_STYLED = re.compile(rf"(<[a-z][^<>]*?)\s+style=\{{{_BRACED}\}}")
_CLASSED = re.compile(r"(<[a-z][^<>]*?\s)className=")
_BLANK = re.compile(r"\{\s*(['\"])(\s*)\1\s*\}")
#: A frame around a text, `:::note A title` to `:::`, as Docusaurus and Starlight have it.
_FRAME = re.compile(
    r"^:{3,}(note|tip|info|warning|danger|caution|important|success)\b\s*(?:\[(?P<title>[^\]\n]*)\]|(?P<words>[^\n{]*))[^\n]*$"
)
#: A frame as Python-Markdown and MkDocs have it, `!!! note "A title"` with its text set in below, and a tab, `=== "A title"`.
_SET_IN = re.compile(
    r"^(?P<indent> *)(?P<mark>!!!|\?\?\?\+?|===) *(?P<kind>[\w-]*)(?: [\w -]*)?(?P<title> *\"[^\"\n]*\")?[ \t]*$",
    re.MULTILINE,
)
_FRAME_ENDS = re.compile(r"^:{3,}\s*$")


def from_mdx(body: str) -> Converted:
    """`body` without what only React understood: imports and comments go, of components the words stay, and each is named."""
    done = Converted()
    names: dict[str, None] = {}
    made = []
    for text, is_code in _parts(body):
        made.append(text if is_code else _plain(text, names, done))
    done.text = "".join(made)
    done.left += [f"the component <{name}> is gone; its words stay" for name in names]
    return done


def framed(body: str) -> Converted:
    """`body` with frames around its texts as quotations; unchanged where it has none."""
    done = Converted(body)
    if ":::" not in body and not _SET_IN.search(body):
        return done
    made: list[str] = []
    for text, is_code in _parts(body):
        made += [text] if is_code else [_quoted(_set_out(text.split("\n"), done), done)]
    done.text = "".join(made)
    return done


def _parts(body: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces that follow each other: (piece, whether it is a block of code)."""
    held: list[str] = []
    fence = ""
    for line in body.splitlines(keepends=True):
        found = _FENCE.match(line)
        ends = found and fence and found[1].startswith(fence) and not line.strip().strip(fence[0])
        if found and not fence:
            yield "".join(held), False
            held, fence = [line], found[1]
        elif ends:
            yield "".join([*held, line]), True
            held, fence = [], ""
        else:
            held.append(line)
    yield "".join(held), bool(fence)


def _plain(text: str, names: dict[str, None], done: Converted) -> str:
    blocks = re.split(r"(\n[ \t]*\n)", text)
    text = "".join("" if _is_module(block.strip()) else block for block in blocks)
    spans: list[str] = []

    def hold(found: "re.Match[str]") -> str:
        spans.append(found[0])
        return f"\x00{len(spans) - 1}\x00"

    text = _CODE.sub(hold, text.replace("\x00", ""))
    text = _FRAGMENT.sub("", _COMMENT.sub("", text))
    text = _COMPONENT.sub(lambda found: _component(found, names, done), text)
    text = _CLASSED.sub(r"\1class=", _BLANK.sub(r"\2", _STYLED.sub(r"\1", text)))
    return re.sub("\x00(\\d+)\x00", lambda found: spans[int(found[1])], text)


def _is_module(block: str) -> bool:
    """Whether a paragraph is code that a module begins with, and no sentence that begins with *import*."""
    lines = block.split("\n")
    if not block.startswith(("import ", "import{", "import'", 'import"', "export ")):
        return False
    if _EXPORT.match(block):
        return True
    statements = re.split(r"\n(?=import\b|export\b)", "\n".join(lines))
    return all(_IMPORT.match(one) or _EXPORT.match(one) for one in statements)


def _component(found: "re.Match[str]", names: dict[str, None], done: Converted) -> str:
    given = {one[1].lower(): one[2] or one[3] or "" for one in _ATTRIBUTE.finditer(found["rest"])}
    if found["self"]:
        if given.get("src") and "alt" in given:
            return f"![{given['alt']}]({given['src']})"
        video = next((given[key] for key in ("id", "videoid", "youtubeid") if given.get(key)), "")
        if "youtube" in found["name"].lower() and re.fullmatch(r"[\w-]{6,20}", video):
            done.left.append(f"the component <{found['name']}> became a link to YouTube")
            return f"<https://www.youtube.com/watch?v={video}>"
        done.left.append(f"the component {' '.join(found[0].split())[:100]} is gone")
        return ""
    names.setdefault(found["name"])
    label = given.get("label") or given.get("title") or ""
    return f"\n**{label}**\n\n" if label and not found["end"] else ""


def _quoted(lines: Iterable[str], done: Converted) -> str:
    made: list[str] = []
    depth = 0
    for line in lines:
        frame = _FRAME.match(line)
        if frame:
            title = (frame["title"] or frame["words"] or "").strip()
            depth += 1
            made += [">" * depth + f" **{title or frame[1].capitalize()}**", ">" * depth]
            done.left.append(f"{frame[1]}: its frame became a quotation")
        elif depth and _FRAME_ENDS.match(line):
            depth -= 1
            made.append(">" * depth)
        else:
            made.append(f"{'>' * depth} {line}".rstrip() if depth else line)
    return "\n".join(made)


def _set_out(lines: Sequence[str], done: Converted) -> list[str]:
    """The lines with texts that are set in below a frame's or a tab's head as quotations, or below a heading of their own."""
    made: list[str] = []
    at = 0
    while at < len(lines):
        head = _SET_IN.match(lines[at])
        at += 1
        is_tab = head is not None and head["mark"] == "==="
        if head is None or not (head["title"] if is_tab else head["kind"]):
            made.append(lines[at - 1])
            continue
        indent, below = head["indent"], head["indent"] + "    "
        start = at
        while at < len(lines) and (not lines[at].strip() or lines[at].startswith(below)):
            at += 1
        inner = _set_out([line.removeprefix(below) for line in lines[start:at]], done)
        while inner and not inner[-1].strip():
            inner.pop()
        title = (head["title"] or head["kind"].capitalize()).strip().strip('"')
        text = [*([f"**{title}**", ""] if title else []), *inner]
        made += [f"{indent}{line}" if is_tab else f"{indent}> {line}".rstrip() for line in text]
        made += [""] if at < len(lines) else []
        done.left.append(f"{head['kind'] or 'tab'}: its frame became {'a heading' if is_tab else 'a quotation'}")
    return made
