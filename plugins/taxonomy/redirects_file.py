"""Changes `redirects.yaml`: one `old/address/: new/address/` to a line. Pure."""

import re

from ..newsroom.yaml_text import read_yaml
from .registry_edit import quoted

_PLAIN = re.compile(r"[^\W\d_][\w./-]*")


def with_redirect(text: str, old: str, new: str) -> str:
    """The text with `old` leading to `new`: what led to `old` leads there too, and a line for `new` itself is taken out.

    A move back to a former address is an undo: it leaves no line behind.
    """
    if old == new:
        return text
    lines = text.split("\n")
    undone = False
    document = read_yaml(text) if text.strip() else None
    for (key, value), line in reversed(list(zip(document.pairs, document.lines, strict=True))) if document else ():
        if key == new:
            del lines[line - 1]
            undone = undone or value == old
        elif key == old:
            del lines[line - 1]
        elif value == old:
            lines[line - 1] = f"{_written(key)}: {_written(new)}"
    text = "\n".join(lines)
    if undone:
        return text
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{_written(old)}: {_written(new)}\n"


def _written(address: str) -> str:
    return address if _PLAIN.fullmatch(address) else quoted(address)
