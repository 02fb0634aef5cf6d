"""Which Markdown is plain: so simple that CommonMark and Python-Markdown, with the extensions we know, read it alike. Pure.

Plain is what running text is made of: paragraphs, headings, quotations and lists of one level, emphasis, links and code within a line.
Whatever is not named here is in doubt, and a text with one thing in doubt is not plain. `tests/fuzz/engines.py` holds both against each other.
"""

import re

# --- Lines ---------------------------------------------------------------------------------------------------------------

#: How a line of text begins: with nothing that could be a mark of lists, headings, quotations, rules, tables, definitions or pictures.
_TEXT = r"(?!\d+[.)](?:\s|\Z))(?:[^\s#>+=:~|<_!*{-]|\*(?![ \n*])|\*\*(?![ \n*])|_(?![ \n_]))"
#: In a quotation a dash says whose words they are, which we make something of (body_markup.py).
_SAID = rf"(?![–—]){_TEXT}"
_NO_LIST = r"(?!\n+(?:[-*+]|\d+\.)[ ])"

_BLOCKS = re.compile(
    rf"""(?:(?:
        (?:{_TEXT}.*\n)++
      | \#{{1,6}}[ ]{_TEXT}[^\#\n]*\n
      | (?:>[ ]{_SAID}.*\n)++(?!\n+>)
      | (?:-[ ]{_TEXT}.*\n)++{_NO_LIST}
      | (?:\*[ ]{_TEXT}.*\n)++{_NO_LIST}
      | 1\.[ ]{_TEXT}.*\n(?:\d{{1,9}}\.[ ]{_TEXT}.*\n)*+{_NO_LIST}
    )\n++)++""",
    re.VERBOSE,
)

# --- Within a line -------------------------------------------------------------------------------------------------------

#: A character of running text between the marks of emphasis or a link.
_CHAR = r"(?:[^*_`\[\]<>{}\\&\n]|&[ ])"
_URL = r"(?:\{[a-z]+\})?[A-Za-z0-9./?=_:\#+,@%&-]+"
_BEFORE = r"""[^\s("'“‘„«—–/-]"""
_AFTER = r"""(?=[\s.,;:?!)"'”’»…—–/-])"""
_ENDS = r"""(?<![\s(\["'“‘„«*_])"""
_BEGINS = r"[^\W_]"
_LINK = rf"\[{_BEGINS}{_CHAR}*+{_ENDS}\]\({_URL}\)"


def _emphasis(mark: str) -> str:
    """Opened after a space or an opening sign and before a letter, closed before a space or a sign: read alike by all."""
    return rf"{mark}(?<!{_BEFORE}{mark}){_BEGINS}(?:{_CHAR}|{_LINK})*+{_ENDS}{mark}{_AFTER}"


_DELIMITERS = (r"\*\*", r"\*", "__", "_")
#: What a mark is right in. Each begins with a mark.
_MARKED = re.compile(
    rf"""{"|".join(map(_emphasis, _DELIMITERS))}
      | _(?<=[^\W_]_)(?=[^\W_])                 # snake_case
      | \[(?<!{_BEFORE}\[)(?:{_BEGINS}{_CHAR}*+{_ENDS}|\*\*?{_BEGINS}{_CHAR}*+{_ENDS}\*\*?)\]\({_URL}\){_AFTER}
      | `(?<!{_BEFORE}`)[^\s`](?:[^`\n]*[^\s`])?`{_AFTER}
      | \*(?<![^\n]\*)[ ] | >(?<![^\n]>)[ ]      # at the beginning of a line
      | &(?<=[ ]&)[ ] | &(?<=[A-Z]&)(?=[A-Z](?![\w;]))""",
    re.VERBOSE,
)
_MARKS = "*_`[]<>{}\\&"


def is_plain(text: str) -> bool:
    """Whether every engine reads this text alike. Half a microsecond for each line; "" is not plain, for there is nothing to read."""
    if "<" in text or " \n" in text or ("\xa0" in text and "\xa0\n" in text):
        return False
    lines = text.strip("\n")
    if not lines or lines[-1] in " \xa0" or not lines.replace("\n", " ").replace("\xa0", " ").isprintable():
        return False
    lines += "\n\n"
    if not _BLOCKS.fullmatch(lines):
        return False
    return _are_right(lines)


def _are_right(lines: str) -> bool:
    """Whether every mark is right where it stands. Marks are few and far between: they are looked up, which is sooner than a search."""
    places = []
    for mark in _MARKS:
        at = lines.find(mark)
        while at >= 0:
            places.append(at)
            at = lines.find(mark, at + 1)
    end = 0
    for at in sorted(places):
        if at >= end:
            found = _MARKED.match(lines, at)
            if found is None:
                return False
            end = found.end()
    return True
