"""Zola's header and text in Hugo's words, which it shares for the most part (getzola.org/documentation/content). Pure."""

import re
from collections.abc import Mapping

from ..newsroom.yaml_text import Raw
from .relink import relinked

_INLINE = re.compile(r"\{\{\s*([A-Za-z_]\w*)\(((?:\"[^\"]*\"|'[^']*'|`[^`]*`|[^\"'`(){}]){0,2000}?)\)\s*\}\}")
_OPENING = re.compile(r"\{%\s*([A-Za-z_]\w*)\(((?:\"[^\"]*\"|'[^']*'|`[^`]*`|[^\"'`(){}]){0,2000}?)\)\s*%\}")
_END = re.compile(r"\{%\s*end\s*%\}")
#: A shortcode that is to be shown.
_SHOWN = re.compile(r"\{([{%])/\*(.*?)\*/([}%])\}", re.DOTALL)
_SINGLE_QUOTED = re.compile(r"'([^']*)'")


def header_of(fields: Mapping[str, Raw]) -> dict[str, Raw]:
    """A header without its tables: what stands in `taxonomies` and `extra` is a key of its own, unless the header has it outside them;
    the address in `path` is Hugo's `url`.
    """
    made = {name: value for name, value in fields.items() if name not in ("taxonomies", "extra")}
    for table in ("taxonomies", "extra"):
        inner = fields.get(table)
        if isinstance(inner, Mapping):
            made = {**inner, **made}
        elif inner:
            made[table] = inner
    path = made.pop("path", "")
    if isinstance(path, str) and path.strip("/"):
        made["url"] = f"/{path.strip('/')}/"
    return made


def as_hugo(body: str) -> str:
    """A text with its links to files (`@/blog/rain.md`) and its shortcodes as Hugo writes them."""
    return _SHOWN.sub(r"{\1\2\3}", relinked(_translated(body), _link))


def _link(address: str, _is_picture: bool) -> str:
    section = re.fullmatch(r"@/((?:[^#]*/)?)_index(?:\.[a-z]{2})?\.md(#.*)?", address)
    if section:  # a list of texts, which stands at the folder's address
        return f"/{section[1]}{section[2] or ''}"
    return f'{{{{< relref "/{address[2:]}" >}}}}' if address.startswith("@/") else address


def _translated(text: str) -> str:
    names: list[str] = []
    marks = sorted(
        [*_INLINE.finditer(text), *_OPENING.finditer(text), *_END.finditer(text)], key=lambda found: found.start()
    )
    made, at = [], 0
    for mark in marks:
        made.append(text[at : mark.start()])
        at = mark.end()
        if mark.re is _END:
            made.append(f"{{{{< /{names.pop()} >}}}}" if names else mark[0])
            continue
        made.append(f"{{{{< {mark[1]} {_arguments(mark[2])} >}}}}")
        if mark.re is _OPENING:
            names.append(mark[1])
    return "".join(made) + text[at:]


def _arguments(given: str) -> str:
    """`id="a", size=2` as `id="a" size=2`."""
    double = _SINGLE_QUOTED.sub(lambda found: f'"{found[1]}"' if '"' not in found[1] else found[0], given)
    return re.sub(r"\s*,\s*(?=[A-Za-z_]\w*\s*=)", " ", double).strip().rstrip(",")
