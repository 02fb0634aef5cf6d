"""What is wrong with the site's sign."""

from ..newsroom.desk import Build
from ..newsroom.problem import Problem
from .colours import is_colour
from .options import Options


def problems(build: Build) -> list[Problem]:
    options = build.options("SITE_ICONS", Options)
    found = []
    for name in ("background", "background_dark", "accent"):
        colour = getattr(options, name)
        if colour and not is_colour(colour):
            found.append(
                Problem(
                    "pelicanconf.py", 0, 0, "E00", f'SITE_ICONS["{name}"] is {colour!r}', 'write a colour as "#rrggbb"'
                )
            )
    if options.logo and not (build.site.content / options.logo.lstrip("/")).is_file():
        shown = build.site.shown(build.site.content / options.logo.lstrip("/"))
        found.append(
            Problem(
                "pelicanconf.py",
                0,
                0,
                "E10",
                f"the logo {shown} is not there",
                "put the file there, or take `logo` out of SITE_ICONS",
            )
        )
    return found
