"""The words of any file, however they are written there: markup, escapes, compression and other alphabets taken off as far as they can be.
Pure but for reading the file."""

import bz2
import gzip
import lzma
import re
import zipfile
import zlib
from base64 import b32decode, b64decode
from binascii import Error
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote_plus

from .embedded import embedded

_MOST = 40_000_000
_PACKED: Mapping[bytes, Callable[[bytes], bytes]] = {
    b"\x1f\x8b": gzip.decompress, b"BZh": bz2.decompress, b"\xfd7zXZ\x00": lzma.decompress,
    b"\x78\x01": zlib.decompress, b"\x78\x9c": zlib.decompress, b"\x78\xda": zlib.decompress,
}  # fmt: skip
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
#: What joins two letters, or keeps them apart.
_JOINED = re.compile("[\u200c\u200d]")
#: A letter in a style sheet, and letters in a script, by their numbers.
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_CODE = re.compile(r"\d{2,5}")
_CODES = re.compile(r"\d{2,5}(?:\s*,\s*\d{2,5}){15,}")
#: Text in sixteen signs, or in thirty-two.
_SIXTEEN, _THIRTY_TWO = re.compile(r"[0-9a-fA-F]+"), re.compile(r"[A-Z2-7]+")
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
    text = data.decode(_alphabet(data), errors="ignore")
    if end in (".json", ".js", ".html") and "\\" in text:
        text = _ESCAPE.sub(_letter, text)
    if end == ".css" and "\\" in text:
        text = _CSS_ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), text)
    plain = unescape(unescape(text))
    if not plain.isascii():
        plain = _UNSEEN.sub("", plain)
        if _JOINED.search(plain):  # in some languages they are part of a word, in others nobody sees them
            yield _TAG.sub(" ", _JOINED.sub("", plain))
    values = ["".join(found) for found in _VALUE.findall(plain)]
    yield _TAG.sub(" ", plain)
    if end in (".html", ".htm") and _SPLIT.search(plain):
        yield _TAG.sub(" ", _INLINE.sub("", plain))
    yield from _COMMENT.findall(plain)
    yield from values
    if "%" in plain:  # a letter's subject, what is shared elsewhere
        for one in (one for one in (values if end in (".html", ".htm") else [plain]) if "%" in one):
            said = unquote_plus(one)
            yield said
            if "%" in said:
                yield unquote_plus(said)
    if end in (".js", ".html") and "fromCharCode" in plain:
        yield from ("".join(chr(int(one)) for one in _CODE.findall(found)) for found in _CODES.findall(plain))
    if end in _TEXTS:
        yield from _of_base64(plain)


def _alphabet(data: bytes) -> str:
    """What its first bytes say that it is written in."""
    if data[:4] in (BOM_UTF32_LE, BOM_UTF32_BE):
        return "utf-32"
    return "utf-16" if data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8"


def _of_archive(data: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            for one in opened.infolist():
                yield one.filename
                if one.file_size < _MOST:
                    yield from _of_data(opened.read(one), Path(one.filename).suffix.lower())
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return


def _of_base64(text: str) -> Iterator[str]:
    for found in set(_CODED.findall(text)):
        whole = found.rstrip("=").translate(_FOR_ADDRESSES)
        with suppress(Error, UnicodeDecodeError):
            yield b64decode(whole + "=" * (-len(whole) % 4)).decode("utf-8")
        plain = found.rstrip("=")
        with suppress(ValueError):
            if _SIXTEEN.fullmatch(plain):
                yield bytes.fromhex(plain).decode("utf-8")
            elif _THIRTY_TWO.fullmatch(plain):
                yield b32decode(plain + "=" * (-len(plain) % 8)).decode("utf-8")


def _letter(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else " "
