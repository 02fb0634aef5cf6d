"""What is wrong with a newsroom's look: files that are not there, names the theme does not know, colours that cannot be read."""

from collections.abc import Iterator
from pathlib import Path

from ..newsroom.desk import Build
from ..newsroom.options import meant, nearest
from ..newsroom.problem import Problem
from .contrast import COLOURS, LEAST, colour, pale
from .logo import size_of
from .options import HOME, Options
from .tokens import Sheet, read_sheet

_SETTINGS = "pelicanconf.py"


def problems(build: Build) -> list[Problem]:
    options = build.options("THEMING", Options)
    return [*_home(options), *_logos(build, options), *_tokens(build, options)]


def theme_sheet(build: Build) -> Sheet | None:
    """The tokens of the theme itself; None for a theme that has none."""
    file = Path(build.setting("THEME", "")) / "templates" / "css" / "tokens.css"
    return read_sheet(file.read_text(encoding="utf-8"))[0] if file.is_file() else None


def _home(options: Options) -> Iterator[Problem]:
    for part in options.home:
        if part not in HOME:
            yield Problem(_SETTINGS, 0, 0, "E00", f'THEMING["home"] has no part "{part}"', meant(str(part), HOME))


def _logos(build: Build, options: Options) -> Iterator[Problem]:
    for name in ("logo", "logo_dark"):
        given = getattr(options, name).lstrip("/")
        if not given:
            continue
        file = build.site.content / given
        folders = tuple(str(one).strip("/") for one in build.setting("STATIC_PATHS", ()))
        if not file.is_file():
            remedy = f"put the picture there, or mend {name} of THEMING"
            yield Problem(build.site.shown(file), 0, 0, "E22", "the logo is not there", remedy)
        elif not any(given == one or given.startswith(f"{one}/") for one in folders):
            remedy = f"put it into {folders[0] if folders else 'images'}/, or add its folder to STATIC_PATHS"
            yield Problem(build.site.shown(file), 0, 0, "E22", "the logo is in no folder that is copied", remedy)
        elif size_of(file) is None:
            remedy = "export it anew; an SVG needs a viewBox"
            yield Problem(build.site.shown(file), 0, 0, "E22", "the logo is no picture, or has no size", remedy)


def _tokens(build: Build, options: Options) -> Iterator[Problem]:
    if not options.tokens:
        return
    file = build.site.content / options.tokens.lstrip("/")
    path = build.site.shown(file)
    if not file.is_file():
        remedy = "write it, or mend tokens of THEMING"
        yield Problem(path, 0, 0, "E22", "the sheet of tokens is not there", remedy)
        return
    given, faults = read_sheet(file.read_text(encoding="utf-8", errors="replace"))
    yield from (Problem(path, one.line, 0, "E22", one.message, one.remedy) for one in faults)
    theme = theme_sheet(build)
    if theme is None:
        return
    known = list(theme.light)
    for name, line in given.lines.items():
        near = nearest(name, known) if name not in known else ""
        if near:
            yield Problem(path, line, 0, "E22", f"the theme has no token {name}", f"did you mean {near}?")
    yield from _colours(path, given, theme)


def _colours(path: str, given: Sheet, theme: Sheet) -> Iterator[Problem]:
    both = given.over(theme)
    for name in (one for one in COLOURS if one in given.lines):
        for values in (both.light, {**both.light, **both.dark}):
            if colour(name, values) is None:
                message = f'{name} is "{values[name]}", which is no colour that can be measured'
                remedy = "write one without transparency, as in #8f2d14, rgb(143 45 20) or hsl(12 75% 32%)"
                yield Problem(path, given.lines[name], 0, "E22", message, remedy)
                break
    for one in pale(both):
        line = given.lines.get(one.text) or given.lines.get(one.ground, 0)
        if line:  # otherwise the theme's own, which its tests measure
            message = f"on {one.screens} screens {one.text} on {one.ground} has a contrast of {one.contrast:.1f}"
            remedy = f"choose colours that differ more: text needs {LEAST} (WCAG 2.2, 1.4.3)"
            if one.screens == "dark" and one.text not in given.dark and one.ground not in given.dark:
                remedy += "; set it in @media (prefers-color-scheme: dark) { :root { ... } } as well"
            yield Problem(path, line, 0, "E22", message, remedy)
