"""Paragraphs of texts of before the block editor, as WordPress makes them when it shows one: an empty line parts two, a line end is one. Pure."""

import re

_BLOCKS = "address|article|aside|blockquote|caption|col|colgroup|dd|details|div|dl|dt|fieldset|figure|figcaption|footer|form|h[1-6]|header|hr|iframe|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio"
_OPENS = re.compile(rf"\s*(<(?:{_BLOCKS})(?:\s[^<>]*)?/?>)", re.IGNORECASE)
_CLOSES = re.compile(rf"(</(?:{_BLOCKS})\s*>|<hr\b[^<>]*>)\s*", re.IGNORECASE)
_BLOCK = re.compile(rf"(?P<tag></?(?:{_BLOCKS})\b[^<>]*>)(?P<words>.*)", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*\n?", re.IGNORECASE)
_HELD = re.compile(
    r"(?P<block><(?P<name>pre|script|style)\b.*?</(?P=name)\s*>)|(?P<code><code\b.*?</code\s*>)|(?P<tag><[A-Za-z][^<>]*>)",
    re.DOTALL | re.IGNORECASE,
)


def in_paragraphs(text: str) -> str:
    """The HTML `text` with its paragraphs marked; what stands in `<pre>` and `<code>` stays as it is."""
    held: list[str] = []

    def hold(found: "re.Match[str]") -> str:
        if found["tag"]:
            return found["tag"].replace("\n", " ")
        held.append(found[0])
        return f"\n\n\x01{len(held) - 1}\x01\n\n" if found["block"] else f"\x02{len(held) - 1}\x02"

    made = _BREAK.sub("\n", _HELD.sub(hold, re.sub("[\x01\x02]", "", text)))
    made = _CLOSES.sub(r"\1\n\n", _OPENS.sub(r"\n\n\1", made))
    made = "\n\n".join(_piece(piece.strip()) for piece in re.split(r"\n\s*\n", made) if piece.strip())
    return re.sub("[\x01\x02](\\d+)[\x01\x02]", lambda found: held[int(found[1])], made)


def _piece(piece: str) -> str:
    if piece.startswith("\x01"):
        return piece
    block = _BLOCK.fullmatch(piece)
    if block:
        return block["tag"] + block["words"].strip().replace("\n", "<br>\n")
    return "<p>" + piece.replace("\n", "<br>\n") + "</p>"
