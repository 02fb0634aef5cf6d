"""Markdown as HTML by pyromark, which is written in Rust and a hundred times as fast, under the settings for which we know what Python-Markdown would give.

Its bytes are Python-Markdown's for a text that is plain (plain_markdown.py); for another it gives what CommonMark says.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from .plain_markdown import is_plain
from .smart_quotes import InDoubt, educator

#: The versions that were held against each other (tests/fuzz/engines.py); with others every text goes to Python-Markdown.
PYTHON_MARKDOWN, PYROMARK = "3.11", "0.10"

_EXTENSIONS = ("extra", "codehilite", "toc", "smarty", "meta")
#: The options of extensions that say nothing about a plain text. What codehilite is told is about blocks of code, which are not plain.
_SILENT = {
    "toc": {
        "marker",
        "title",
        "title_class",
        "toc_class",
        "anchorlink_class",
        "permalink_class",
        "permalink_title",
        "permalink_leading",
    },
    "meta": set(),
    "extra": set(),
}
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
#: What a note has; a plain text has none.
_ID = re.compile(r"<[a-z]+ (?:[^<>]* )?id=\"([^\"]*)\"")
#: A heading of words of ASCII, of which every letter stays.
_WORDS_ALONE = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*+")
_PLACE = re.compile(r'(?<=<a href=")%7B([a-z]+)%7D')


class Rendered(NamedTuple):
    """`contents` are Python-Markdown's `toc_tokens`."""

    html: str
    contents: list[dict[str, Any]]


class CompiledMarkdown:
    """Made by `compiled_markdown`. `ids` is (slugify, separator) where headings get ids, `educate` is where quotes are educated."""

    def __init__(self, ids: tuple[Callable[[str, str], str], str] | None, educate: Callable[[str], str] | None) -> None:
        from pyromark import Options, html

        self._html = html
        self._all = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_DEFINITION_LIST
        self._ids = ids
        self._educate = educate

    def same(self, text: str) -> Rendered | None:
        """What Python-Markdown would give, or None where that is in doubt."""
        if not is_plain(text):
            return None
        try:
            return self._finished(self._html(text), self._educate)
        except InDoubt:
            return None

    def any(self, text: str) -> Rendered:
        """CommonMark with tables, footnotes and definition lists, whatever Python-Markdown would give. Raises UnicodeEncodeError at half a surrogate pair."""
        return self._finished(self._html(text, options=self._all), self._educate_some)

    def _educate_some(self, html: str) -> str:
        if self._educate is None:
            return html
        try:
            return self._educate(html)
        except InDoubt:
            return html

    def _finished(self, html: str, educate: Callable[[str], str] | None) -> Rendered:
        html = html.strip()
        if "%" in html and "%7B" in html:
            html = _PLACE.sub(r"{\1}", html)
        if educate:
            html = educate(html)
        return self._with_ids(html) if self._ids else Rendered(html, [])

    def _with_ids(self, html: str) -> Rendered:
        from html import unescape

        from markdown.extensions.toc import nest_toc_tokens, strip_tags, unique

        assert self._ids is not None
        slugify, separator = self._ids
        used = set(_ID.findall(html)) if " id=" in html else set()
        flat: list[Any] = []

        def heading(found: re.Match[str]) -> str:
            level, inner = found[1], found[2]
            name = strip_tags(inner) if "<" in inner else " ".join(inner.split())
            one = unique(slugify(unescape(name) if "&" in name else name, separator), used)
            flat.append({"level": int(level), "id": one, "name": name, "html": inner, "data-toc-label": ""})
            return f'<h{level} id="{one}">{inner}</h{level}>'

        html = _HEADING.sub(heading, html)
        contents: list[Any] = nest_toc_tokens(flat)
        return Rendered(html, contents)


def compiled_markdown(options: Mapping[str, Any]) -> CompiledMarkdown | None:
    """The engine for Pelican's MARKDOWN `options`; None where pyromark or the versions are others, or the options ask for what we do not know."""
    if not _is_there() or set(options) - {"extensions", "extension_configs", "output_format"}:
        return None
    names = [_short(one) for one in options.get("extensions", ())]
    told = {_short(name): dict(config) for name, config in dict(options.get("extension_configs") or {}).items()}
    if set(names) - set(_EXTENSIONS) or options.get("output_format", "xhtml") not in ("html", "html5", "xhtml"):
        return None
    if any(not set(told.get(name, ())) <= known for name, known in _SILENT.items() if name != "toc"):
        return None
    toc, smarty = told.get("toc", {}), told.get("smarty", {})
    if ("toc" in names and not _is_plain_toc(toc)) or ("smarty" in names and set(smarty) - {"substitutions"}):
        return None
    return CompiledMarkdown(_ids(toc) if "toc" in names else None, _educator(smarty) if "smarty" in names else None)


def _is_there() -> bool:
    import markdown

    try:
        import pyromark
    except ImportError:
        return False
    return _is_version(str(markdown.__version__), PYTHON_MARKDOWN) and _is_version(pyromark.__version__, PYROMARK)


def _is_version(version: str, wanted: str) -> bool:
    return f"{version}.".startswith(f"{wanted}.")


def _short(name: Any) -> str:
    """The extension's name without its package; "?" for what is no extension of Python-Markdown's by name."""
    return name.removeprefix("markdown.extensions.") if isinstance(name, str) else "?"


def _is_plain_toc(config: Mapping[str, Any]) -> bool:
    """No links in headings, no level shifted or left out, no tokens of another's making."""
    rest = {name: value for name, value in config.items() if name not in _SILENT["toc"]}
    return all(
        name in ("slugify", "separator") or (name in ("permalink", "anchorlink") and value is False)
        for name, value in rest.items()
    )


def _ids(config: Mapping[str, Any]) -> tuple[Callable[[str, str], str], str]:
    from markdown.extensions.toc import slugify

    chosen, separator = config.get("slugify", slugify), config.get("separator", "-")
    return (_slug if chosen is slugify and separator == "-" else chosen), separator


def _slug(name: str, separator: str) -> str:
    """What Python-Markdown's `slugify` makes of a name, with a hyphen: most at once, in a fraction of its time."""
    from markdown.extensions.toc import slugify

    return name.lower().replace(" ", separator) if _WORDS_ALONE.fullmatch(name) else slugify(name, separator)


def _educator(config: Mapping[str, Any]) -> Callable[[str], str]:
    from markdown.extensions.smarty import substitutions

    return educator({**substitutions, **dict(config.get("substitutions") or {})})
