"""The files of a site's sign: which there are, and what is in each. Pure."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from .colours import Colours
from .sign import drawing, ico, png, shrunk

#: Every file, below the output folder.
FILES = (
    "favicon.svg",
    "favicon.ico",
    "apple-touch-icon.png",
    "icon-192.png",
    "icon-512.png",
    "icon-maskable.png",
    "manifest.webmanifest",
)


@dataclass(frozen=True, slots=True)
class Site:
    """What the manifest says of a site."""

    name: str
    short_name: str
    description: str
    lang: str
    rtl: bool


def files_of(site: Site, colours: Colours, logo: bytes, *, is_drawing: bool) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each file. `logo` is the site's own, or nothing. Raises ValueError for a logo that cannot be drawn."""
    sign = logo or drawing(colours).encode()
    masked = logo or drawing(colours, edge=9).encode()

    def made(source: bytes, size: int) -> bytes:
        return png(source, size) if is_drawing or not logo else shrunk(source, size)

    if is_drawing or not logo:
        yield "favicon.svg", sign
    yield "favicon.ico", ico(made(sign, 32), 32)
    yield "apple-touch-icon.png", made(masked, 180)
    yield "icon-192.png", made(sign, 192)
    yield "icon-512.png", made(sign, 512)
    if not logo:
        yield "icon-maskable.png", made(masked, 512)
    yield "manifest.webmanifest", manifest(site, colours, has_mask=not logo).encode()


def manifest(site: Site, colours: Colours, *, has_mask: bool) -> str:
    """The manifest (w3.org/TR/appmanifest); its addresses are relative to its own, so that it stands below any path."""
    icons = [
        {"src": f"icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"}
        for size in (192, 512)
    ]
    if has_mask:
        icons.append({"src": "icon-maskable.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"})
    facts = {
        "name": site.name,
        "short_name": site.short_name,
        "description": site.description,
        "lang": site.lang,
        "dir": "rtl" if site.rtl else "ltr",
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": colours.paper,
        "theme_color": colours.paper,
        "icons": icons,
    }
    return json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False, indent=1) + "\n"
