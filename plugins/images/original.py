"""What a picture's file is: its kind, its size, and whether it can be shown at all. Reads the head of a file, never all its pixels."""

import warnings
from dataclasses import dataclass
from pathlib import Path

from .metadata import is_private
from .svg import Broken, is_unsafe, size_of

#: What browsers show, by Pillow's names.
_SHOWN = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
_MOST_SVG = 2_000_000


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


def original_of(file: Path, path: str, digest: str, most_pixels: int) -> Original:
    """What the file is. A fault of it is said, not raised."""
    try:
        return _svg(file, path, digest) if path.lower().endswith(".svg") else _raster(file, path, digest, most_pixels)
    except OSError as error:
        if error.strerror is None:  # Pillow's words, not the system's
            return Original(path, digest, fault=f"is broken: {error}", remedy="export it anew as JPEG or PNG")
        return Original(path, digest, fault=f"cannot be read: {error.strerror}", remedy="look at the file")


def _svg(file: Path, path: str, digest: str) -> Original:
    if file.stat().st_size > _MOST_SVG:
        return Original(
            path, digest, fault="is a drawing of more than 2 megabytes", remedy="simplify it, or save it as PNG"
        )
    data = file.read_bytes()
    try:
        width, height = size_of(data)
    except Broken as error:
        return Original(
            path, digest, fault=f"is no drawing that a browser shows: {error}", remedy="export it anew as SVG"
        )
    return Original(path, digest, "svg", width, height, private=is_unsafe(data))


def _raster(file: Path, path: str, digest: str, most_pixels: int) -> Original:
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # we judge the size ourselves, in the next lines
        try:
            with Image.open(file) as picture:
                width, height = picture.size
                kind = _SHOWN.get(picture.format or "", "")
                if width * height > most_pixels:
                    return Original(
                        path,
                        digest,
                        fault=f"has {width} x {height} pixels, more than the {most_pixels // 1_000_000} million that a site should hold",
                        remedy="make it smaller: 3,000 pixels are enough for any screen",
                    )
                if not kind:
                    return Original(
                        path,
                        digest,
                        fault=f"is a {picture.format} file, which browsers do not show",
                        remedy="save it as JPEG or PNG",
                    )
                # Pillow decodes a whole PNG to look for a note behind its pixels, where none belongs
                turned = (kind != "png" or "exif" in picture.info) and picture.getexif().get(_ORIENTATION, 1) in (
                    5,
                    6,
                    7,
                    8,
                )
                animated = bool(getattr(picture, "is_animated", False)) and kind != "jpeg"
                alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
        except Image.DecompressionBombError:
            return Original(
                path,
                digest,
                fault="has far more pixels than a site should hold",
                remedy="make it smaller: 3,000 pixels are enough for any screen",
            )
        except UnidentifiedImageError:
            return Original(
                path, digest, fault="is no picture, or a broken one", remedy="export it anew as JPEG or PNG"
            )
        except (
            ValueError,
            SyntaxError,
            EOFError,
            TypeError,
            KeyError,
            IndexError,
            OverflowError,
        ) as error:  # what parsers of damaged files raise
            return Original(path, digest, fault=f"is broken: {error}", remedy="export it anew as JPEG or PNG")
    cut = _is_cut_off(file, kind)
    if cut:
        return Original(path, digest, fault="is cut off: its end is missing", remedy="copy it again from where it came")
    return Original(
        path,
        digest,
        kind,
        *((height, width) if turned else (width, height)),
        animated=animated,
        alpha=alpha,
        private=is_private(file, kind),
    )


def _is_cut_off(file: Path, kind: str) -> bool:
    """Whether the mark that ends such a file is nowhere in it: cheap, and the usual damage of a broken upload."""
    if kind not in _ENDS:
        return False
    data = file.read_bytes()
    return _ENDS[kind] not in data


_ENDS = {"jpeg": b"\xff\xd9", "png": b"IEND"}
#: EXIF's tag for how the camera was held (CIPA DC-008, 4.6.4).
_ORIENTATION = 0x0112
