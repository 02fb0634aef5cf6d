"""Hands what the desk has read to Pelican: Pelican's readers render the body, the typed front matter is ours."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican import contents
from pelican.readers import HTMLReader, MarkdownReader, RstReader
from pelican.urlwrappers import Author, Category, Tag, URLWrapper
from pelican.utils import SafeDatetime

from . import plain_links
from .builds import desk_of
from .conversion import ENGINES, Converter
from .conversions import Conversions, HeldDigests, converted
from .desk import Build
from .extensions import have_others
from .file_text import Unreadable, is_there
from .kept_articles import digest_of_text
from .lowered_headings import lowered
from .options import choice_from
from .problem import Problem
from .publication import WITHHELD
from .registry import is_shown
from .story import Person, Story, Term
from .term_links import resolved

_EPOCH = SafeDatetime(1970, 1, 1)


def metadata_of(story: Story, build: Build, settings: dict[str, Any]) -> dict[str, Any]:
    """A story's facts in Pelican's shape. Keys that are not ours go through as the writer wrote them, but for those that Pelican's objects are made of."""
    is_withdrawn = story.status == "withdrawn"
    facts: dict[str, Any] = {
        name: value for name, value in story.extra.items() if not is_withdrawn and not is_pelicans(name, value)
    }
    facts |= {
        "title": story.title,
        "slug": story.slug,
        "lang": story.lang,
        "status": "hidden" if is_withdrawn else story.status,
        _PAIR: build.archive.pair_of(story),
    }
    if story.date:
        facts["date"] = _safe(story.date)
    if story.modified:
        facts["modified"] = _safe(story.modified)
    categories = [term for term in story.categories if is_shown(build.registries.categories, term.slug)]
    tags = [term for term in story.tags if is_shown(build.registries.tags, term.slug)]
    shared = build.once(_SharedTerms)
    if categories:
        facts["category"] = shared.of(Category, categories[0], settings)
    if tags:
        facts["tags"] = [shared.of(Tag, term, settings) for term in tags]
    if story.authors:
        facts["authors"] = [shared.of(Author, one, settings) for one in story.authors]
    for name, value in (
        ("template", story.template if build.has_template(story.template) else ""),
        ("save_as", story.file if is_withdrawn else story.save_as),
        # Of what Pelican would make the address of a withdrawn story, too little is left.
        ("url", story.url if is_withdrawn else str(story.extra.get("url", ""))),
    ):
        if value:
            facts[name] = value
    return facts


#: The metadata by which Pelican pairs translations: ARTICLE_TRANSLATION_ID.
_PAIR = "translation_pair"

#: What Pelican's articles and pages have by a name of their own, beside what their classes have.
_PELICANS = frozenset({
    "in_default_lang", "locale_date", "locale_modified", "metadata", "override_save_as", "override_url",
    "relative_source_path", "settings", "source_path", "template", "translations", _PAIR,
})  # fmt: skip


def is_pelicans(name: str, value: object) -> bool:
    """Whether a key of a writer's own would overwrite what Pelican's articles and pages are made of, or is one of Pelican's with a value of which it
    can make nothing: a text tells how it writes a date (`date_format`), and the name of a zone where that is (`timezone`).
    """
    lower = name.lower()  # as Pelican sets it
    if lower.startswith("_") or lower in _PELICANS or hasattr(contents.Article, lower) or hasattr(contents.Page, lower):
        return True
    if lower == "date_format":
        return not isinstance(value, str)
    return lower == "timezone" and not _is_zone(value)


def _is_zone(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (LookupError, ValueError, OSError):
        return False


class _StoryReader:
    """What the readers have in common: the body is rendered by Pelican's own reader, the metadata comes from the desk."""

    settings: dict[str, Any]

    def render(self, source_path: str, story: Story) -> tuple[str, dict[str, Any]]:
        raise AssertionError("every reader renders")

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        build = desk_of(self.settings)
        shown = build.site.shown_path(source_path)
        reading = build.desk.readings.get(shown)
        if reading is None and not shown.startswith("/") and build.site.hides(shown):
            return "", {"title": "", "status": WITHHELD, "date": _EPOCH, "slug": "withheld"}
        if reading is None:  # not a file of this site: another plugin's
            found: tuple[str, dict[str, Any]] = super().read(source_path)  # type: ignore[misc]
            return found
        story = build.story_at(reading.path)
        if story is None or story.status == WITHHELD:
            return "", {"title": "", "status": WITHHELD, "date": _EPOCH, "slug": "withheld"}
        if story.status == "withdrawn":
            return "", metadata_of(story, build, self.settings) | {"summary": ""}
        content, given = self.render(source_path, story)
        if given.get("summary"):
            given["summary"] = resolved(given["summary"], build.registries, build.places, build.site.slugs)
        facts = metadata_of(story, build, self.settings) | given
        if build.site.options.plain_links:
            content = _followed(content, story, build)
        return _linked(content, build), facts

    def process_metadata(self, name: str, value: Any) -> Any:
        """Pelican processes the date in a file's name before it reads the file; the desk has judged it already."""
        try:
            return super().process_metadata(name, value)  # type: ignore[misc]
        except ValueError:
            return _EPOCH


class StoryMarkdownReader(_StoryReader, MarkdownReader):  # type: ignore[misc]
    """Markdown, with any of the three dialects in front."""

    def render(self, source_path: str, story: Story) -> tuple[str, dict[str, Any]]:
        build = desk_of(self.settings)
        one = build.once(_conversions)(story.path)
        build.contents[story.path] = one.contents
        return one.html, self._formatted(story, build) | {
            "summary": one.summary or _paragraph(build.description(story))
        }

    def _formatted(self, story: Story, build: Build) -> dict[str, Any]:
        """Those of the writer's own keys that the site has written in Markdown: FORMATTED_FIELDS."""
        wanted = [
            one
            for one in self.settings["FORMATTED_FIELDS"]
            if one in story.extra and not is_pelicans(one, story.extra[one])
        ]
        given = {one: "\n".join(text) if isinstance(text := story.extra[one], list) else str(text) for one in wanted}
        return {one: build.once(converter_of).convert("", text, story.lang).summary for one, text in given.items()}


def converter_of(build: Build) -> Converter:
    """What turns the Markdown of this build's stories into HTML; made once of a build."""
    engine, _ = choice_from({"MARKDOWN_ENGINE": build.setting("MARKDOWN_ENGINE")}, "MARKDOWN_ENGINE", ENGINES)
    return Converter(build.setting("MARKDOWN"), build.words, engine)


def _linked(html: str, build: Build) -> str:
    return resolved(html, build.registries, build.places, build.site.slugs)


def text_of(story: Story, build: Build, digest: bytes) -> str:
    """The text of the article of a story in Markdown, without plain links, that was shown in an earlier build and is the same.

    `digest` is that of the text, or none: what has it is the text, and the story's Markdown need not be read.
    """
    if story.status == "withdrawn":
        return ""
    conversions = build.once(_conversions)
    kept = conversions.kept_html(story.path) if digest else None
    if kept is not None and digest_of_text(kept) == digest:
        return kept
    return _linked(conversions(story.path).html, build)


def settled_texts(_build: Build) -> set[str]:
    """The paths of stories whose articles are there without their texts. To be filled before the first text is asked for."""
    return set()


def end_conversions(build: Build) -> None:
    """Wait for the conversions that are being made, if somebody asked for one."""
    for one in build.once(_begun):
        one.end()


def _begun(_build: Build) -> list[Conversions]:
    return []


def _conversions(build: Build) -> Conversions:
    """The conversions of all stories that are shown, made together from the first asking on but for those that few will ask for."""
    later = build.once(settled_texts)
    converter = build.once(converter_of)
    endings = tuple([f".{one}" for one in MarkdownReader.file_extensions])
    texts = [
        story
        for story in build.desk.stories
        if story.status not in (WITHHELD, "withdrawn") and story.path.lower().endswith(endings)
    ]
    now = [one for one in texts if one.path not in later]
    digests = build.lasting.of(HeldDigests).of(now, converter, build.own_words) if build.lasting.is_wanted else None
    folder, at_hand = build.site.root / ".cache" / "newsroom", not build.lasting.is_wanted
    made = converted(texts, converter, folder, digests, later=later, at_hand=at_hand)
    build.once(_begun).append(made)
    return made


class StoryRstReader(_StoryReader, RstReader):  # type: ignore[misc]
    """reStructuredText, rendered by docutils as Pelican does it."""

    def render(self, source_path: str, story: Story) -> tuple[str, dict[str, Any]]:
        return desk_of(self.settings).desk.readings[story.path].html or "", _summary(self.settings, story)


class StoryHtmlReader(_StoryReader, HTMLReader):  # type: ignore[misc]
    """HTML files with their facts in `<meta>`."""

    def render(self, source_path: str, story: Story) -> tuple[str, dict[str, Any]]:
        html = desk_of(self.settings).desk.readings[story.path].html or ""
        return lowered(html), _summary(self.settings, story)


_TAG = re.compile(r"<[^>]*>")
_DOCUTILS = re.compile(r".*?:(?P<line>\d*): \((?:SEVERE|ERROR|WARNING|INFO)/\d\) (?P<said>.+)")


def foreign_readers(settings: dict[str, Any]) -> dict[str, Any]:
    """A reader for each enabled extension that is not Markdown: file -> (raw fields, HTML of the body)."""

    def raw(kind: Any) -> Any:
        def read(file: Path) -> tuple[dict[str, Any], str]:
            reader = kind(settings)
            reader.process_metadata = lambda _name, value: value
            try:
                content, fields = reader.read(str(file))
            except Exception as error:
                said = " ".join(str(error).split()) or type(error).__name__
                found = _DOCUTILS.match(said)  # docutils names the whole path of the file before the line
                line = int(found["line"] or 1) if found else 1
                said = (found["said"] if found else said)[:200]
                raise Unreadable(
                    f"the file cannot be read as {file.suffix[1:]}: {said}", "mend it, or rewrite it as Markdown", line
                ) from error
            fields = dict(fields)
            if kind is RstReader and "title" in fields:  # the one field that docutils gives as HTML
                fields["title"] = _TAG.sub("", fields["title"])
            return fields, content

        return read

    wanted: dict[str, Any] = {"rst": RstReader, "html": HTMLReader, "htm": HTMLReader}
    chosen = settings.get("READERS") or {}
    return {ext: raw(kind) for ext, kind in wanted.items() if kind.enabled and chosen.get(ext, kind) is not None}


def use_story_readers(readers: Any) -> None:
    """Every story goes through the desk, whatever its format; a format the site has switched off stays off."""
    readers.read_file = partial(_paired, partial(_guarded, readers, readers.read_file))
    if not readers.settings["CACHE_CONTENT"]:
        # Pelican would ask the disk twice of each file for the stamp of what it does not keep.
        readers.get_cached_data, readers.cache_data = _not_cached, _cached_nowhere
    for extension, kind in _OWN.items():
        if readers.reader_classes.get(extension):
            readers.reader_classes[extension] = kind


_OWN = {one: kind for kind in (StoryMarkdownReader, StoryRstReader, StoryHtmlReader) for one in kind.file_extensions}


def _guarded(
    readers: Any, read_file: Callable[..., Any], base_path: str, path: str, *arguments: Any, **more: Any
) -> Any:
    """A plugin that comes later may have its own reader for stories, which knows of no embargo: what readers must not see is read by ours."""
    extension = os.path.splitext(path)[1][1:].lower()  # noqa: PTH122 (asked of every story)
    theirs = readers.readers.get(extension)
    if theirs is None or extension not in _OWN or isinstance(theirs, _StoryReader) or more.get("fmt"):
        return read_file(base_path, path, *arguments, **more)
    build = desk_of(readers.settings)
    shown = build.site.shown_path(os.path.join(base_path, path))  # noqa: PTH118
    if shown not in build.desk.readings:
        return read_file(base_path, path, *arguments, **more)
    build.once(_replaced).setdefault(extension, theirs)
    story = build.story_at(shown)
    if story is not None and story.status not in (WITHHELD, "withdrawn"):
        return read_file(base_path, path, *arguments, **more)
    readers.readers[extension] = _OWN[extension](readers.settings)
    try:
        return read_file(base_path, path, *arguments, **more)
    finally:
        readers.readers[extension] = theirs


def _replaced(_build: Build) -> dict[str, Any]:
    """The reader of another plugin that reads stories in place of ours, by extension."""
    return {}


def report_replaced(build: Build) -> None:
    """Say whose readers have read stories."""
    build.report(
        Problem(
            "pelicanconf.py",
            0,
            0,
            "W26",
            f"{type(one).__module__}.{type(one).__name__}, of another plugin, reads .{extension} in place of the newsroom",
            "name its plugin before pelican.plugins.newsroom in PLUGINS; as it is, pages show of a header what that reader knows",
        )
        for extension, one in build.once(_replaced).items()
    )


def _not_cached(_file: str, default: Any = None) -> Any:
    return default


def _cached_nowhere(_file: str, _data: Any) -> None:
    pass


def _paired(read_file: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
    """What another plugin's reader has read is paired by its slug, as with Pelican alone: the desk does not know it."""
    content = read_file(*arguments, **more)
    if not hasattr(content, _PAIR) and hasattr(content, "slug"):
        setattr(content, _PAIR, content.slug)
    return content


def _followed(html: str, story: Story, build: Build) -> str:
    site = build.site
    return plain_links.followed(
        html,
        site.folder_of(story.path),
        lambda inner: site.path_of(inner) in build.desk.readings,
        lambda inner: is_there(site.content / inner),
    )


def _summary(settings: dict[str, Any], story: Story) -> dict[str, Any]:
    return {"summary": _paragraph(desk_of(settings).description(story))}


def _paragraph(text: str) -> str:
    from html import escape

    return f"<p>{escape(text, quote=False)}</p>" if text else ""


def _safe(moment: datetime) -> SafeDatetime:
    return SafeDatetime(
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
        tzinfo=moment.tzinfo,
        fold=moment.fold,
    )


class _SharedTerms:
    """Pelican's wrappers of a build's terms: its articles share them, as they do once they are kept. Where somebody else's plugin might hang
    something on one, each article has its own.
    """

    def __init__(self, build: Build) -> None:
        self._known: dict[tuple[Any, str, str], URLWrapper] | None = (
            None if have_others(build.setting("PLUGINS", ())) else {}
        )

    def of(self, kind: type[URLWrapper], term: Term | Person, settings: Mapping[str, Any]) -> URLWrapper:
        if self._known is None:
            return wrapped(kind, term, settings)
        key = (kind, term.name, term.slug)
        known = self._known.get(key)
        if known is None or known.settings is not settings:
            known = self._known[key] = wrapped(kind, term, settings)
        return known


def wrapped(kind: type[URLWrapper], term: Term | Person, settings: Mapping[str, Any]) -> URLWrapper:
    """One of Pelican's wrappers under our slug."""
    made = kind(term.name, settings)
    made.slug = term.slug
    return made
