"""One file becomes one story, or problems that say why not. Pure but for reading the file itself."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from . import address, rules
from .dates import DateFault, leading_date, moment_of
from .dialects import Fault, Field, Manuscript, read_manuscript
from .file_name import FileName
from .file_reading import Foreign, Reading
from .file_text import Unreadable, refuse_pipes, text_in, text_of
from .header import Header, header_of, nested_hints
from .header_defaults import add_defaults
from .headline import first_heading
from .held_back import embargo_meant
from .identity import id_of
from .ignores import faults, ignores_in
from .lead_picture import lead_picture
from .legacy_credit import without
from .links import has_lone_link, is_near, links_of, prose_lines
from .outline import anchors_in, outline_of_lines
from .plain_links import understood
from .problem import Problem, asked_for
from .reading_time import reading_minutes
from .registry import Registries
from .site import Site
from .slug import is_slug, repaired, shortened, slug_of
from .sourcing import Sourcing
from .story import Correction, Image, Source, Story, Withdrawal
from .visible_text import text_of_html, visible_text
from .vocabulary import Naming
from .yaml_text import Position

if TYPE_CHECKING:
    from .front_matter import FrontMatter

NO_DATE = "the date is missing"
_FILE_TIME = (
    '`newsroom check --fix` writes it: DEFAULT_DATE = "fs" takes the time of the file, which each checkout changes'
)
_WRITE_DATE = "write date: 2026-11-20, or status: draft while it is not finished"
_PUT = object.__setattr__


def read_file(
    file: Path,
    kind: str,
    site: Site,
    registries: Registries,
    foreign: Mapping[str, Foreign],
) -> Reading:
    """The story that `file` holds. `foreign` has a reader for each extension that is not Markdown."""
    inner = site.inner(file)
    path = site.path_of(inner)
    reader = foreign.get(file.suffix.lstrip(".").lower())
    try:
        if reader:
            refuse_pipes(file)
            fields, html = reader(file)
            manuscript = _foreign_manuscript(fields, html)
            return read_story(manuscript, path, inner, kind, site, registries, html=html)
        text = text_of(file, site.options.max_megabytes)
    except Unreadable as fault:
        return _unread(path, fault)
    return read_text(text, path, inner, kind, site, registries)


def read_data(data: bytes, inner: str, kind: str, site: Site, registries: Registries) -> Reading:
    """The story that the bytes of a Markdown file hold which is `inner` below the content folder."""
    path = site.path_of(inner)
    try:
        text = text_in(data, site.options.max_megabytes)
    except Unreadable as fault:
        return _unread(path, fault)
    return read_text(text, path, inner, kind, site, registries)


def _unread(path: str, fault: Unreadable) -> Reading:
    return Reading(path, None, (Problem(path, fault.line, 0, "E00", str(fault), fault.remedy),))


def read_text(text: str, path: str, inner: str, kind: str, site: Site, registries: Registries) -> Reading:
    """The story that the text of a Markdown file holds."""
    manuscript = read_manuscript(text)
    reading = read_story(manuscript, path, inner, kind, site, registries)
    ignores = ignores_in(text, manuscript.body, manuscript.body_line, manuscript.dialect)
    if not ignores:
        return reading
    return dataclasses.replace(reading, ignores=ignores, problems=(*reading.problems, *faults(ignores, path)))


def read_story(
    manuscript: Manuscript,
    path: str,
    inner: str,
    kind: str,
    site: Site,
    registries: Registries,
    *,
    html: str | None = None,
) -> Reading:
    """The story of a manuscript whose file is `path` for readers of problems and `inner` below the content folder."""
    return _Desk(manuscript, path, inner, kind, site, registries, html).reading()


def _foreign_manuscript(fields: Mapping[str, Any], html: str) -> Manuscript:
    given = tuple(Field(name, value, 0) for name, value in fields.items() if value is not None)
    return Manuscript("foreign", given, html, 1)


class _Desk:
    """The reading of one manuscript: it gathers facts and problems, then makes the story."""

    def __init__(
        self,
        manuscript: Manuscript,
        path: str,
        inner: str,
        kind: str,
        site: Site,
        registries: Registries,
        html: str | None,
    ) -> None:
        self.manuscript, self.path, self.inner, self.kind = manuscript, path, inner, kind
        self.file = FileName.of(inner)
        self.site, self.registries, self.html = site, registries, html
        self.problems: list[Problem] = [self._problem(fault) for fault in manuscript.faults]
        self.body = manuscript.body
        self.body_line = manuscript.body_line
        self.header = Header()
        self.at_fault: set[str] = set()
        self.asked: dict[str, bool] = {}
        self.anchors: tuple[str, ...] = ()
        self.prose: tuple[tuple[int, str], ...] = ()

    def reading(self) -> Reading:
        story = self._story() if self.manuscript.readable else None
        places = {
            str(path[0]) if len(path) == 1 else ".".join(map(str, path)): place
            for path, place in self.header.places.items()
        }
        links = tuple(links_of(self.prose)) if story else ()
        if self.site.options.plain_links:
            links = tuple(map(understood, links))
        return Reading(
            self.path,
            story,
            tuple(self.problems),
            MappingProxyType(places),
            self.html,
            links,
            self.anchors,
            has_html=story is not None and "<" in story.body,
            asked=MappingProxyType(self.asked),
            has_lone_link=has_lone_link(self.prose),
            near=tuple(one for one in links if is_near(one, self.site.url)),
        )

    def _story(self) -> Story | None:
        """The story, if the manuscript holds what every story must have; what the rules say of it is then reported too."""
        story = self._told_by(self._front_matter())
        has_date = story.date is not None or self.kind != "article" or story.status == "draft"
        if not (story.title and story.slug and has_date and self._is_placed(story)):
            return None
        self.prose = tuple(prose_lines(self.body)) if self.html is None else ()
        outline = outline_of_lines(self.prose)
        self.problems.extend(rules.told(rules.Case(story, outline, self._place), asked_for(self.site.checks.severity)))
        self.anchors = anchors_in(story.body, outline)
        return story

    def _front_matter(self) -> "FrontMatter":
        """What the header says, with what the site says where it is silent."""
        from .front_matter import PARTS, read_front_matter

        registry = self.registries.categories
        header = self.header = header_of(self.manuscript, lambda text: registry.find(text) is not None)
        add_defaults(
            header, self.site.metadata_of(self.inner), self._folder_as_category() if self.kind == "article" else None
        )
        self._take_embargo(header)
        self.problems.extend(map(self._problem, (*header.hints, *nested_hints(header, PARTS.items()))))
        front, troubles = read_front_matter(header.data, {"zone": self.site.zone, "site": self.site.url})
        for path, rule, message, remedy in troubles:
            said = f"{path[0]} {message}" if message.startswith("must be") else message
            fix = repaired(header.data.get("slug")) if path == ("slug",) and rule == "E00" else None
            self.report(path, rule, said, remedy, fix=fix)
        self.at_fault = {str(path[0]) for path, *_ in troubles}
        return front

    def _take_embargo(self, header: Header) -> None:
        if found := embargo_meant(self.manuscript.fields, header.data, self.site.zone):
            one, header.data["embargo"] = found
            header.places[("embargo",)] = (one.line, one.column)
            header.hints.append(
                Fault(one.line, one.column, "W19", f"{one.name} is read as the embargo", "write embargo:")
            )

    def _told_by(self, front: "FrontMatter") -> Story:
        """The story that header and body tell, without its address: "" or None for what neither says."""
        from .front_matter import html_in

        naming = Naming(self.site, self.registries, self.path, lambda key, number: self.header.place((key, number)))
        named_lang, stem = self.file.lang_and_stem
        lang = front.lang or named_lang or self.site.lang
        title = self._title(front)
        if found := html_in(title):
            self.report(("title",), "E00", f"the title holds HTML ({found})", "a title is text: take the tag out")
        sources = self._sources(front, lang)
        categories = naming.categories(front.categories)
        tags = naming.tags(front.tags, sources, categories, front.authors)
        status = self._status(front)
        date = self._date(front, status)
        slug = self._slug(front, stem, title)
        text = visible_text(self.body) if self.html is None else text_of_html(self.html)
        story = Story(
            path=self.path,
            id=front.id,
            slug=slug,
            title=title,
            kind=self.kind,
            lang=lang,
            deck=front.deck,
            summary=front.summary,
            type=front.type or (self.site.options.type if self.kind == "article" else ""),
            status=status,
            date=date,
            modified=front.modified,
            embargo=front.embargo,
            expires=front.expires,
            review_by=front.review_by,
            authors=naming.people("authors", front.authors or self._default_authors()),
            editors=naming.people("editors", front.editors),
            translators=naming.people("translators", front.translators),
            interviewees=naming.people("interviewees", front.interviewees),
            contributors=naming.people("contributors", front.contributors),
            categories=categories,
            tags=tags,
            sources=sources,
            related=front.related,
            related_exclude=front.related_exclude,
            storyline=naming.storyline(front.storyline),
            corrections=self._corrections(front),
            image=self._image(front),
            key_points=front.key_points,
            aliases=front.aliases,
            translation_of=front.translation_of,
            license=front.license or self.site.options.license,
            source_text=front.source_text,
            template=front.template,
            save_as=front.save_as,
            comments=front.comments,
            toc=front.toc,
            body=self.body,
            body_line=self.body_line,
            text=text,
            withdrawn=Withdrawal(front.withdrawn.date, front.withdrawn.text) if front.withdrawn else None,
            reading_minutes=reading_minutes(text, lang, words_per_minute=self.site.options.words_per_minute),
            extra=MappingProxyType({**self.header.extra, **({"url": front.url} if front.url else {})}),
        )
        self.problems.extend(naming.problems)
        return story

    def _is_placed(self, story: Story) -> bool:
        """Give the story its id and its address; False where the site's pattern asks for what no story has."""
        # Nobody else has it yet, and to copy it takes three times as long as to make it.
        _PUT(story, "id", story.id or id_of(story))
        if fault := address.fault_of(story, self.site):
            self.report((), "E00", *fault)
        return not fault

    def _place(self, key: str) -> Position:
        """(line, column) of a value named with dots; the header's first line where nobody wrote it."""
        path = tuple(int(part) if part.isdecimal() else part for part in key.split("."))
        place = self.header.place(path)
        return place if place[0] or self.html is not None else (1, 0)

    def report(
        self,
        path: tuple[Any, ...],
        rule: str,
        message: str,
        remedy: str,
        *,
        line: int = 0,
        severity: str = "",
        fix: tuple[tuple[str, str], ...] | None = None,
    ) -> None:
        place = (line, 0) if line else self.header.place(path)
        place = place if place[0] or self.html is not None else (1, 0)
        self.problems.append(Problem(self.path, *place, rule, message, remedy, severity, fix))

    def _as_status(self, key: str) -> tuple[tuple[str, str], ...] | None:
        """What makes `draft: true` the status that it means, where the header has none."""
        given = [one for one in self.manuscript.fields if one.key in (key, "status")]
        if len(given) != 1 or not isinstance(given[0].value, str):
            return None
        draft = '"draft"' if self.manuscript.dialect == "toml" else "draft"
        return ((given[0].name, "Status" if given[0].name[:1].isupper() else "status"), (given[0].value, draft))

    def _problem(self, fault: Fault) -> Problem:
        return Problem(self.path, fault.line, fault.column, fault.rule, fault.message, fault.remedy, fix=fault.fix)

    def _folder_as_category(self) -> str:
        """The category of an article whose writer names none."""
        shelf = self.file.shelf
        return shelf if shelf and self.site.folder_is_category else self.site.default_category

    def _title(self, front: "FrontMatter") -> str:
        if front.title:
            return front.title
        if self.html is None and (found := first_heading(self.body)):
            title, first, last = found
            lines = self.body.split("\n")
            self.body = "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]])
            return title
        if "title" not in self.at_fault:
            self.report(("title",), "E00", "the title is missing", "write title: and the headline")
        return ""

    def _status(self, front: "FrontMatter") -> str:
        """What readers may see, by the writer's word. An unknown status, or an embargo that cannot be read, publishes nothing."""
        if self.at_fault & {"status", "embargo", "draft"}:
            return "draft"
        status = front.status or "published"
        if status in ("published", "hidden") and front.tells_of_withdrawal:
            said = "withdrawn is read as status: withdrawn"
            self.report(("withdrawn",), "W19", said, "write status: withdrawn, or take the line out")
            return "withdrawn"
        if status in ("published", "hidden") and (front.draft or front.published is False):
            key = "draft" if front.draft else "published"
            fix = self._as_status(key)
            self.report((key,), "W19", f"{key} is read as status: draft", "write status: draft", fix=fix)
            status = "draft"
        return status

    def _date(self, front: "FrontMatter", status: str) -> Any:
        named = self.file.day
        if front.date:
            if named and self.kind == "article" and front.date.date().isoformat() != named:
                said = f"the file's name says {named}, the header {front.date.date()}"
                self.report(("date",), "W21", said, "make them agree; the header counts")
            return front.date
        if "date" in self.at_fault:
            return None
        if given := named or self.site.default_date:
            place, remedy = ("the file's name", "rename the file") if named else ("DEFAULT_DATE", "mend the setting")
            try:
                return moment_of(given, self.site.zone)
            except DateFault as fault:
                self.report((), "E02", f"in {place}, {fault}", f"{remedy}, or write date: in the header")
                return None
        if status != "draft" and self.kind == "article":
            remedy = _FILE_TIME if self.site.file_dates and self.html is None else _WRITE_DATE
            self.report(("date",), "E00", NO_DATE, remedy)
        return None

    def _slug(self, front: "FrontMatter", stem: str, title: str) -> str:
        if front.slug:
            return front.slug
        given = self.header.data.get("slug", "")
        if isinstance(given, str) and given and "slug" in self.at_fault and ".." not in given:
            return slug_of(given.rsplit("/", 1)[-1])
        if made := self.site.slugs.of(title, "title"):
            return made
        _, rest = leading_date(stem)
        name = (rest or stem).lower()
        slug = shortened(name) if is_slug(name) else slug_of(rest or stem)
        if not slug:
            self.report(
                ("slug",), "E00", "neither slug nor file name holds a letter", "write slug: and one or two words"
            )
        return slug

    def _sources(self, front: "FrontMatter", lang: str) -> tuple[Source, ...]:
        """The sources of the header, and those that a sentence of the body names: that sentence leaves the body."""
        sourcing = Sourcing(self.site, self.registries, self.report)
        given = sourcing.of_header(front.sources)
        if self.html is not None:
            return given
        found = sourcing.in_text(self.body, lang)
        self.body = without(self.body, found)
        added = sourcing.of_text(found, given, self.body_line)
        for number, (_, line) in enumerate(added, start=len(given)):
            self.header.places[("sources", number)] = (line, 1)
        return (*given, *(source for source, _ in added))

    def _image(self, front: "FrontMatter") -> Image | None:
        image, asked = lead_picture(front.image, self.inner, self.site, self.report)
        self.asked.update(asked)
        return image

    def _default_authors(self) -> tuple[str, ...]:
        return (self.site.default_author,) if self.site.default_author and self.kind == "article" else ()

    def _corrections(self, front: "FrontMatter") -> tuple[Correction, ...]:
        made = [Correction(one.date, one.kind or "correction", one.text) for one in front.corrections if one.date]
        return tuple(sorted(made, key=lambda one: one.date))
