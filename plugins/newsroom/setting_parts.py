"""What lies inside a setting and cannot be used: a number among paths, an expression without its end, a word that Jinja does not know.

The setting itself is of the right kind; what is told here stands in it no more.
"""

import inspect
import locale
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
import jinja2.ext

from .dates import DateFault, moment_of
from .options import nearest

#: The setting, what stands in for it, what is wrong, and what to write.
Part = tuple[str, Any, str, str]

_OF_TEXTS = (
    "ARTICLE_EXCLUDES", "ARTICLE_PATHS", "DIRECT_TEMPLATES", "EXTRA_TEMPLATES_PATHS", "FORMATTED_FIELDS", "IGNORE_FILES",
    "LOCALE", "PAGE_EXCLUDES", "PAGE_PATHS", "PLUGIN_PATHS", "STATIC_EXCLUDES", "STATIC_PATHS",
    "TEMPLATE_EXTENSIONS", "THEME_STATIC_PATHS", "THEME_TEMPLATES_OVERRIDES",
)  # fmt: skip
_PERIODS = tuple(f"{one}_ARCHIVE_{what}" for one in ("YEAR", "MONTH", "DAY") for what in ("SAVE_AS", "URL"))
#: What Jinja has built in for years, and old sites name all the same.
_BUILT_IN = ("jinja2.ext.autoescape", "jinja2.ext.with_")
_TERMS = ("tags", "authors", "keywords")
_A_PAIR = "[(pattern, replacement), ...]"


def parts(name: str, value: Any, default: Any) -> Iterator[Part]:
    """What is wrong inside one setting, if anything is."""
    if name in _OF_TEXTS and isinstance(value, Sequence) and not isinstance(value, str):
        kept = [one for one in value if isinstance(one, str | os.PathLike)]
        if len(kept) != len(value):
            odd = next(one for one in value if not isinstance(one, str | os.PathLike))
            yield name, kept, f"{name} holds {_shown(odd)} where text belongs", "write it in quotes, or take it out"
    elif name.endswith("_REGEX_SUBSTITUTIONS"):
        yield from _rules(name, value, default)
    elif name in _PERIODS:
        yield from _period(name, value)
    elif isinstance(value, str) and isinstance(default, str) and name.endswith(("_URL", "_SAVE_AS", "_ATOM", "_RSS")):
        yield from _address(name, value, default)
    elif name in _READ:
        yield from _READ[name](name, value, default)


def _rules(name: str, value: Any, default: Any) -> Iterator[Part]:
    """Expressions with what takes their place."""
    if not isinstance(value, list | tuple):
        yield name, default or [], f"{name} is {_shown(value)}, which it cannot be", f"write {_A_PAIR}"
        return
    kept = [one for one in value if _is_pair(one) and not _fault_of(one[0])]
    if len(kept) != len(value):
        odd = next(one for one in value if one not in kept)
        why = f", which is no expression: {_fault_of(odd[0])}" if _is_pair(odd) else ""
        yield name, kept, f"{name} holds {_shown(odd)}{why}", f"write {_A_PAIR}"


def _is_pair(one: Any) -> bool:
    return isinstance(one, list | tuple) and len(one) == 2 and all(isinstance(part, str) for part in one)


def _expression(name: str, value: Any, default: Any) -> Iterator[Part]:
    if isinstance(value, str) and (why := _fault_of(value)):
        yield name, default, f"{name} is {_shown(value)}, which is no expression: {why}", "mend it"


def _fault_of(pattern: str) -> str:
    """Why it is no regular expression, "" for one."""
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return ""


def _period(name: str, value: Any) -> Iterator[Part]:
    """The address of a year, month or day, which Pelican makes of its date alone."""
    if value and isinstance(value, str):
        try:
            value.format(date=datetime(2026, 11, 2), period=(2026, "November", 2))  # noqa: DTZ001 only to fill in
        except (LookupError, ValueError, AttributeError, TypeError):
            yield name, "", f"{name} is {_shown(value)}, which no date fills in", 'write it as "{date:%Y}/index.html"'


def _address(name: str, value: str, default: str) -> Iterator[Part]:
    try:
        list(Formatter().parse(value))
        if name.startswith(("AUTHOR_", "CATEGORY_", "TAG_")):
            value.format(slug="a", name="a", settings={})
        elif name.startswith("TRANSLATION_"):
            value.format(lang="en")
    except KeyError as error:
        known = "{lang}" if name.startswith("TRANSLATION_") else "{slug}"
        yield name, default, f"{name} asks for {{{error.args[0]}}}, which nothing here has", f"write {known}"
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        yield name, default, f"{name} is {_shown(value)}, which cannot be filled in: {error}", "mend it"
    else:
        if name.endswith("_SAVE_AS") and ".." in value.split("/"):
            yield name, default, f"{name} is {_shown(value)}, which leads out of the site", "write it without .."


def _plugins(name: str, value: Any, _default: Any) -> Iterator[Part]:
    if not isinstance(value, list | tuple):
        return
    kept = [one for one in value if isinstance(one, str) or hasattr(one, "register")]
    if len(kept) != len(value):
        odd = next(one for one in value if one not in kept)
        yield name, kept, f"{name} holds {_shown(odd)} where the name of a plugin belongs", "take it out"


def _pages(name: str, value: Any, _default: Any) -> Iterator[Part]:
    """How many stories stand on a page, by the template."""
    if isinstance(value, Mapping):
        for one, count in value.items():
            if count is not None and not isinstance(count, int):
                meant = int(count) if isinstance(count, str) and count.strip().isdecimal() else None
                said = f"{name} gives {one} {_shown(count)}, which is no number"
                value = {**value, one: meant}
                yield name, value, said, f"write {meant} without quotes" if meant else "write a number, or None"


def _patterns(name: str, value: Any, default: Any) -> Iterator[Part]:
    if any(not isinstance(one[0], int) for one in value if isinstance(one, list | tuple) and one):
        said = f"{name} is {_shown(value)}, in which a page has no number"
        yield name, default, said, 'write [(1, "{url}", "{save_as}"), ...]'


def _formats(name: str, value: Any, _default: Any) -> Iterator[Part]:
    """Formats of days by their language, with a locale or without."""
    if not isinstance(value, Mapping):
        return
    for lang, one in value.items():
        for stands, said, remedy in _format(f"{name} for {lang}", one):
            value = {**value, lang: stands} if stands else {other: value[other] for other in value if other != lang}
            yield name, value, said, remedy


def _one_format(name: str, value: Any, default: Any) -> Iterator[Part]:
    for stands, said, remedy in _format(name, value):
        yield name, stands or default, said, remedy


def _format(where: str, value: Any) -> Iterator[tuple[str, str, str]]:
    """(what stands in for it, what is wrong, what to do)."""
    if isinstance(value, str):
        return
    if not _is_pair(value):
        yield "", f"{where} is {_shown(value)}, which is no format", 'write "%d %B %Y"'
    elif not _is_installed(value[0]):
        remedy = f"install it, or write {where.partition(' ')[0]} without a locale"
        yield value[1], f"this machine has no locale {value[0]}, which {where} asks for", remedy


def _is_installed(name: str) -> bool:
    """Whether this machine has a locale."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_ALL, before)
    return True


def _metadata(name: str, value: Any, _default: Any) -> Iterator[Part]:
    """Keys of every header, and what they hold."""
    given = dict(value)
    for key, one in given.items():
        texts = isinstance(one, list | tuple) and all(isinstance(part, str) for part in one)
        if not isinstance(one, str | date | bool) and not texts and str(key).lower() in (*_TERMS, "category", "author"):
            kept = {other: told for other, told in given.items() if other != key}
            yield name, kept, f"{name} gives {key} {_shown(one)}, which it cannot be", "write text, in quotes"
            return


def _path_metadata(name: str, value: Any, _default: Any) -> Iterator[Part]:
    given = dict(value)
    if not isinstance(value, Mapping):  # pairs, as some write it
        yield name, given, "", ""
    for path, one in given.items():
        if not isinstance(one, Mapping):
            meant = {"path": one} if isinstance(one, str) else {}
            shown = f'{{"path": "{one}"}}' if meant else '{"path": "where it goes"}'
            given = {**given, path: meant}
            yield name, given, f"{name} gives {path} {_shown(one)} where keys belong", f"write {shown}"


def _day(name: str, value: Any, default: Any) -> Iterator[Part]:
    if not value or value == "fs":
        return
    try:
        if isinstance(value, str):
            moment_of(value, ZoneInfo("UTC"))
        else:
            datetime(*value)  # noqa: DTZ001 as Pelican does
    except (DateFault, TypeError, ValueError):
        yield (
            name,
            default,
            f"{name} is {_shown(value)}, which is no date",
            'write "2026-11-20", (2026, 11, 20) or "fs"',
        )


def _zone(name: str, value: Any, _default: Any) -> Iterator[Part]:
    try:
        ZoneInfo(value or "UTC")
    except (LookupError, ValueError, TypeError, OSError):
        said = f"{name} is {_shown(value)}, which is no zone"
        yield name, "UTC", said, "write the name of one, as Europe/Berlin"


def _markdown(name: str, value: Any, _default: Any) -> Iterator[Part]:
    """Extensions of Markdown, and what they are told."""
    if not isinstance(value, Mapping):
        return
    extensions, told = value.get("extensions"), value.get("extension_configs")
    if isinstance(extensions, str | tuple):
        value = {**value, "extensions": [extensions] if isinstance(extensions, str) else list(extensions)}
        said = f'{name}["extensions"] is {_shown(extensions)}, which is no list'
        yield name, value, said if isinstance(extensions, str) else "", "write [...]"
    if told is not None and not isinstance(told, Mapping):
        value = {**value, "extension_configs": {}}
        said = f'{name}["extension_configs"] is {_shown(told)}, which it cannot be'
        yield name, value, said, 'write {"markdown.extensions.toc": {...}}'
        return
    for extension, options in (told or {}).items():
        if why := _refused(extension, options):
            value = {**value, "extension_configs": {**value["extension_configs"], extension: {}}}
            if extension.startswith("markdown.") and "no extension" in why:
                del value["extension_configs"][extension]
            yield name, value, f'{name}["extension_configs"] gives {extension} {why}', "mend it, or take it out"


def _refused(extension: str, options: Any) -> str:
    """Why an extension cannot be told this, "" where it can."""
    if not isinstance(options, Mapping | list | tuple):
        return f"{_shown(options)} where options belong"
    if not extension.startswith("markdown.extensions."):
        return ""  # one of others may lie where only Pelican looks
    from markdown import Markdown

    try:
        Markdown(extensions=[extension], extension_configs={extension: dict(options)})
    except ImportError:
        return "options, and is no extension"
    except KeyError as error:
        return f"the option {error}, which it does not have"
    except (TypeError, ValueError, AttributeError) as error:
        return f"what it cannot use: {error}"
    return ""


def _jinja(name: str, value: Any, _default: Any) -> Iterator[Part]:
    """Arguments of Jinja's environment."""
    if not isinstance(value, Mapping):
        return
    known = [one for one in inspect.signature(jinja2.Environment.__init__).parameters if one != "self"]
    for word, given in value.items():
        if word == "extensions":
            for kept, said, remedy in _extensions(given):
                value = {**value, word: kept}
                yield name, value, said, remedy
            continue
        if word not in known:
            near = nearest(word, known)
            said, remedy = f'Jinja knows no "{word}", which {name} names', f'did you mean "{near}"?' if near else ""
        elif why := _fails(word, given):
            said, remedy = f'{name} gives "{word}" {_shown(given)}, which it cannot be{why}', ""
        else:
            continue
        value = {other: one for other, one in value.items() if other != word}
        yield name, value, said, remedy or "take it out"


def _fails(word: str, given: Any) -> str:
    """Why Jinja cannot be given this, "" where it can."""
    try:
        jinja2.Environment(**{word: given})  # noqa: S701 nothing is rendered
    except (TypeError, ValueError, AssertionError, AttributeError) as error:
        return f": {error}" if str(error) else "."
    return ""


def _extensions(given: Any) -> Iterator[tuple[list[Any], str, str]]:
    if isinstance(given, str):
        given = [given]
        yield given, f'JINJA_ENVIRONMENT["extensions"] is "{given[0]}", which is no list', f'write ["{given[0]}"]'
    if not isinstance(given, list | tuple | None):
        yield [], f'JINJA_ENVIRONMENT["extensions"] is {_shown(given)}, which is no list', "write [...]"
        return
    kept = [one for one in given or () if one not in _BUILT_IN]
    if len(kept) != len(given or ()):
        yield kept, "", ""
    for one in [*kept]:
        if isinstance(one, str) and one.startswith("jinja2.ext.") and not hasattr(jinja2.ext, one[11:]):
            kept = [other for other in kept if other != one]
            yield kept, f"Jinja has no extension {one}, which JINJA_ENVIRONMENT names", "take it out"


def _shown(value: Any) -> str:
    return f'"{value[:60]}"' if isinstance(value, str) else repr(value)[:60]


_READ: Mapping[str, Callable[[str, Any, Any], Iterator[Part]]] = {
    "DATE_FORMATS": _formats,
    "DEFAULT_DATE": _day,
    "DEFAULT_DATE_FORMAT": _one_format,
    "DEFAULT_METADATA": _metadata,
    "EXTRA_PATH_METADATA": _path_metadata,
    "FILENAME_METADATA": _expression,
    "JINJA_ENVIRONMENT": _jinja,
    "MARKDOWN": _markdown,
    "PAGINATED_TEMPLATES": _pages,
    "PAGINATION_PATTERNS": _patterns,
    "PATH_METADATA": _expression,
    "PLUGINS": _plugins,
    "TIMEZONE": _zone,
}
