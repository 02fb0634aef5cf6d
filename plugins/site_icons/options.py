"""What a site may set of its icons."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`SITE_ICONS = {...}`.

    `logo` is a square drawing (SVG) or picture (PNG) of the content folder, "images/logo.svg"; without one a sign is drawn in the
    colours of the theme. `short_name` stands under the icon on a phone (default: the site's name). `background`, `background_dark` and
    `accent` are colours as #rrggbb; default: `--paper` and `--accent` of the theme's tokens.
    """

    logo: str = ""
    short_name: str = ""
    background: str = ""
    background_dark: str = ""
    accent: str = ""
