"""The text of a story's file, or why there is none."""

import os
from codecs import BOM_UTF8
from pathlib import Path

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: How files begin that a word processor wrote: packed ones (.docx, .odt, .pages), those of old Word, RTF and PDF.
_PROCESSED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF-")

#: So far into a file is looked whether it is no text: a text that holds a zero holds it further down, by mistake.
_BEGINNING = 512


class Unreadable(Exception):
    """Why a file is a problem instead of a story; readers of other formats raise it too. `line` counts from 1."""

    def __init__(self, message: str, remedy: str, line: int = 1) -> None:
        super().__init__(message)
        self.remedy, self.line = remedy, line


def is_there(file: str | Path) -> bool:
    """Whether a file is there, for a path that a writer wrote: one that no system could have, such as a name of 300 letters, is not."""
    return os.path.isfile(file)  # noqa: PTH113  (Path's own raises for such a name)


def text_of(file: Path, max_megabytes: int) -> str:
    """The text of a file. Raises Unreadable."""
    try:
        refuse_pipes(file)
        _refuse_more(file.stat().st_size, max_megabytes)
        data = file.read_bytes()
    except OSError as error:
        if file.is_symlink() and not is_there(file):
            raise Unreadable("this link leads nowhere", "put the file in its place, or delete the link") from error
        raise Unreadable(f"the file cannot be opened: {error.strerror}", "look at its permissions") from error
    return text_in(data, max_megabytes)


def refuse_pipes(file: Path) -> None:
    """What is there and no file would be waited for. Raises Unreadable."""
    if os.path.exists(file) and not is_there(file):  # noqa: PTH110  (as above)
        raise Unreadable("this is no file that holds a text", "put it somewhere else")


def text_in(data: bytes, max_megabytes: int) -> str:
    """The text of a file that holds these bytes. Raises Unreadable."""
    _refuse_more(len(data), max_megabytes)
    if not data.strip():
        raise Unreadable("the file is empty", "write the story, or delete the file")
    if data.startswith(_PROCESSED):
        remedy = "open it there, copy the text into a file of plain text, and hand that to `newsroom import`"
        raise Unreadable("the file is a word processor's and no plain text", remedy)
    if data.startswith(_UTF16):
        raise Unreadable("the file is not UTF-8 but UTF-16", "save it as UTF-8")
    try:
        text = data.decode("utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data[:_BEGINNING]:
            remedy = "rename it with the ending of what it is, as .png, or put the text in its place"
            raise Unreadable("the file holds no text, but a picture or another file of a program", remedy) from error
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            "the file is not UTF-8", "save it as UTF-8; this line holds the first wrong character", line
        ) from error
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\x00", "")


def _refuse_more(size: int, max_megabytes: int) -> None:
    if size > max_megabytes * 1_000_000:
        raise Unreadable(
            f"the file is {size / 1e6:.1f} MB, more than the {max_megabytes} MB a story may have",
            'split it, move data and pictures into files of their own, or raise NEWSROOM["max_megabytes"]',
        )
