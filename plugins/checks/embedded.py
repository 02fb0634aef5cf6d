"""The words that lie compressed in documents and pictures: the texts of a PDF, what a PNG says of itself. Pure."""

import re
import zlib
from collections.abc import Iterator

#: So much may one piece hold.
_MOST = 4_000_000
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9a-fA-F\s]{4,})>", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"


def embedded(data: bytes) -> Iterator[str]:
    """Each text; nothing where the file is of another kind, or damaged."""
    if data[:5] == b"%PDF-":
        for found in _STREAM.finditer(data):
            yield from _shown(_inflated(found[1]) or found[1])
    elif data[:8] == _PNG:
        yield from _of_png(data)


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST)
    except zlib.error:
        return b""


def _shown(stream: bytes) -> Iterator[str]:
    """What a page of a PDF shows. Between pieces of a line stands nothing, or a number that moves them."""
    pieces = [_ESCAPED.sub(_letter, one) if one else _of_hex(code) for one, code in _SHOWN.findall(stream)]
    if pieces:
        yield b"".join(pieces).decode("latin-1")
        yield b" ".join(pieces).decode("latin-1")


def _letter(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8) & 255]) if code[0] in b"01234567" else b" " if code in b"nrt" else code


def _of_hex(code: bytes) -> bytes:
    plain = re.sub(rb"\s", b"", code)
    data = bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode())
    return data.replace(b"\0", b"")


def _of_png(data: bytes) -> Iterator[str]:
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        piece = data[at + 8 : at + 8 + length]
        if kind == b"zTXt":
            yield _inflated(piece.partition(b"\0")[2][1:]).decode("latin-1")
        elif kind == b"iTXt":
            _, _, rest = piece.partition(b"\0")
            text = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
            yield (_inflated(text) if rest[:1] == b"\1" else text).decode("utf-8", errors="ignore")
        at += 12 + length
