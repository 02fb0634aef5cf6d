"""What is wrong with a site's comments: an option that is missing or means nothing, a file that cannot be read."""

from collections.abc import Iterator
from pathlib import Path

from ..newsroom.desk import Build
from ..newsroom.options import meant
from ..newsroom.problem import Problem
from .csp import origin_of
from .options import GISCUS, PROVIDERS, Options
from .thread import Threads, Unreadable, read


def problems(build: Build) -> Iterator[Problem]:
    options = build.options("COMMENTS", Options)
    if options.provider and options.provider not in PROVIDERS:
        yield _fault(f'COMMENTS["provider"] is "{options.provider}"', meant(options.provider, PROVIDERS))
    if options.provider == "isso" and not origin_of(options.server):
        yield _fault("COMMENTS has no address of the Isso server", 'write "server": "https://comments.example.org"')
    if options.provider == "mail" and "@" not in options.mail:
        yield _fault("COMMENTS has no address for letters", 'write "mail": "letters@example.org"')
    if options.provider == "html" and not options.html:
        yield _fault("COMMENTS has no HTML of yours", 'write "html": "...", or another provider')
    missing = [name for name in GISCUS if not options.giscus.get(name)] if options.provider == "giscus" else []
    if missing:
        named = ", ".join(missing)
        yield _fault(f'COMMENTS["giscus"] lacks {named}', "giscus.app shows the values for your repository")
    yield from build.once(kept)[1]


def kept(build: Build) -> tuple[Threads, tuple[Problem, ...]]:
    """The exported comments by the address of their page, and what is wrong with their file."""
    file = file_of(build)
    if not file.is_file():
        return {}, ()
    try:
        return read(file.read_text(encoding="utf-8")), ()
    except (Unreadable, UnicodeDecodeError, OSError) as error:
        path = build.site.shown(file)
        remedy = "write it anew with newsroom comments export"
        return {}, (Problem(path, 0, 0, "W26", f"the comments in it cannot be shown: {error}", remedy),)


def file_of(build: Build) -> Path:
    """The file of exported comments."""
    return build.site.content / build.site.options.data / build.options("COMMENTS", Options).export


def _fault(message: str, remedy: str) -> Problem:
    return Problem("pelicanconf.py", 0, 0, "E00", message, remedy)
