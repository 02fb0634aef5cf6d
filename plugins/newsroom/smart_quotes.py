"""Quotes, dashes and ellipses as Python-Markdown's smarty educates them, in HTML that is finished otherwise. Pure.

smarty puts fifteen patterns over each piece of text between two tags, one after the other; here each mark is judged once, by what
stands around it. Where one mark's judgement hangs on another's, nothing is guessed: see `InDoubt`.
"""

import re
from collections.abc import Callable, Mapping

_MARK = re.compile(r"<code\b[^>]*>[^<]*|<[A-Za-z][A-Za-z0-9]* [^>]*|'|\"|--+|\.\.\.+")
#: After these a quote is never a closing one.
_NOT_CLOSED = "[{(-\x02\x03"
_OPENERS = "–—"
_PUNCTUATION = "!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~"


class InDoubt(ValueError):
    """Two marks so near each other that the one decides about the other."""


def educator(names: Mapping[str, str]) -> Callable[[str], str]:
    """What educates the quotes of HTML, but for those in tags and code. `names` are smarty's substitutions.

    The function it gives raises InDoubt.
    """
    single = names["left-single-quote"], names["right-single-quote"]
    double = names["left-double-quote"], names["right-double-quote"]
    dashes = {"--": names["ndash"], "---": names["mdash"], "...": names["ellipsis"]}

    def educated(found: re.Match[str]) -> str:
        mark = found[0]
        if mark[0] == "<":
            return mark
        if mark[0] in "-.":
            if len(mark) > 3 and mark[0] == "-":
                raise InDoubt(mark)
            return dashes.get(mark, mark)
        html, at = found.string, found.start()
        before, after = html[at - 1], html[at + 1 : at + 4]
        return (single if mark == "'" else double)[
            _is_closing(mark, "" if before == ">" else before, after, html[at - 2])
        ]

    return lambda html: _MARK.sub(educated, html)


def _is_closing(mark: str, before: str, after: str, twice_before: str) -> bool:
    """`before` is the character before the mark, "" at the beginning of a piece of text; `after` are the three that follow."""
    following = after[:1] if after[:1] != "<" else ""
    if (before in ("'", '"') and before) or (following in ("'", '"', "&") and following):
        raise InDoubt(mark)
    if mark == '"' and before == "s" and twice_before == "'":
        raise InDoubt(mark)
    if not before and following and following in _PUNCTUATION:
        if following == "-":
            raise InDoubt(mark)
        if not _is_word(after[1:2]):
            return True
    opened = before.isspace() or before in _OPENERS if before else False
    follows = bool(before) and before not in _NOT_CLOSED and before not in " \t\r\n"
    if following.isspace():
        if not follows:
            raise InDoubt(mark)
        return True
    if mark == '"':
        return follows and not (opened and _is_word(following))
    if not _is_word(before) and after[:2].isdecimal() and after[2:3] == "s":
        return True
    if opened and _is_word(following):
        return False
    if following == "s" and not _is_word(after[1:2]):
        return True
    return follows and not following.isdecimal()


def _is_word(one: str) -> bool:
    return one.isalnum() or one == "_"
