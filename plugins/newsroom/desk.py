"""The desk: reads a whole site before anything is built, and knows every story and every problem."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from . import catalogues, desk_rules, outward, places, term_links
from .archive import Archive
from .asleep import value_of
from .carrier import Carrier
from .credit import Credit, credit_of
from .description import description_of
from .errand import Errand
from .file_reading import Foreign, Reading
from .file_text import is_there
from .ignores import idle
from .languages import codes_of
from .lasting import Lasting
from .options import options_from
from .passed_over import passed_over
from .problem import ERROR, WITHHOLDING, Judge, Problem, in_order, judged
from .provenance import is_indexed
from .readings import HeldReadings, Progress, Reader, read_all
from .registry import Registries
from .registry_files import read_registries
from .seen import Seen
from .site import Site, has_readable_name
from .standing_readings import shown, stood
from .story import Story
from .words import Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """A site as it stands: its readings by path, its registries, and what is wrong with it."""

    site: Site
    registries: Registries
    readings: Mapping[str, Reading]
    stories: tuple[Story, ...]
    """Every story that this build writes, as it is shown now, by path."""
    found: tuple[Problem, ...]
    """All that the rules say, before the site judges it."""
    judge: Judge = field(default_factory=Judge)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, as the site judges it."""
        return judged(self.found, self.judge)


def read_desk(
    site: Site,
    foreign: Mapping[str, Foreign],
    *,
    settings_problems: Iterable[Problem] = (),
    records: bool = False,
    progress: Progress | None = None,
    held: HeldReadings | None = None,
    seen: Seen | None = None,
    statics: Iterable[str] = (),
) -> Desk:
    """Read every file of the site. No file stops another; every fault is in `problems`.

    With `records` a file that did not change since an earlier run is not read again; `held` are the readings of an earlier one of this process.
    `seen` are the files of its folder, where somebody has looked; those below `statics` are copied as they are.
    """
    registries, faults = read_registries(site.content / site.options.data, site.shown)
    reader = Reader(site, registries, foreign)
    there = tuple(_files_below(str(site.content))) if seen is None else seen
    files = story_files(site, foreign, there)
    readings = read_all(files, reader, records=records, progress=progress, held=held, seen=seen)
    problems = [*settings_problems, *faults, *(problem for one in readings.values() for problem in one.problems)]
    last = held.last if held else None
    found = stood(readings, registries, site, last and last[0])
    problems += [*found.problems, *passed_over(there, readings, site, statics)]
    judge = Judge(site.checks.severity, {one.path: _ignored(one) for one in readings.values() if one.ignores})
    grave = judge.verdicts(one for one in problems if one.rule in WITHHOLDING)
    withheld = frozenset() if site.preview else frozenset(one.path for one in grave if one.is_error)
    stories_now = shown(found, site, withheld, last and last[1])
    if held:
        held.last = found, stories_now
    stories = stories_now.stories
    problems += desk_rules.links(stories, readings, site)
    problems += found.references
    return Desk(site, registries, readings, stories, tuple(problems), judge)


def _ignored(reading: Reading) -> frozenset[str]:
    return frozenset(one.rule for one in reading.ignores if one.holds)


def story_files(site: Site, foreign: Mapping[str, Foreign], seen: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """(path below the content folder, "article" or "page") of every file that is a story, by path. Registries are none."""
    endings = tuple(f".{one}" for one in (*site.extensions, *foreign))
    files = _files_below(str(site.content)) if seen is None else seen
    return sorted(site.kinds_of(one for one in files if one.endswith(endings) and has_readable_name(one)))


def _files_below(start: str) -> Iterator[str]:
    for folder, names in outward.files_below(start):
        below = folder[len(start) :].strip(os.sep).replace(os.sep, "/")
        yield from [f"{below}/{name}" for name in names] if below else names


class _LastOrder:
    """The problems in their order, as somebody last asked for them."""

    def __init__(self) -> None:
        self.problems: tuple[Problem, ...] = ()


class _LastArchive:
    """The archive of the last build of a process that lives on, and its stories: after most edits all stand where they stood."""

    def __init__(self) -> None:
        self._stories: tuple[Story, ...] = ()
        self._archive = Archive(())

    def of(self, stories: tuple[Story, ...]) -> Archive:
        found = None
        if len(stories) == len(self._stories):
            others = [(was, now) for was, now in zip(self._stories, stories, strict=True) if was is not now]
            found = self._archive.with_others(others)
        self._stories, self._archive = stories, found or Archive(stories)
        return self._archive


class Build:
    """One run of Pelican with its desk: what plugins ask, and the list of problems they add to."""

    def __init__(self, desk: Desk, settings: Mapping[str, Any], lasting: Lasting | None = None) -> None:
        self.desk, self.site, self.registries = desk, desk.site, desk.registries
        self.lasting = lasting or Lasting()
        self._verdicts: dict[Problem, None] = {}
        self._ignored: dict[str, set[str]] = defaultdict(set)
        self._in_order: tuple[Problem, ...] | None = None
        self.settings = settings
        self._options: dict[str, Any] = {}
        self._templates: dict[str, bool] = {}
        self._descriptions: dict[str, str] = {}
        self._told = 0
        self.reported = 0
        """How often a problem was reported, one that is known or ignored with them."""
        self.contents: dict[str, list[dict[str, Any]]] = {}
        """Python-Markdown's toc_tokens of each rendered story, by path."""
        self._by_path = {story.path: story for story in desk.stories}
        self._by_source: dict[str, Story | None] = {}
        self._made: dict[object, Any] = {}
        self._credits: dict[str, Credit] = {}
        self._words: dict[str, Words] = {}
        self.own_words: Mapping[str, catalogues.Catalogue] = {}
        """The site's own catalogues by language."""
        self.places: Mapping[tuple[str, str], places.Place] = {}
        """What a writer may link to by name: (kind, slug) -> its page."""
        self.all_places: tuple[places.Place, ...] = ()
        self.redirects: tuple[places.Redirect, ...] = ()
        self.collisions: tuple[Problem, ...] = ()
        """Two that would write one file: a build stops before it writes."""
        self.carriers: list[Carrier] = []
        """What must find its way back from a process that renders pages."""
        self._carried = 0
        self._awaited: dict[str, tuple[Errand[Any], Callable[[], object]]] = {}
        self.carriers.append(Carrier(self._new_verdicts, self.report))
        self.report(desk.found)
        if self.site.options.locale:
            self.own_words, faults = catalogues.of_folder(self.site.root / self.site.options.locale, self.site.shown)
            self.report(faults)

    @cached_property
    def archive(self) -> Archive:
        """The stories of this build in order; where a process lives on, what did not change is taken over from its last build."""
        from .archive_order import archive_of

        return self.lasting.of(_LastArchive).of(self.desk.stories) if self.lasting.is_wanted else archive_of(self)

    @cached_property
    def linking(self) -> tuple[Story, ...]:
        """The stories whose text is shown, and has links into the site."""
        return desk_rules.linking(self.desk.stories, self.desk.readings)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every slug and id of a story of the site, also of one that this build does not write."""
        return desk_rules.names_of(self.desk.readings.values())

    def story_of(self, content: Any) -> Story | None:
        """The story of one of Pelican's articles or pages; None for one that did not come from a file of the site."""
        source = value_of(content, "source_path")
        if not source:
            return None
        if source not in self._by_source:  # a page asks for the same story a hundred times
            self._by_source[source] = self.story_at(self.site.shown_path(source))
        return self._by_source[source]

    def is_story_of(self, story: Story, source: str) -> None:
        """Hear which story a content comes from that has this path: to find that out of it takes longer."""
        self._by_source[source] = story

    def story_at(self, path: str) -> Story | None:
        """The story of a source file, given as problems name it."""
        return self._by_path.get(path)

    def description(self, story: Story) -> str:
        """What the story says of itself, as plain text."""
        if story.path not in self._descriptions:
            self._descriptions[story.path] = description_of(story)
        return self._descriptions[story.path]

    def credit(self, story: Story) -> Credit:
        """The story's relation and credit, the same for every surface; the site's own sentences are those of ATTRIBUTION."""
        if story.path not in self._credits:
            self._credits[story.path] = credit_of(
                story, self.registries, words=self.words(story.lang), sentences=self.own_sentences
            )
        return self._credits[story.path]

    @cached_property
    def own_sentences(self) -> Mapping[str, str]:
        """The credit sentences that the site has in place of ours, by relation."""
        policy = self.setting("ATTRIBUTION")
        sentences = policy.get("sentences") if isinstance(policy, Mapping) else None
        return sentences if isinstance(sentences, Mapping) else {}

    def words(self, lang: str) -> Words:
        """The words of the theme and the plugins in a language; a catalogue of the site's own goes before ours."""
        if lang not in self._words:
            own = (self.own_words[code] for code in codes_of(lang) if code in self.own_words)
            self._words[lang] = Words(lang, own)
        return self._words[lang]

    def is_indexed(self, story: Story) -> bool:
        """Whether search engines may list the story."""
        return is_indexed(story, self.settings)

    def settle(self, claimed: Iterable[places.Place]) -> None:
        """Learn every address of the site: who shares one, where old ones lead, and which links by name lead nowhere."""
        settled = self.lasting.of(places.Settling).of(tuple(claimed), self.registries.moved, self._line_of)
        self.all_places, self.places = settled.everything, settled.addresses
        self.redirects, self.collisions = settled.redirects, settled.collisions
        self.report((*settled.astray, *settled.collisions, *settled.contests))
        self.report(
            term_links.problems(self.linking, self.desk.readings, self.registries, self.places, self.site.slugs)
        )

    def _line_of(self, place: places.Place) -> int:
        """The line at which somebody can mend a place: a story's slug, an entry of a registry."""
        reading = self.desk.readings.get(place.path) if place.kind in ("article", "page") else None
        return reading.line("slug") if reading else place.line

    def setting(self, name: str, default: Any = None) -> Any:
        """One of Pelican's settings."""
        return self.settings.get(name, default)

    def has_template(self, name: str) -> bool:
        """Whether the site's theme, what it puts over it, or Pelican's simple theme below all has a template of this name."""
        if name not in self._templates:
            self._templates[name] = self._finds_template(name)
        return self._templates[name]

    def _finds_template(self, name: str) -> bool:
        endings = self.setting("TEMPLATE_EXTENSIONS") or (".html",)
        return any(is_there(folder / f"{name}{end}") for folder in self.template_folders for end in endings)

    @cached_property
    def template_folders(self) -> tuple[Path, ...]:
        """Where Jinja looks for a template, in this order: overrides, the theme, Pelican's own."""
        pelican = find_spec("pelican")
        return (
            *(Path(one) for one in self.setting("THEME_TEMPLATES_OVERRIDES") or ()),
            Path(str(self.setting("THEME") or "")) / "templates",
            *(Path(one) / "themes/simple/templates" for one in (pelican and pelican.submodule_search_locations) or ()),
        )

    @cached_property
    def own_files(self) -> frozenset[str]:
        """The files of the output that the site brings as they are: below STATIC_PATHS, under the names they get."""
        from .site_places import file_places

        return frozenset(
            file for place in file_places(self.site, self.settings, self.desk.readings) for file in place.files
        )

    def once(self, make: Callable[["Build"], T]) -> T:
        """What `make` makes of this build, made at the first asking."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    def let_go(self, make: Callable[["Build"], T]) -> T | None:
        """What `make` made, if it did, and which is held no longer: nobody will ask for it, and it is large."""
        found: T | None = self._made.pop(make, None)
        return found

    def before_pages(self, name: str, errand: Errand[Any], ask: Callable[[], object]) -> None:
        """Ask for something that is under way, and that templates know by `name`, before a page is made that may show it: until then the
        build goes on without it.
        """
        self._awaited[name] = (errand, ask)

    @property
    def awaited(self) -> frozenset[str]:
        """The names of what is under way."""
        return frozenset(self._awaited)

    @property
    def must_wait(self) -> bool:
        """Whether whoever asks for all that is under way would wait."""
        return not all(errand.is_ready for errand, _ in self._awaited.values())

    def ask_for_awaited(self) -> None:
        """To be called by who makes pages before the first that may show it, and before the build says what is wrong."""
        while self._awaited:
            self._awaited.pop(next(iter(self._awaited)))[1]()

    def report(self, problems: Iterable[Problem]) -> None:
        """Hand in problems; of two that are the same one is told, and what its file ignores is counted as ignored."""
        judge, ignored = self.desk.judge, self.desk.judge.ignored
        found = list(problems)
        self.reported += len(found)
        heard = [] if ignored else found
        for problem in found if ignored else ():
            if problem.path in ignored and judge.ignores(problem):
                self._ignored[problem.path].add(problem.rule)
            else:
                heard.append(problem)
        self._verdicts.update(dict.fromkeys(judge.verdicts(heard)))
        self._in_order = None

    def _new_verdicts(self) -> tuple[Problem, ...]:
        """What was found since this was last asked."""
        before, self._carried = self._carried, len(self._verdicts)
        return tuple(islice(self._verdicts, before, None)) if before != self._carried else ()

    def untold(self, known: frozenset[Problem] = frozenset()) -> list[Problem]:
        """What was found since this was last asked, in no order that can be relied on, and without what is `known`."""
        before, self._told = self._told, len(self._verdicts)
        return [one for one in islice(self._verdicts, before, None) if one not in known]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the site, as far as it is known now: by file and line, each once."""
        if self._in_order is None:
            last = self.lasting.of(_LastOrder)
            self._in_order = last.problems = in_order(self._verdicts, last.problems)
        return self._in_order

    @property
    def errors(self) -> list[Problem]:
        """Those that keep a site from being published, in no order."""
        return [one for one in self._verdicts if one.severity == ERROR]

    @property
    def verdicts(self) -> frozenset[Problem]:
        """The same in no order."""
        return frozenset(self._verdicts)

    def report_idle_ignores(self) -> None:
        """When every rule has spoken: an ignore that silenced nothing hides the next fault of its kind."""
        for path, reading in self.desk.readings.items():
            if reading.ignores:
                self.report(idle(reading.ignores, path, frozenset(self._ignored[path])))

    def options(self, block: str, kind: type[T]) -> T:
        """A plugin's options; what is wrong with them is reported once."""
        if block not in self._options:
            self._options[block], problems = options_from(self.settings, block, kind)
            self.report(problems)
        found: T = self._options[block]
        return found
