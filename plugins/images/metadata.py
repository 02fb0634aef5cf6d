"""What a camera or a program wrote into a picture's file, the place where it was taken included: found, and taken out without touching a pixel.

JPEG by its segments (ITU T.81, B.1), PNG by its chunks (w3.org/TR/png-3), WebP by those of RIFF (RFC 9649), AVIF by blanking the bytes.
"""

import re
from collections.abc import Iterator
from pathlib import Path

#: JPEG markers that are needed to show the picture: APP0 (JFIF), APP2 (colour profile), APP14 (Adobe's colour transform).
_KEPT_APP = {0xE0, 0xE2, 0xEE}
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TALK = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_WEBP_TALK = {b"EXIF", b"XMP "}
#: The head of EXIF's TIFF, and a list of no notes (CIPA DC-008, 4.5).
_NO_NOTES = b"MM\0*\0\0\0\x08" + bytes(6)
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)


def is_private(file: Path, kind: str) -> bool:
    """Whether `without_metadata` would change the file."""
    data = file.read_bytes()
    return without_metadata(data, kind) != data


def without_metadata(data: bytes, kind: str) -> bytes:
    """The same picture without metadata. A JPEG that a camera held sideways is turned upright, because the note that says so goes too.

    A file that is not built as its kind should be comes back as it is.
    """
    made = {"jpeg": _jpeg, "png": _png, "webp": _webp, "avif": _avif}.get(kind)
    return made(data) if made else data


def _jpeg(data: bytes) -> bytes:
    parts = list(_jpeg_parts(data))
    if not parts:
        return data
    orientation = _orientation(data) if any(marker == 0xE1 for marker, _ in parts) else 1
    if orientation != 1 and (turned := _upright(data)):
        return turned
    kept = [part for marker, part in parts if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or _is_kept(marker, part)]
    return b"\xff\xd8" + b"".join(kept)


def _is_kept(marker: int, part: bytes) -> bool:
    if marker == 0xE2:
        return part[4:].startswith(b"ICC_PROFILE\0")  # and not the index of further pictures (CIPA DC-007)
    return marker in _KEPT_APP


def _jpeg_parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, bytes) of each segment; the picture itself is the last. What stands behind its end (a film, a second picture) is left out."""
    position = 2
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            return
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == 0xDA:
            yield marker, data[position : _end_of_scans(data, position)]
            return
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        yield marker, data[position:end]
        position = end


def _end_of_scans(data: bytes, start: int) -> int:
    """Behind the mark that ends the picture. Within its scans 0xFF is followed by 0 or a restart mark; other segments have a length."""
    position = start
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            return len(data)
        marker = data[position + 1]
        if marker == 0xD9:
            return position + 2
        if marker == 0 or 0xD0 <= marker <= 0xD7 or marker == 0xFF:
            position += 1 if marker == 0xFF else 2
        else:
            position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")


def _orientation(data: bytes) -> int:
    from io import BytesIO

    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as picture:
            return int(picture.getexif().get(0x0112, 1) or 1)
    except (OSError, SyntaxError, ValueError, TypeError):  # what Pillow raises for a damaged file
        return 1


def _upright(data: bytes) -> bytes:
    """The picture with its pixels turned, at a quality that shows no loss; nothing for one that is damaged."""
    from io import BytesIO

    from PIL import Image, ImageOps

    made = BytesIO()
    try:
        with Image.open(BytesIO(data)) as picture:
            profile = picture.info.get("icc_profile")
            turned = ImageOps.exif_transpose(picture)
            turned.save(made, "JPEG", quality=92, subsampling=0, icc_profile=profile, exif=b"")
    except (OSError, SyntaxError, ValueError, TypeError):
        return b""
    return made.getvalue()


def _png(data: bytes) -> bytes:
    if not data.startswith(_PNG):
        return data
    kept, position = [_PNG], len(_PNG)
    while position + 12 <= len(data):
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        name = data[position + 4 : position + 8]
        if name not in _PNG_TALK:
            kept.append(data[position:end])
        position = end
        if name == b"IEND":
            break
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return data
    kept, position = [], 12
    while position + 8 <= len(data):
        size = int.from_bytes(data[position + 4 : position + 8], "little")
        end = position + 8 + size + size % 2
        name = data[position : position + 4]
        if name == b"VP8X":  # its second byte of flags says that EXIF and XMP follow
            part = data[position:end]
            kept.append(part[:8] + bytes([part[8] & ~0x0C]) + part[9:])
        elif name not in _WEBP_TALK:
            kept.append(data[position:end])
        position = end
    body = b"".join(kept)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _avif(data: bytes) -> bytes:
    """Its parts are found by their offsets, so that none may move: the words become blanks and zeros. How it was turned is said elsewhere."""
    from io import BytesIO

    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as picture:
            body = bytes(picture.info.get("exif") or b"").removeprefix(b"Exif\0\0")
    except (OSError, SyntaxError, ValueError):
        return data
    if len(body) >= len(_NO_NOTES) and body in data:
        data = data.replace(body, _NO_NOTES.ljust(len(body), b"\0"))
    return _XMP.sub(lambda found: b" " * len(found[0]), data)
