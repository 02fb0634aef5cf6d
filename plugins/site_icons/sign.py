"""The sign as drawing and as pixels: a page with its headline, for a site that has no logo. Pure but for resvg and Pillow."""

from io import BytesIO

from .colours import Colours


def drawing(colours: Colours, *, edge: int = 0) -> str:
    """A folded page in the site's colours on 64 x 64; `edge` leaves so much room around it, for icons that a phone cuts to its shape."""
    scale = (64 - 2 * edge) / 64
    rows = "".join(f'<rect x="16" y="{y}" width="{width}" height="3"/>' for y, width in ((33, 14), (40, 14), (47, 14)))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">'
        f'<rect width="64" height="64" rx="{0 if edge else 12}" fill="{colours.accent}"/>'
        f'<g transform="translate({edge} {edge}) scale({scale:g})"><rect x="10" y="10" width="44" height="44" rx="3" fill="{colours.paper}"/>'
        f'<g fill="{colours.accent}"><rect x="16" y="16" width="32" height="6"/><rect x="16" y="25" width="32" height="2"/>{rows}'
        '<rect x="34" y="33" width="14" height="17"/></g></g></svg>\n'
    )


def png(drawn: bytes, size: int) -> bytes:
    """A drawing as PNG of `size` pixels square. Raises ValueError for one that cannot be drawn."""
    import resvg_py

    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=drawn.decode(), width=size, height=size, skip_system_fonts=True))
    except Exception as error:  # what resvg raises has no name of its own
        raise ValueError(str(error)) from error


def shrunk(picture: bytes, size: int) -> bytes:
    """A picture as PNG of `size` pixels square, the room beside it transparent. Raises ValueError for one that cannot be read."""
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(picture)) as opened:
            fitted = ImageOps.pad(opened.convert("RGBA"), (size, size), color=(0, 0, 0, 0))
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
    made = BytesIO()
    fitted.save(made, "PNG", optimize=True)
    return made.getvalue()


def ico(picture: bytes, size: int) -> bytes:
    """A PNG in the container that browsers ask for unasked, `/favicon.ico`: a head of 6 bytes, an entry of 16."""
    entry = bytes([size % 256, size % 256, 0, 0]) + (1).to_bytes(2, "little") + (32).to_bytes(2, "little")
    return b"\0\0\1\0\1\0" + entry + len(picture).to_bytes(4, "little") + (22).to_bytes(4, "little") + picture
