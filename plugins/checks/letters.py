"""What the text of a file should not hold: letters that are none, and keys of others' doors. Pure."""

import re
from collections.abc import Iterator

from .makers_machine import folder_written

#: What a key holds for certain -> its whole form, and what it is.
_KEYS = {
    "PRIVATE KEY-----": (re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"), "a private key"),
    "AKIA": (re.compile(r"\bAKIA[0-9A-Z]{16}\b"), "a key of Amazon's"),
    "ghp_": (re.compile(r"\bghp_[0-9A-Za-z]{36}\b"), "a token of GitHub's"),
    "github_pat_": (re.compile(r"\bgithub_pat_\w{60,}"), "a token of GitHub's"),
    "AIza": (re.compile(r"\bAIza[0-9A-Za-z_-]{35}"), "a key of Google's"),
    "sk_live_": (re.compile(r"\bsk_live_[0-9A-Za-z]{20,}"), "a key of Stripe's"),
    "glpat-": (re.compile(r"\bglpat-[0-9A-Za-z_-]{20,}"), "a token of GitLab's"),
    "npm_": (re.compile(r"\bnpm_[0-9A-Za-z]{36}\b"), "a token of npm's"),
    "sk-": (re.compile(r"\bsk-(?:proj|ant|svcacct)-[0-9A-Za-z_-]{32,}"), "a key of a language model's host"),
    "hooks.slack.com/services/": (
        re.compile(r"hooks\.slack\.com/services/T\w{8,}/B\w{8,}/\w{20,}"),
        "an address at which anybody can write to a Slack channel",
    ),
    "xox": (re.compile(r"\bxox[abprs]-[0-9A-Za-z-]{20,}"), "a token of Slack's"),
}


#: What version control writes where two changes meet; in a text that shows it, each < is escaped.
_MERGE = re.compile(r"^<<<<<<< \S", re.MULTILINE)


def keys_in(text: str) -> Iterator[tuple[str, int]]:
    """(what it is, line) of each kind of key."""
    for sure, (form, name) in _KEYS.items():
        if sure in text and (found := form.search(text)):
            yield name, text.count("\n", 0, found.start()) + 1


#: What stands in words that a program should have replaced, or that it says of itself, after a sign by which it is found in no time.
_LEFT = {
    "[object ": re.compile(r"\[object [A-Z]\w+\]"),
    " at 0x": re.compile(r"&lt;[\w.]+ object at 0x[0-9a-f]+&gt;"),
    "Traceback (": re.compile(r"Traceback \(most recent call last\)"),
    "<?php": re.compile(r"<\?php\b"),
    "%(": re.compile(r"%\([a-z_]+\)s"),
    "\ufffd": re.compile("\ufffd"),
    # UTF-8 that was read as Windows-1252.
    "\u00e2\u20ac": re.compile("\u00e2\u20ac[\u2122\u02dc\u0153\u009d\u201c\u201d\u00a6]"),
    "\u00c3": re.compile("\u00c3[\u00a0-\u00bf]"),
}
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1f]")
_HIDDEN = re.compile(
    r"<(script|style|code|pre|kbd|samp|textarea|template|math|svg)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<(?!\?)[^<>]*>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)


def leavings_of(text: str) -> Iterator[tuple[str, int]]:
    """(what it is, line) of the first thing that a program left in the words of a page, code aside, and of a folder of the maker's in a comment."""
    found = [form for sign, form in _LEFT.items() if sign in text]
    if found:
        plain = _TAG.sub(_blank, _HIDDEN.sub(_blank, text))
        for form in found:
            if one := form.search(plain):
                yield one[0][:80], plain.count("\n", 0, one.start()) + 1
                break
    for comment in _COMMENT.finditer(text) if "<!--" in text else ():
        if written := folder_written(comment[1]):
            path, start = written
            yield path[:80], text.count("\n", 0, comment.start(1) + start) + 1
            break


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n") or " "


def oddities_of(data: bytes, text: str) -> Iterator[str]:
    """Why readers do not see the letters that were meant, in words."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "it is in UTF-16, and said to be in UTF-8"
    elif "\ufffd" in text and not _is_readable(data):
        yield "it holds bytes that are no UTF-8"
    elif b"\0" in data:
        yield "it holds bytes that are no letters"
    elif (found := _CONTROL.search(text)) is not None:
        yield f"it holds a sign that nobody sees (U+{ord(found[0]):04X}), which no page may hold"
    elif "<<<<<<< " in text and _MERGE.search(text):
        yield "it holds the marks of a merge that nobody finished"


def _is_readable(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
