"""What of a text browsers would refuse: taken out before they complain. Pure."""

import re
from html import escape, unescape

from ..newsroom.named_values import names_in

#: A tag that opens an element, its values quoted or not.
_TAG = re.compile(
    r"""<(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:\s+[^\s=>/"'<]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"'<]+))?)*)(?P<end>\s*/?)>"""
)
_ATTRIBUTE = re.compile(r"""\s+([^\s=>/"'<]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"'<]+))?""")
#: Elements that run or restyle the page; data for machines stays.
_OPENING = re.compile(r"<(script|style)\b", re.IGNORECASE)
_DATA = re.compile(r"""\btype\s*=\s*["']?application/(?:ld\+)?json""", re.IGNORECASE)
_CLOSING = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")}
_ALIGNED = {"right": "right", "end": "right", "center": "center"}


def obeyed(html: str) -> str:
    """The text without scripts, style sheets, handlers of events and style attributes. What stands at the right or in the middle says so by a class."""
    if "<script" in html or "<style" in html or "<SCRIPT" in html or "<STYLE" in html:
        html = _without_elements(html)
    return _TAG.sub(_without, html) if "style=" in html or _has_handler(html) else html


def _without_elements(html: str) -> str:
    """Without the elements that run or restyle the page, each up to the first tag that closes it; what nothing closes stays."""
    kept, at, unclosed = [], 0, set()
    opening = _OPENING.search(html)
    while opening:
        name, end = opening[1].lower(), html.find(">", opening.end())
        if end < 0:
            break
        closing = None
        if name not in unclosed and not _DATA.search(html, opening.end(), end):
            closing = _CLOSING[name].search(html, end + 1)
            if closing is None:
                unclosed.add(name)  # nor does anything close one that comes later
        if closing:
            kept.append(html[at : opening.start()])
            at = closing.end()
        opening = _OPENING.search(html, closing.end() if closing else end + 1)
    return "".join(kept) + html[at:]


def refused_in(line: str) -> bool:
    """Whether a line of Markdown holds what `obeyed` would take out."""
    if "<" not in line:
        return False
    if re.search(r"<(script|style)\b", line, re.IGNORECASE):
        return True
    return any(_refused(name) for tag in _TAG.finditer(line) for name, _ in _ATTRIBUTE.findall(tag["rest"]))


_HANDLER = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)


def _has_handler(html: str) -> bool:
    return any(name[:2].lower() == "on" for name in names_in(html)) and _HANDLER.search(html) is not None


def _refused(name: str) -> bool:
    return name.lower() == "style" or re.fullmatch(r"on[a-z]+", name, re.IGNORECASE) is not None


def _without(tag: re.Match[str]) -> str:
    given = _ATTRIBUTE.findall(tag["rest"])
    if not any(_refused(name) for name, _ in given):
        return tag[0]
    aligned = next((_alignment(value) for name, value in given if name.lower() == "style"), "")
    kept = [(name, value) for name, value in given if not _refused(name)]
    if aligned:
        others = next((_plain(value) for name, value in kept if name.lower() == "class"), "")
        kept = [row for row in kept if row[0].lower() != "class"]
        kept.append(("class", f'"{escape(f"{others} {aligned}".strip())}"'))
    rest = "".join(f" {name}={value}" if value else f" {name}" for name, value in kept)
    return f"<{tag['name']}{rest}{tag['end']}>"


def _alignment(style: str) -> str:
    found = re.search(r"(?:^|;)\s*text-align\s*:\s*([a-z]+)", _plain(style), re.IGNORECASE)
    return _ALIGNED.get(found[1].lower(), "") if found else ""


def _plain(value: str) -> str:
    return unescape(value[1:-1] if value[:1] in ("'", '"') else value)
