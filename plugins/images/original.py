"""What a picture's file is: its kind, its size, and whether it can be shown at all. Reads the head of a file, never all its pixels."""

import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .metadata import is_private
from .svg import Broken, is_unsafe, size_of

if TYPE_CHECKING:
    from PIL import Image

#: What browsers show, by Pillow's names.
_SHOWN = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
_MOST_SVG = 2_000_000
#: How a file of that kind ends.
_ENDS = {"jpeg": b"\xff\xd9", "png": b"IEND"}
#: EXIF's tag for how the camera was held, and what it says of one that lay on its side (CIPA DC-008, 4.6.4).
_ORIENTATION, _ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)
#: What Pillow's readers of damaged files raise.
_DAMAGED = (ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, OverflowError)
_ANEW, _SMALLER = "export it anew as JPEG or PNG", "make it smaller: 3,000 pixels are enough for any screen"


@dataclass(frozen=True, slots=True)
class Original:
    """One picture of the content folder.

    `path` is relative to that folder; `kind` is jpeg, png, webp, avif, gif or svg. `width` and `height` are pixels as it is seen, turned
    upright; 0 where an SVG names none. `alpha` is set where pixels may be transparent. `private` says that the file holds what only
    its maker should know, or what a browser should not run. With a `fault` it cannot be shown; `remedy` says what to do.
    """

    path: str
    digest: str = ""
    kind: str = ""
    width: int = 0
    height: int = 0
    animated: bool = False
    alpha: bool = False
    private: bool = False
    fault: str = ""
    remedy: str = ""


class _NotShown(Exception):
    """Why browsers cannot show a picture, and what to do."""

    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(fault)
        self.fault, self.remedy = fault, remedy


def original_of(file: Path, path: str, digest: str, most_pixels: int) -> Original:
    """What the file is. A fault of it is said, not raised."""
    try:
        return _svg(file, path, digest) if path.lower().endswith(".svg") else _raster(file, path, digest, most_pixels)
    except _NotShown as why:
        return Original(path, digest, fault=why.fault, remedy=why.remedy)
    except OSError as error:
        if error.strerror is None:  # Pillow's words, not the system's
            return Original(path, digest, fault=f"is broken: {error}", remedy=_ANEW)
        return Original(path, digest, fault=f"cannot be read: {error.strerror}", remedy="look at the file")


def _svg(file: Path, path: str, digest: str) -> Original:
    if file.stat().st_size > _MOST_SVG:
        raise _NotShown("is a drawing of more than 2 megabytes", "simplify it, or save it as PNG")
    data = file.read_bytes()
    try:
        width, height = size_of(data)
    except Broken as error:
        raise _NotShown(f"is no drawing that a browser shows: {error}", "export it anew as SVG") from error
    return Original(path, digest, "svg", width, height, private=is_unsafe(data))


def _raster(file: Path, path: str, digest: str, most_pixels: int) -> Original:
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its size, which `_headed` judges
        try:
            with Image.open(file) as picture:
                made = _headed(picture, path, digest, most_pixels)
        except Image.DecompressionBombError as error:
            raise _NotShown("has far more pixels than a site should hold", _SMALLER) from error
        except UnidentifiedImageError as error:
            raise _NotShown("is no picture, or a broken one", _ANEW) from error
        except _DAMAGED as error:
            raise _NotShown(f"is broken: {error}", _ANEW) from error
    if _is_cut_off(file, made.kind):
        raise _NotShown("is cut off: its end is missing", "copy it again from where it came")
    return replace(made, private=is_private(file, made.kind))


def _headed(picture: "Image.Image", path: str, digest: str, most_pixels: int) -> Original:
    """What the head of a picture says of it."""
    width, height = picture.size
    if width * height > most_pixels:
        most = f"more than the {most_pixels // 1_000_000} million that a site should hold"
        raise _NotShown(f"has {width} x {height} pixels, {most}", _SMALLER)
    kind = _SHOWN.get(picture.format or "")
    if kind is None:
        raise _NotShown(f"is a {picture.format} file, which browsers do not show", "save it as JPEG or PNG")
    # Pillow decodes a whole PNG to look for a note behind its pixels, where none belongs
    is_turned = (kind != "png" or "exif" in picture.info) and picture.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE
    return Original(
        path,
        digest,
        kind,
        *((height, width) if is_turned else (width, height)),
        animated=bool(getattr(picture, "is_animated", False)) and kind != "jpeg",
        alpha=picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info,
    )


def _is_cut_off(file: Path, kind: str) -> bool:
    """Whether the mark that ends such a file is nowhere in it: cheap, and the usual damage of a broken upload."""
    return kind in _ENDS and _ENDS[kind] not in file.read_bytes()
