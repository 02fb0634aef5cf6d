"""Whether a script stops before its end. Pure.

A script is not understood here: only its strings, comments, templates and brackets are told apart, as far as that is certain. Where it is not, the
script is taken for whole.
"""

import re

_TOKEN = re.compile(
    r"""//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)|"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\Z)|'(?:[^'\\\n]|\\.)*(?:'|(?=\n)|\Z)|[`{}()\[\]/]|[\w$]+|[^\s\w$"'`{}()\[\]/]""",
    re.DOTALL,
)
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.DOTALL)
#: Behind these a stroke begins a pattern, and divides nothing.
_BEFORE_PATTERN = frozenset("(,=:[!&|?{};+-*%~^<>")
_WORDS = frozenset([
    "return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "throw", "new", "instanceof", "yield", "await",
])  # fmt: skip
_PAIRS = {")": "(", "]": "[", "}": "{"}


def is_cut(script: str) -> bool:
    """Whether something that begins in it has no end, and all that ends has a beginning."""
    opened: list[str] = []
    at, before = 0, "("
    while at < len(script):
        found = _TOKEN.search(script, at)
        if found is None:
            break
        sign, at = found[0], found.end()
        if sign[:2] == "/*":
            if not sign.endswith("*/") or len(sign) < 4:
                return True
            continue
        if sign[:2] == "//":
            continue
        if sign[0] in "\"'" and (len(sign) < 2 or sign[-1] != sign[0]):
            return at >= len(script)  # else it is no string, and nothing is certain
        if sign == "/" and (before in _BEFORE_PATTERN or before in _WORDS):
            pattern = _PATTERN.match(script, found.start())
            if pattern is None:
                return "\n" not in script[at:] and bool(opened)
            at = pattern.end()
        elif sign == "`" or (sign == "}" and opened and opened[-1] == "`"):
            if sign == "}":
                opened.pop()
            end = _TEMPLATE.match(script, at)
            at = end.end() if end else at
            if at >= len(script):
                return True
            if script[at] == "`":
                at, sign = at + 1, "`"
            else:
                opened.append("`")
                at, sign = at + 2, "{"
        elif sign in "([{":
            opened.append(sign)
        elif sign in _PAIRS and (not opened or opened.pop() != _PAIRS[sign]):
            return False
        before = sign
    return bool(opened)
