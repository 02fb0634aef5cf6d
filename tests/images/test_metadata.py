"""What a camera wrote into a file is gone, and every pixel is what it was."""

from io import BytesIO

import pytest
from pelican.plugins.images.metadata import without_metadata
from PIL import Image, ImageCms, ImageOps

SECRET = b"52.5163N 13.3777E Anna's phone"


def photograph(kind: str, *, orientation: int = 1, size=(64, 40), **more) -> bytes:
    """A picture with an EXIF note of the place, as a phone makes it."""
    picture = Image.radial_gradient("L").resize(size).convert("RGB")
    picture.putpixel((0, 0), (255, 0, 0))
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    if orientation != 1:
        exif[0x0112] = orientation
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (52.0, 30.0, 58.0)
    data = BytesIO()
    picture.save(data, kind.upper(), exif=exif, **more)
    return data.getvalue()


def pixels(data: bytes) -> bytes:
    return Image.open(BytesIO(data)).convert("RGB").tobytes()


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_the_place_is_gone_and_the_pixels_stay(kind):
    data = photograph(kind)
    clean = without_metadata(data, kind)

    assert SECRET in data
    assert SECRET not in clean
    assert pixels(clean) == pixels(data)
    assert without_metadata(clean, kind) == clean


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_no_exif_is_left_at_all(kind):
    clean = Image.open(BytesIO(without_metadata(photograph(kind), kind)))

    assert not clean.getexif()
    assert "exif" not in clean.info
    assert "comment" not in clean.info


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_photograph_taken_sideways_stands_upright_without_the_note(orientation):
    data = photograph("jpeg", orientation=orientation, quality=95)
    clean = Image.open(BytesIO(without_metadata(data, "jpeg")))
    wanted = ImageOps.exif_transpose(Image.open(BytesIO(data)))

    assert clean.size == wanted.size
    assert not clean.getexif()
    differences = [abs(a - b) for a, b in zip(clean.convert("L").tobytes(), wanted.convert("L").tobytes(), strict=True)]
    assert sum(differences) / len(differences) < 3


def test_a_colour_profile_stays():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    clean = without_metadata(photograph("jpeg", icc_profile=profile), "jpeg")

    assert Image.open(BytesIO(clean)).info["icc_profile"] == profile


def test_what_hangs_behind_a_photograph_goes_too():
    """Phones put a film or a second picture there."""
    data = photograph("jpeg", progressive=True)

    assert without_metadata(data + b"ftypmp4 " + SECRET, "jpeg") == without_metadata(data, "jpeg")


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_file_that_is_not_what_it_says_is_left_alone_or_shortened(kind):
    """No garbage makes the cleaner fail."""
    data = photograph(kind)
    for end in range(0, len(data), 37):
        assert isinstance(without_metadata(data[:end], kind), bytes)
