"""What a post of WordPress holds outside its text: blocks that are used in many posts, footnotes, and blocks that were filled at each visit. Pure."""

import json
import re
from collections.abc import Callable, Mapping

_USED = re.compile(r'<!--\s*wp:block\s+\{[^{}]*?"ref":\s*"?(\d+)[^{}]*\}\s*/-->')
_FILLED = re.compile(r"<!--\s*wp:(?P<name>[\w/-]+)\s*(?:\{.*?\}\s*)?/-->", re.DOTALL)
_MARK = re.compile(r"<sup\b[^<>]*\bdata-fn=\"([^\"]+)\"[^<>]*>.*?</sup>", re.DOTALL)
#: Shortcodes of the plugins for footnotes: the note stands where its number is shown.
_NOTE = re.compile(r"\[(?P<name>efn_note|mfn|modern_footnote|footnote|ref)\](?P<words>.*?)\[/(?P=name)\]", re.DOTALL)
_HELD = re.compile("\ue001(\\d+)\ue002")
#: Blocks within blocks, at most; one that uses itself would have no end.
_DEEPEST = 5


def whole(body: str, blocks: Mapping[str, str], left: list[str]) -> str:
    """The text with the blocks that it uses in their places; those that were filled at each visit are named."""
    for _ in range(_DEEPEST):
        if not _USED.search(body):
            break
        body = _USED.sub(lambda found: blocks.get(found[1], ""), body)
    names = sorted({found["name"] for found in _FILLED.finditer(body)} - {"footnotes", "shortcode", "more", "nextpage"})
    if names:
        left.append(f"what WordPress filled in at each visit: {', '.join(names)}")
    return body


def with_marks(body: str, footnotes: str) -> tuple[str, list[str]]:
    """The text with a mark for each footnote, and their HTML in the order of the marks."""
    notes: list[str] = []
    by_id = _of_meta(footnotes)

    def mark(words: str) -> str:
        notes.append(words)
        return f"\ue001{len(notes)}\ue002"

    body = re.sub("[\ue001\ue002]", "", body)
    body = _MARK.sub(lambda found: mark(by_id[found[1]]) if found[1] in by_id else found[0], body)
    return _NOTE.sub(lambda found: mark(found["words"].strip()), body), notes


def with_footnotes(text: str, notes: list[str], convert: Callable[[str], str]) -> str:
    """The Markdown with its footnotes in place of the marks."""
    if not notes:
        return text
    made = (convert(note).replace("\n", "\n    ") for note in notes)
    below = "\n\n".join(f"[^{number}]: {words}" for number, words in enumerate(made, start=1))
    marked = _HELD.sub(lambda found: f"[^{found[1]}]", text)
    return f"{marked}\n\n{below}"


def _of_meta(text: str) -> dict[str, str]:
    """id -> words, as the block editor keeps them beside the post."""
    try:
        read = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return {}
    rows = [one for one in read if isinstance(one, dict)] if isinstance(read, list) else []
    return {str(one.get("id")): str(one.get("content") or "") for one in rows}
