"""What went wrong where, in one sentence: for a template, a setting or a plugin that cannot be used as it is."""

import locale
import re
import traceback
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from .cores import HelperEnded

#: What Pelican raises with `--fatal` once it has logged an error: the fault itself is what was being handled then.
_LOGGED = "Warning or error encountered"
_TEMPLATES = (".html", ".xml", ".jinja", ".j2")
#: Packages in whose lines nobody looks for a fault of a site's.
_BASE = frozenset({"blinker", "docutils", "jinja2", "markdown", "markupsafe", "pelican", "pygments", "rich", "yaml"})
#: What code of Python 2 dies of today.
_OF_PYTHON_2 = (
    r"^Missing parentheses in call to",
    r"^'str' object has no attribute 'decode'",
    r"^'dict' object has no attribute '(?:has_key|iter\w+)'",
    r"^name '(?:unicode|basestring|xrange|raw_input|unichr|reload)' is not defined",
    r"^No module named '(?:urllib2|urlparse|ConfigParser|cPickle|HTMLParser|StringIO)'",
)


def said(error: BaseException, roots: Iterable[Path]) -> str:
    """`themes/gazette/templates/article.html:12: unexpected '}'`: the place nearest to the fault that lies in one of `roots`, and the fault.

    Raises nothing, whatever the error holds.
    """
    folders = [root.resolve() for root in roots]
    if isinstance(error, RuntimeError) and str(error) == _LOGGED:
        if error.__context__ is None:
            return "see the error above"
        error = error.__context__
    words = " ".join(str(error).split())
    place = _place(error, folders)
    if isinstance(error, SyntaxError):
        words = f"{error.msg}"
    if isinstance(error, TemplateNotFound):
        words = f'the theme has no template "{words}", for which another one of it or TEMPLATE_PAGES asks'
    if remedy := remedy_of(error):
        words = f"{words}; {remedy}"
    kind = "" if words and _explains_itself(error) else type(error).__name__
    return ": ".join(filter(None, (place, kind, words)))


def remedy_of(error: BaseException) -> str:
    """What to write where, for faults of which old sites and themes die; "" for any other."""
    words = str(error)
    if isinstance(error, KeyError) and error.args == ("JINJA_ENVIRONMENT",):
        return 'Pelican takes JINJA_EXTENSIONS no more: write JINJA_ENVIRONMENT = {"extensions": [...]} in its place'
    if isinstance(error, UndefinedError) and re.search(r"'\w+_(?:page|paginator)' is undefined", words):
        return 'the theme shows this list in pages: give it a line in PAGINATED_TEMPLATES, as in {"index": None}'
    if re.match(r"(?:too many|not enough) values to unpack \(expected 2", words) and _is_of_template(error):
        return "the theme wants pairs there, a name and an address: see what MENUITEMS, LINKS or SOCIAL holds"
    if isinstance(error, ZoneInfoNotFoundError):
        return "TIMEZONE wants the name of a zone, as Europe/Berlin"
    if words.startswith("You need to specify a path containing the content"):
        return "PATH in the settings names no folder that is there"
    if any(re.search(one, words) for one in _OF_PYTHON_2):
        return "it was written for Python 2: take a newer version of it, or take out what asks for it"
    if re.search(r"extendMarkdown\(\).* 'md_globals'", words):
        return "it was written for Python-Markdown 2: take a newer version of that plugin, or take it out of PLUGINS or MARKDOWN"
    if isinstance(error, UndefinedError) and re.match(r"'(?:gettext|ngettext|_)' is undefined", words):
        return "a plugin such as i18n_subsites brings the theme's words in other languages: name it in PLUGINS, or take these marks out of the theme"
    if isinstance(error, locale.Error):
        return 'this machine has no locale of that name: install it, or write LOCALE = ["C"] and no locale into DATE_FORMATS and DEFAULT_DATE_FORMAT'
    if isinstance(error, ModuleNotFoundError) and error.name in ("typogrify", "smartypants"):
        return "TYPOGRIFY asks for it: `pip install typogrify`, or write TYPOGRIFY = False"
    if isinstance(error, TemplateSyntaxError) and (tag := re.match(r"Encountered unknown tag '(\w+)'", words)):
        plugin = ", as webassets does" if tag[1] == "assets" else ""
        return f"a plugin of the site that the theme was made for brings that tag along{plugin}: name it in PLUGINS, or take the tag out"
    return _remedy_of_import(error) if isinstance(error, ImportError) else ""


def _remedy_of_import(error: ImportError) -> str:
    first, _, inner = (error.name or "").partition(".")
    if isinstance(error, ModuleNotFoundError):
        is_older = bool(inner) and find_spec(first) is not None
    else:
        is_older = str(error).startswith("cannot import name") and "(unknown location)" not in str(error)
    if is_older:
        return (
            "it was written for another version of that package: take a newer one of it, or take out what asks for it"
        )
    if isinstance(error, ModuleNotFoundError) or "(unknown location)" in str(error):
        return "install the package that brings it, or take out what asks for it: PLUGINS names the plugins"
    return ""


def line_of(error: BaseException, file: str) -> int | None:
    """The line of the fault in a file of this name, the innermost where it is there more than once."""
    if isinstance(error, SyntaxError):
        return error.lineno
    lines = [one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename.endswith(file)]
    return lines[-1] if lines else None


def _explains_itself(error: BaseException) -> bool:
    """Whether the words say enough without the name of the exception."""
    return type(error).__module__.partition(".")[0] == "jinja2" or isinstance(
        error, (SyntaxError, SystemExit, HelperEnded)
    )


def _place(error: BaseException, folders: list[Path]) -> str:
    """The file and line of the fault, relative to the first folder that holds it; "" where none does."""
    named = getattr(error, "filename", None)
    line = getattr(error, "lineno", None)
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if named and line:
        frames.append((str(named), line))
    for file, number in reversed(frames):
        path = Path(file)
        if not path.is_file():
            continue
        for folder in folders:
            if path.resolve().is_relative_to(folder) and "site-packages" not in path.parts:
                return f"{path.resolve().relative_to(folders[0]) if path.resolve().is_relative_to(folders[0]) else path}:{number}"
    return _template(frames) or _installed(frames)


def _is_of_template(error: BaseException) -> bool:
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and Path(frames[-1].filename).suffix in _TEMPLATES


def _template(frames: list[tuple[str, int | None]]) -> str:
    """The template of an installed theme in which it happened, with its line, by its path below the place of packages."""
    for file, number in reversed(frames):
        path = Path(file)
        if path.suffix in _TEMPLATES and path.is_file():
            parts = path.parts
            inner = parts[parts.index("site-packages") + 1 :] if "site-packages" in parts else parts[-4:]
            return f"{Path(*inner).as_posix()}:{number}"
    return ""


def _installed(frames: list[tuple[str, int | None]]) -> str:
    """The line of an installed package of somebody's in which it happened, as a plugin that came with a theme; "" for a fault of Pelican or of what it stands on."""
    for file, number in reversed(frames):
        parts = Path(file).parts
        inner = parts[parts.index("site-packages") + 1 :] if "site-packages" in parts else ()
        if len(inner) > 1 and (inner[0] not in _BASE or inner[:2] == ("pelican", "plugins")):
            return f"{Path(*inner).as_posix()}:{number}"
    return ""
