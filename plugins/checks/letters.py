"""What the text of a file should not hold: letters that are none, and keys of others' doors. Pure."""

import re
from collections.abc import Iterator

#: What a key holds for certain -> its whole form, and what it is.
_KEYS = {
    "PRIVATE KEY-----": (re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"), "a private key"),
    "AKIA": (re.compile(r"\bAKIA[0-9A-Z]{16}\b"), "a key of Amazon's"),
    "ghp_": (re.compile(r"\bghp_[0-9A-Za-z]{36}\b"), "a token of GitHub's"),
    "github_pat_": (re.compile(r"\bgithub_pat_\w{60,}"), "a token of GitHub's"),
    "AIza": (re.compile(r"\bAIza[0-9A-Za-z_-]{35}"), "a key of Google's"),
    "sk_live_": (re.compile(r"\bsk_live_[0-9A-Za-z]{20,}"), "a key of Stripe's"),
    "xox": (re.compile(r"\bxox[abprs]-[0-9A-Za-z-]{20,}"), "a token of Slack's"),
}


#: What version control writes where two changes meet; in a text that shows it, each < is escaped.
_MERGE = re.compile(r"^<<<<<<< \S", re.MULTILINE)


def keys_in(text: str) -> Iterator[tuple[str, int]]:
    """(what it is, line) of each kind of key."""
    for sure, (form, name) in _KEYS.items():
        if sure in text and (found := form.search(text)):
            yield name, text.count("\n", 0, found.start()) + 1


def oddities_of(data: bytes, text: str) -> Iterator[str]:
    """Why readers do not see the letters that were meant, in words."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "it is in UTF-16, and said to be in UTF-8"
    elif "\ufffd" in text and not _is_readable(data):
        yield "it holds bytes that are no UTF-8"
    elif b"\0" in data:
        yield "it holds bytes that are no letters"
    elif "<<<<<<< " in text and _MERGE.search(text):
        yield "it holds the marks of a merge that nobody finished"


def _is_readable(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
