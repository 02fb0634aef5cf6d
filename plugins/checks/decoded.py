"""The words of any file, however they are written there: markup, escapes, compression and other alphabets taken off as far as they can be.
Pure but for reading the file."""

import bz2
import gzip
import lzma
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

from .embedded import embedded

_MOST = 40_000_000
_PACKED = {b"\x1f\x8b": gzip.decompress, b"BZh": bz2.decompress, b"\xfd7zXZ\x00": lzma.decompress}
_INLINE = re.compile(r"</?(?:a|b|em|font|i|mark|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.IGNORECASE)
#: A word that elements stand in the midst of.
_SPLIT = re.compile(
    r"\w</?(?:a|b|em|font|i|mark|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>(?:\w|</?(?:a|b|em|font|i|mark|s|small|span|strong|sub|sup|u|wbr)\b)",
    re.IGNORECASE,
)
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
    if unpack := next((one for begin, one in _PACKED.items() if data.startswith(begin)), None):
        try:
            data = unpack(data)
        except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
            return
    elif data[:4] == b"PK\x03\x04":
        yield from _of_archive(data)
        return
    yield from embedded(data)
    is_wide = data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE)
    text = data.decode("utf-16" if is_wide else "utf-8", errors="ignore")
    if end in (".json", ".js", ".html") and "\\" in text:
        text = _ESCAPE.sub(_letter, text)
    plain = unescape(unescape(text))
    if not plain.isascii():
        plain = _UNSEEN.sub("", plain)
    values = ["".join(found) for found in _VALUE.findall(plain)]
    yield _TAG.sub(" ", plain)
    if end in (".html", ".htm") and _SPLIT.search(plain):
        yield _TAG.sub(" ", _INLINE.sub("", plain))
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
