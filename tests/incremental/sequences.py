"""Sequences of edits: after each step of one, the output is that of a clean build in an empty folder with empty caches, or it is said what is not."""

import random
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_THEME

from ..conftest import ROOT, write
from ..sites.test_themes_site import THEMES
from .accidents import let_time_pass, store
from .edit_values import REGISTRIES, SENTENCES
from .edits import KINDS, Edit, drawn
from .forge import NOW, Forge, Ran, built_anew
from .small_site import files
from .tally import Tally, state_of

DAY = 86_400
_IN_MEMORY = re.compile(rb" at 0x[0-9a-f]+>")
#: One sequence in so many is built by the real command; that takes ten times as long.
ANEW = 50
_STORIES = {
    "tram": ("2026-11-02 09:00", "[Alderhaven]", "[trams, harbours]", "storyline: tram\n"),
    "vote": ("2026-10-02 09:00", "[Alderhaven, Democracy]", "[trams, councils]", "storyline: tram\n"),
    "ferry": (
        "2026-09-12 09:00",
        "[Alderhaven]",
        "[harbours]",
        "image: {src: /images/dot.png, alt: A dot, credit: Ada Reyes}\n",
    ),
    "flood": ("2025-08-01 09:00", "[Science]", "[harbours, tides]", "type: explainer\n"),
    "tide": ("2026-07-01 09:00", "[Science]", "[tides]", "type: explainer\n"),
}
_OURS = """from house import *
SITEURL = "https://news.example"
RELATIVE_URLS = False
NEWSROOM = {"preview": False}
THEME_TEMPLATES_OVERRIDES = ["put"]
PLUGINS = [one for one in PLUGINS if not one.endswith(("editor", "history"))]
"""
_PLAIN = """SITENAME = "Plain"
SITEURL = "https://plain.example"
PATH = "content"
ARTICLE_EXCLUDES = ["pages", "data"]
STATIC_PATHS = ["images"]
LOCALE = ["C"]
TIMEZONE = "UTC"
THEME = "theme"
THEME_TEMPLATES_OVERRIDES = ["put"]
DELETE_OUTPUT_DIRECTORY = True
FEED_ALL_ATOM = "feeds/all.xml"
NEWSROOM = {}
SITEMAP = {"format": "txt"}
IMAGE_PROCESS = {"thumb": ["scale_in 200 200 True"]}
PLUGINS = ["pelican.plugins.newsroom", "pelican.plugins.incremental"]
"""
_FOREIGN = """JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True}
DIRECT_TEMPLATES = ["index", "categories", "tags", "authors", "archives"]
PAGINATED_TEMPLATES = {**PAGINATED_TEMPLATES, "index": None}
"""
#: Other people's themes, of which copies are edited. Not here, but in test_foreign_tags_site.py: two that build only where they were installed.
FOREIGN_THEMES = {name: lines for name, lines in THEMES.items() if name not in ("plumage", "seafoam")}
#: What a site begins with. Beside ours are other people's plugins and themes.
SETTINGS = {
    "ours": _OURS + 'THEME = "theme"\n',
    "plain": _PLAIN,
    "neighbours": _PLAIN + 'PLUGINS += ["pelican.plugins.neighbors", "pelican.plugins.series"]\n',
    "heard": _PLAIN
    + 'PLUGINS += ["pelican.plugins.series", "pelican.plugins.sitemap", "pelican.plugins.image_process"]\n',
    "minified": _PLAIN + 'PLUGINS += ["pelican.plugins.neighbors", "pelican.plugins.minify"]\n',
    **{name: f'{_OURS}{_FOREIGN}{lines}\nTHEME = "theme"\n' for name, lines in FOREIGN_THEMES.items()},
}
#: What a theme makes of other people's plugins.
_AROUND = """{% if article.prev_article %}<a href="{{ SITEURL }}/{{ article.prev_article.url }}">{{ article.prev_article.title }}</a>{% endif %}
{% if article.next_article_in_category %}<p>{{ article.next_article_in_category.title }}, {{ article.next_article_in_category.tags | join(" ") }}</p>{% endif %}
{% if article.series and article.series is not string %}<p>{{ article.series.index }} of {{ article.series.all | count }} in {{ article.series.name }}</p>
{% for one in article.series.all_previous %}<a href="{{ one.url }}">{{ one.title }} {{ one.locale_date }}</a>{% endfor %}{% if article.series.next %}{{ article.series.next.summary }}{% endif %}{% endif %}
{% for name, all in (article_series or {}).items() %}{{ name }} {{ all | map(attribute="title") | join(",") }}{% endfor %}
"""
#: Pieces that show what the template read, set or was given before they begin: nobody hears of that while they are made.
_PIECES = """{% set shown = (articles or [])[:3] %}{% set term = tag or category or author %}{% macro told(word) %}{{ word }} of {{ shown | length }}, {{ SITENAME }}{% endmacro %}
{% if term %}{% call newsroom.once("term", term.url, SITEURL) %}{{ term }} {{ term.page_name }} {{ told("one") }}{% for one in shown %} {{ one.title }}{% endfor %}{% endcall %}{% endif %}
{% for one in shown %}{% set story = newsroom.of(one) %}{% call newsroom.once("line", one, SITEURL, term, shown | length) %}{{ told(one.title) }} {{ story.deck if story }}{% endcall %}{% endfor %}
{% from "imported.html" import line with context %}{% call newsroom.once("imported", output_file) %}{{ line("two") }}{% endcall %}
{% call newsroom.once("included", output_file) %}{% include "included.html" %}{% endcall %}
"""
_TAKEN_IN_BY_PIECES = {
    "imported.html": "{% set last = (articles or [])[-1:] %}{% macro line(word) %}{{ word }} {% for one in last %}{{ one.title }}{% endfor %}{% endmacro %}",
    "included.html": "{{ shown | length }} {% for one in shown %}{{ one.title }}{% endfor %} {{ term }} {{ (articles or []) | length }}",
}
#: Lines of a log that tell how long something took, or where it lies.
_PASSING = re.compile(r"WARNING  |Done: |seconds|nothing (has )?changed|built in|\.forge-log", re.IGNORECASE)
_STAMP = re.compile(r"^\[[0-9:]+\]|^ {11}| +[a-z_]+\.py:[0-9]+$")
_ENDED_EARLY = "the build ended early"
_NOTHING = "nothing changed, "
_BUILT = (".cache", "output", "__pycache__", ".forge-log")
_COMPILED = ".cache/newsroom/templates"
#: Clean builds that are remembered for when a site comes into the same state again: the states that sites begin with, and those of a sequence.
_REMEMBERED = 60
#: Files that are named of each kind.
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Step:
    """What happens, and how the build after it is made.

    `later`: seconds since the step before. `all_cold` takes from the clean build the templates that it may find compiled. `kills` are the operations at which builds before this one are ended. With `by_command` it is
    `newsroom build`, which may find that nothing has changed.
    """

    edits: tuple[Edit, ...] = ()
    later: int = 0
    cores: int = 1
    kills: tuple[int, ...] = ()
    by_command: bool = False
    all_cold: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """`theme` is a key of the settings a site begins with. Builds `anew` are the real command, each in a process of its own with other hashes."""

    theme: str
    steps: tuple[Step, ...]
    anew: bool = False

    def __str__(self) -> str:
        return "\n".join([f"{self.theme}{', anew' * self.anew}:", *(f"  {step!r}," for step in self.steps)])


@dataclass(frozen=True, slots=True)
class Failure:
    """`step` is the number of the step after which something was otherwise than it should be."""

    step: int
    what: str


def sequence(seed: int, theme: str = "", length: int = 0) -> Edits:
    """The sequence of this number."""
    random_ = random.Random(seed)  # noqa: S311 (no secret)
    found = random_.choice(
        ["ours", "plain", "plain", "plain", "neighbours", "heard", "minified", random_.choice(sorted(FOREIGN_THEMES))]
    )
    count = random_.choice([2, 2, 3, 3, 4, 6])
    commands = random_.choice([0.2, 0.9])
    steps = tuple(_step(random_, commands) for _ in range(length or count))
    return Edits(theme or found, steps, anew=seed % ANEW == 0)


def _step(random_: random.Random, commands: float) -> Step:
    edits = tuple(drawn(random_, KINDS) for _ in range(random_.choice([0, 0, 1, 1, 1, 1, 2, 3])))
    later = random_.choice([0, 0, 0, 0, 3600, DAY, 5 * DAY, -DAY])
    kills = tuple(random_.randint(1, 60) for _ in range(random_.choice([0, 0, 0, 0, 1, 2])))
    return Step(edits, later, random_.choice([1, 2]), kills, random_.random() < commands, random_.random() < 0.15)


def lay_out(site: Path, theme: str) -> None:
    """Write the site that a sequence begins with."""
    stories = "".join(_story(slug, n) for n, slug in enumerate(_STORIES))
    registries = "".join(
        f"-- content/data/{name}.yaml --\n" + "".join(f"{key}: {values[0]}\n" for key, values in rows.items())
        for name, rows in REGISTRIES.items()
        if name != "front"
    )
    rest = "-- content/pages/about.md --\n---\ntitle: About\n---\nThis is who we are.\n-- put/README --\nTemplates over the theme's.\n-- words/README --\nx\n"
    write(site, f"-- pelicanconf.py --\n{SETTINGS[theme]}{stories}{registries}{rest}")
    (site / "publishconf.py").unlink()
    for name in ("plugins", "themes"):
        (site / name).unlink()
    shutil.copyfile(ROOT / "pelicanconf.py", site / "house.py")
    (site / "plugins").symlink_to(ROOT / "plugins")
    _lay_out_theme(site / "theme", theme)
    Edit("picture", 3).apply(site)
    _dot(site / "content/images/dot.png")


def _story(slug: str, n: int) -> str:
    date, categories, tags, more = _STORIES[slug]
    text = "\n\n".join(SENTENCES[(n * 3 + one) % len(SENTENCES)] for one in range(4))
    return (
        f"-- content/{slug}.md --\n---\ntitle: What the {slug} is\ndeck: What to know of the {slug}.\ndate: {date}\ncategories: {categories}\ntags: {tags}\n"
        f"authors: [Ada Reyes]\n{more}---\n{text}\n\nSee [another]({{filename}}/vote.md).\n"
    )


def _lay_out_theme(folder: Path, theme: str) -> None:
    """A copy, so that it can be changed."""
    if theme == "ours":
        shutil.copytree(ROOT / "themes/broadsheet", folder)
        return
    if theme in FOREIGN_THEMES:
        told: dict[str, Any] = {"PLUGINS": [], "JINJA_ENVIRONMENT": {}}
        exec(FOREIGN_THEMES[theme], told)  # noqa: S102 (lines of settings that stand in our tests)
        way = Path(told["THEME"])
        shutil.copytree(way if way.is_absolute() else Path(DEFAULT_THEME).parent / way, folder)
        return
    shutil.copytree(Path(DEFAULT_THEME).parent / "simple/templates", folder / "templates")
    for name, more in (("article", _AROUND), ("index", _PIECES)):
        file = folder / f"templates/{name}.html"
        before, end, after = file.read_text(encoding="utf-8").rpartition("{% endblock")
        file.write_text(before + more + end + after, encoding="utf-8")
    for name, text in _TAKEN_IN_BY_PIECES.items():
        (folder / "templates" / name).write_text(text, encoding="utf-8")
    for name in ("css/site.css", "read.txt"):
        (folder / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "static" / name).write_text("/* */\n", encoding="utf-8")


def _dot(file: Path) -> None:
    from PIL import Image

    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (640, 360), (40, 80, 120)).save(file)


class Runner:
    """Runs sequences. Compiling the theme of the house takes longer than all the rest of such a build: it is done once, unless a step says otherwise.

    A state of the site that was built cleanly before is not built cleanly again.
    """

    def __init__(self, forge: Forge, folder: Path) -> None:
        self.forge, self._folder = forge, folder
        self.tally = Tally()
        self._clean: dict[bytes, tuple[Ran, list[str], dict[str, bytes]]] = {}

    def failure_of(self, one: Edits) -> Failure | None:
        """None where incremental and clean were the same after the first build and after each step."""
        self._compile(one.theme)
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            site, now = Path(folder) / "site", NOW
            lay_out(site, one.theme)
            self._give_compiled(site, one.theme)
            for number, step in enumerate((Step(), *one.steps)):
                before, now = now, now + step.later
                for edit in step.edits:
                    self.tally.edit(edit, site)
                let_time_pass(site, number, without=_BUILT)
                self.tally.step(step.cores, site, before, now)
                what = self._difference(site, one, step, now)
                if what:
                    return Failure(number, what)
                if not number and any(edit.kind == "old_cache" for later in one.steps for edit in later.edits):
                    store(site)
        return None

    def _difference(self, site: Path, one: Edits, step: Step, now: int) -> str:
        """In words; "" where there is none."""
        for at in step.kills:
            self.tally.build("killed", self.forge.build(site, now=now, cores=step.cores, kill_at=at))
        words = {"words": ["build", "-s", "pelicanconf.py"]} if step.by_command else {}
        ran = built_anew(site, now=now, cores=step.cores) if one.anew else self.forge.build(site, now=now, cores=step.cores, **words)  # fmt: skip
        self.tally.build("anew" if one.anew else "nothing to do" if _NOTHING in ran.log else "going on", ran)
        fresh, told, wanted = self._built_cleanly(site, one, step, now)
        said = [_told(ran.log, site), told]
        if ran.code not in (0, 1) or "Traceback" in ran.log or "Traceback" in fresh.log:
            return f"ends with {ran.code}, a clean build with {fresh.code}\n{ran.log}\n--- clean\n{fresh.log}"
        if ran.code != fresh.code or said[0] != said[1]:
            lines = sorted(set(said[0]) ^ set(said[1])) or said
            return f"ends with {ran.code}, a clean build with {fresh.code}; told by one alone: {lines}"
        if _ENDED_EARLY in fresh.log:  # no site was built: what readers have is the last one
            return ""
        return differing(files(site / "output"), wanted)

    def _built_cleanly(self, site: Path, one: Edits, step: Step, now: int) -> tuple[Ran, list[str], dict[str, bytes]]:
        """How a clean build of the site ends, what it tells and what it makes."""
        state = state_of(site, now, _BUILT)
        if state in self._clean and not (one.anew or step.all_cold):
            self.tally.remembered += 1
            return self._clean[state]
        clean = site.with_name("clean")
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(
            site, clean, symlinks=True, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns(*_BUILT)
        )
        if not step.all_cold:
            self._give_compiled(clean, one.theme)
        fresh = built_anew(clean, now=now, cores=1) if one.anew else self.forge.build(clean, now=now, cores=1)
        self.tally.build("anew" if one.anew else "clean", fresh)
        self._clean[state] = fresh, _told(fresh.log, clean), files(clean / "output")
        if len(self._clean) > _REMEMBERED:  # the first are those that sites begin with
            del self._clean[list(self._clean)[_REMEMBERED // 2]]
        return self._clean[state]

    def _compile(self, theme: str) -> None:
        folder = self._folder / f"compiled-{theme}"
        if not folder.exists():
            lay_out(folder, theme)
            self.forge.build(folder)

    def _give_compiled(self, site: Path, theme: str) -> None:
        compiled = self._folder / f"compiled-{theme}" / _COMPILED
        if compiled.exists():  # a theme may bring an extension of Jinja's under which none are kept
            shutil.copytree(compiled, site / _COMPILED, dirs_exist_ok=True)

    def reduced(self, one: Edits, failure: Failure) -> tuple[Edits, Failure]:
        """A shorter sequence that fails as well: without the steps, edits and kills that are not needed for it."""
        best, failed = replace(one, steps=one.steps[: failure.step]), failure
        while True:
            for shorter in _shorter(best):
                found = self.failure_of(shorter)
                if found:
                    best, failed = replace(shorter, steps=shorter.steps[: found.step]), found
                    break
            else:
                return best, failed


def _shorter(one: Edits) -> Iterator[Edits]:
    steps = one.steps
    for n in range(len(steps)):
        yield replace(one, steps=steps[:n] + steps[n + 1 :])
    for n, step in enumerate(steps):
        simpler = [replace(step, edits=step.edits[:k] + step.edits[k + 1 :]) for k in range(len(step.edits))]
        plain = Step(step.edits)
        simpler += [plain] * (step != plain)
        for name in ("kills", "later", "cores", "by_command", "all_cold"):
            other = replace(step, **{name: getattr(plain, name)})
            simpler += [other] * (other not in (step, plain))
        for other in simpler:
            yield replace(one, steps=(*steps[:n], other, *steps[n + 1 :]))


def _told(log: str, root: Path) -> list[str]:
    lines = log.replace(str(root), "").splitlines()
    return sorted({_STAMP.sub("", one).strip() for one in lines if one.strip() and not _PASSING.search(one)})


def differing(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> str:
    """What is too much, what is missing, what is otherwise and where; "" where nothing is. Where a theme prints a function (Reflex asks a series
    that is a word for its `index`), its place in memory is another in each process, also of two clean builds.
    """
    found, wanted = [{name: _IN_MEMORY.sub(b">", one) for name, one in all_of.items()} for all_of in (found, wanted)]
    lines = [f"too much: {one}" for one in sorted(set(found) - set(wanted))[:_SHOWN]]
    lines += [f"missing: {one}" for one in sorted(set(wanted) - set(found))[:_SHOWN]]
    others = [one for one in sorted(set(found) & set(wanted)) if found[one] != wanted[one]]
    for one in others[:_SHOWN]:
        at = next(
            (n for n, (a, b) in enumerate(zip(found[one], wanted[one], strict=False)) if a != b),
            min(len(found[one]), len(wanted[one])),
        )
        lines.append(
            f"otherwise: {one}: {found[one][max(at - 60, 0) : at + 60]!r}, clean {wanted[one][max(at - 60, 0) : at + 60]!r}"
        )
    if len(others) > _SHOWN:
        lines.append(f"and {len(others) - _SHOWN} more")
    return "\n".join(lines)
