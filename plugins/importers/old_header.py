"""A header without a fence above it, as Hexo reads one: `Key: value` lines that a line `---` ends, maybe behind a blank one. Pure."""

import re

from ..newsroom.dialects import Manuscript
from ..newsroom.header import flow
from ..newsroom.yaml_text import Raw

_RULE = re.compile(r"\s*^-{3,}[ \t]*\n", re.MULTILINE)


def taken_apart(manuscript: Manuscript) -> tuple[dict[str, Raw], str]:
    """The fields and the body of a text: lists in brackets are lists, and the line below the header is no rule of the text."""
    fields = {
        one.name: flow(one.value) if one.classic and isinstance(one.value, str) else one.value
        for one in manuscript.fields
    }
    found = _RULE.match(manuscript.body) if manuscript.dialect == "classic" else None
    return fields, manuscript.body[found.end() :] if found else manuscript.body
