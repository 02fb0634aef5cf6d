"""The sign of a site: its colours, its drawing, its files."""

import io
import json

import pytest
from pelican.plugins.site_icons.colours import Colours, colours_of
from pelican.plugins.site_icons.files import Site, files_of
from PIL import Image

PLAIN = Colours()
SITE = Site("The Lamplighter", "Lamplighter", "", "en", False)


def made(logo: bytes = b"", *, is_drawing: bool = False, colours: Colours = PLAIN) -> dict[str, bytes]:
    return dict(files_of(SITE, colours, logo, is_drawing=is_drawing))


@pytest.mark.parametrize(
    ("css", "wanted"),
    [
        (":root{--paper:#fdfbf7;--accent: #123}@media (prefers-color-scheme:dark){:root{--paper:#15171a;--accent:#fff}}", Colours("#fdfbf7", "#15171a", "#112233")),
        (":root { /* --paper: #000000 */ --paper: oklch(1 0 0) }", Colours()),
        ("", Colours()),
    ],
)  # fmt: skip
def test_colours_are_the_theme_s(css, wanted):
    assert colours_of(css) == wanted


def test_without_a_logo_a_sign_is_drawn_in_the_colours_of_the_site():
    files = made(colours=Colours("#fdfbf7", "#15171a", "#8f2d14"))

    for name, size in (
        ("apple-touch-icon.png", 180),
        ("icon-192.png", 192),
        ("icon-512.png", 512),
        ("icon-maskable.png", 512),
    ):
        picture = Image.open(io.BytesIO(files[name])).convert("RGBA")
        assert picture.size == (size, size)
        assert picture.getpixel((size // 2, 6)) == (0x8F, 0x2D, 0x14, 255)
    assert Image.open(io.BytesIO(files["favicon.ico"])).size == (32, 32)
    assert Image.open(io.BytesIO(files["icon-maskable.png"])).convert("RGBA").getpixel((0, 0))[3] == 255
    assert Image.open(io.BytesIO(files["icon-512.png"])).convert("RGBA").getpixel((0, 0))[3] == 0


def test_a_drawing_and_a_picture_can_be_the_logo():
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#00f"/></svg>'
    )
    data = io.BytesIO()
    Image.new("RGB", (300, 200), (0, 255, 0)).save(data, "PNG")

    assert made(drawing, is_drawing=True)["favicon.svg"] == drawing
    assert Image.open(io.BytesIO(made(drawing, is_drawing=True)["icon-192.png"])).convert("RGB").getpixel((9, 9)) == (
        0,
        0,
        255,
    )
    picture = Image.open(io.BytesIO(made(data.getvalue())["icon-192.png"]))
    assert "favicon.svg" not in made(data.getvalue())
    assert picture.size == (192, 192)
    assert picture.getpixel((96, 96))[:3] == (0, 255, 0)
    assert picture.getpixel((96, 2))[3] == 0


@pytest.mark.parametrize(("logo", "is_drawing"), [(b"<svg", True), (b"no picture", False)])
def test_a_logo_that_is_none_is_said(logo, is_drawing):
    with pytest.raises(ValueError, match=r"."):
        made(logo, is_drawing=is_drawing)


def test_the_manifest_names_what_is_there():
    files = made()
    facts = json.loads(files["manifest.webmanifest"])

    assert facts["name"] == "The Lamplighter"
    assert "description" not in facts
    assert {icon["src"] for icon in facts["icons"]} < set(files)
    assert (
        "icon-maskable.png"
        not in made(b"<svg xmlns='http://www.w3.org/2000/svg'/>", is_drawing=True)["manifest.webmanifest"].decode()
    )
