"""The words of any file, however they are written there: markup, escapes, compression and other alphabets taken off as far as they can be.
Pure but for reading the file."""

import gzip
import re
import zipfile
import zlib
from base64 import b64decode
from binascii import Error
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote_plus

_MOST = 40_000_000
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"""[\w:-]+\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[nrt])")
#: Text in base64, if it is any: of the way for addresses, too.
_CODED = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_FOR_ADDRESSES = str.maketrans("-_", "+/")
#: What nobody sees between two letters.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_TEXTS = (".html", ".htm", ".json", ".js", ".xml", ".txt", ".svg", ".css", ".md", ".webmanifest")


def decoded(path: Path) -> str:
    """The words of a file; of the values of its attributes, too."""
    with path.open("rb") as opened:
        return "\n".join(_of_data(opened.read(_MOST), path.suffix.lower()))


def _of_data(data: bytes, end: str) -> Iterator[str]:
    if data[:2] == b"\x1f\x8b":
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return
    elif data[:4] == b"PK\x03\x04":
        yield from _of_archive(data)
        return
    is_wide = data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE)
    text = data.decode("utf-16" if is_wide else "utf-8", errors="ignore")
    if end in (".json", ".js", ".html") and "\\" in text:
        text = _ESCAPE.sub(_letter, text)
    plain = unescape(unescape(text))
    if not plain.isascii():
        plain = _UNSEEN.sub("", plain)
    values = ["".join(found) for found in _VALUE.findall(plain)]
    yield _TAG.sub(" ", plain)
    yield from _COMMENT.findall(plain)
    yield from values
    if "%" in plain:  # a letter's subject, what is shared elsewhere
        yield from (unquote_plus(one) for one in (values if end in (".html", ".htm") else [plain]) if "%" in one)
    if end in _TEXTS:
        yield from _of_base64(plain)


def _of_archive(data: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            for one in opened.infolist():
                if one.file_size < _MOST:
                    yield from _of_data(opened.read(one), Path(one.filename).suffix.lower())
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return


def _of_base64(text: str) -> Iterator[str]:
    for found in set(_CODED.findall(text)):
        whole = found.rstrip("=").translate(_FOR_ADDRESSES)
        try:
            yield b64decode(whole + "=" * (-len(whole) % 4)).decode("utf-8")
        except (Error, UnicodeDecodeError):
            continue


def _letter(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else " "
