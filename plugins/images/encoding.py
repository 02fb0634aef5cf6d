"""Makes the files of a picture with Pillow: upright, in sRGB, without metadata; the same bytes for the same Pillow."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .derivatives import Derivative, Set
from .options import Options

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

#: A picture of so few colours is a drawing or a screenshot: it is kept without loss.
_FLAT = 256


class Unmade(Exception):
    """The picture cannot be read to its end."""


def made(file: Path, wanted: Set, options: Options) -> Iterator[tuple[Derivative, bytes]]:
    """Each derivative of `wanted` with its bytes. Raises Unmade."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size was judged before
            picture = _opened(file, max(one.width for one in wanted.all), wanted.original.alpha)
            flat = picture.getcolors(_FLAT) is not None
            for width in sorted({one.width for one in wanted.all}):
                fitting = [one for one in wanted.all if one.width == width]
                shrunk = picture.resize((width, fitting[0].height), Image.Resampling.LANCZOS, reducing_gap=3.0)
                for one in fitting:
                    yield one, _encoded(shrunk, one.ending, flat, options)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError) as error:
        raise Unmade(str(error) or type(error).__name__) from error


def _opened(file: Path, widest: int, alpha: bool) -> "Picture":
    from PIL import Image, ImageOps

    with Image.open(file) as opened:
        if opened.format in ("JPEG", "MPO"):
            longest = max(opened.size)
            scale = min(1.0, 2.0 * widest / min(opened.size)) if min(opened.size) else 1.0
            opened.draft(None, (int(longest * scale), int(longest * scale)))  # decodes no more than is needed
        turns = opened.format != "PNG" or "exif" in opened.info  # as `original` reads it
        opened.load()
        picture = ImageOps.exif_transpose(opened) if turns else opened
        return _in_srgb(picture, "RGBA" if alpha else "RGB")


def _in_srgb(picture: "Picture", mode: str) -> "Picture":
    """The picture in the colours that a browser takes for granted where a file names none."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        picture = _in_eight_bits(picture)
    if picture.mode in ("P", "PA", "LA", "1"):
        picture = picture.convert(mode)
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L", "LAB"):
        picture = _by_profile(picture, profile, mode)
    return picture if picture.mode == mode else picture.convert(mode)


def _by_profile(picture: "Picture", profile: bytes, mode: str) -> "Picture":
    from PIL import ImageCms

    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    solid = picture.convert("RGB") if alpha else picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned: Any = ImageCms.profileToProfile(solid, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a profile that is none: the colours are taken as they are
    if alpha is not None and mode == "RGBA":
        turned.putalpha(alpha)
    found: Picture = turned
    return found


def _in_eight_bits(picture: "Picture") -> "Picture":
    _, high = picture.getextrema()
    top = 65535.0 if float(high) > 255 else 255.0  # type: ignore[arg-type]
    return picture.convert("F").point(lambda value: value * (255.0 / top)).convert("L")


def _encoded(picture: "Picture", ending: str, flat: bool, options: Options) -> bytes:
    data = BytesIO()
    if ending == "avif":
        picture.save(
            data,
            "AVIF",
            quality=options.avif_quality,
            speed=9,
            subsampling="4:4:4" if flat else "4:2:0",
            max_threads=1,
            autotiling=False,
            exif=b"",
            icc_profile=None,
        )
    elif ending == "webp":
        picture.save(data, "WEBP", quality=options.quality, method=2, lossless=flat, exif=b"", xmp=b"")
    elif ending == "png":
        picture.save(data, "PNG", optimize=True)
    else:
        picture.save(data, "JPEG", quality=options.quality, optimize=True, progressive=True)
    return data.getvalue()
