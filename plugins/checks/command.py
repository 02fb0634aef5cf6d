"""`newsroom audit` and `newsroom due`."""

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..newsroom.commands import Wrong, settings_file
from ..newsroom.report import FORMATS, summary, written

if TYPE_CHECKING:
    from ..newsroom.desk import Build
    from ..newsroom.problem import Problem
    from .built_site import BuiltSite
    from .promised import Promised
    from .written import Written

#: Parts of a site that nobody may link to, and that are written whatever its stories are.
_SURE = (
    "attribution's ", "the headers (", "the feed of everything (", "the site's icon ", "the map of redirects (", "the service worker (",
)  # fmt: skip
#: What has a page by its name.
_TOPICS = frozenset({"tag", "category", "author", "source", "storyline"})
AUDIT = """examples:
  newsroom audit                             every surface tells the same story, every link leads somewhere
  newsroom audit output --content content    and nothing of an unpublished story is in it
  newsroom audit old --content content --unpublished   that alone, as before an old site is shown again
  newsroom audit output --format github      for a workflow on GitHub
"""
DUE = """examples:
  newsroom due                 what becomes public when, what ends, what must be looked at
  newsroom due --next          the moment of the next build that changes something, for a scheduler
  newsroom due --past 3        what became public in the last three hours: if anything is printed, build
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    audit = subparsers.add_parser(
        "audit",
        help="hold a built site against itself",
        epilog=AUDIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Reads a built site, knowing nothing of how it was made, and names every page whose surfaces disagree.",
    )
    audit.add_argument(
        "output", metavar="OUTPUT", nargs="?", default="output", help="the folder of the built site (default: output)"
    )
    audit.add_argument(
        "--content",
        default="",
        metavar="DIR",
        help="the site's stories: what they say is to be told, and nothing of an unpublished one may be there",
    )
    audit.add_argument(
        "--unpublished",
        action="store_true",
        help="with --content: look for what is not public now, and for nothing else",
    )
    audit.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        dest="form",
        help="for whom the problems are written (default: text, for people)",
    )
    audit.add_argument(
        "-s",
        "--settings",
        default="",
        metavar="FILE",
        help="the site's settings, which say what the site has (default with --content: publishconf.py)",
    )
    audit.set_defaults(func=_audit)
    due = subparsers.add_parser(
        "due",
        help="what becomes public when",
        epilog=DUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Lists what changes by the clock alone: embargoes, dates to come, expiries, reviews.",
    )
    due.add_argument(
        "--next",
        action="store_true",
        dest="only_next",
        help="the moment of the next build alone; nothing where none is due",
    )
    due.add_argument(
        "--past",
        type=float,
        metavar="HOURS",
        help="what became public or expired in the last HOURS instead; nothing is printed where no build is due",
    )
    due.add_argument(
        "--format", choices=("text", "json"), default="text", dest="form", help="for people, or for programs"
    )
    due.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: pelicanconf.py)"
    )
    due.set_defaults(func=_due)


def _audit(given: argparse.Namespace) -> int:
    from .audit import audit
    from .built_site import BuiltSite

    if given.unpublished and not given.content:
        raise Wrong(
            "--unpublished looks for what the stories say that are not public; name their folder with --content"
        )
    output = Path(given.output)
    if not output.is_dir():
        raise Wrong(f"there is no folder {output}; build the site first")
    build = _build(given) if given.content or given.settings else None
    site = BuiltSite(output, _promised(build) if build else None)
    if not any(file.endswith((".html", ".htm")) for file in site.files):
        raise Wrong(f"{output} holds no page; is it the folder of a built site?")
    problems = [] if given.unpublished else audit(site)
    if build:
        found = {*problems, *(_hidden(site, build) if given.content else ())}
        found |= _unreadable(build) if given.unpublished else set()
        problems = sorted(build.desk.judge.verdicts(found))
    text = written(problems, given.form, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    if text:
        print(text)
    if given.form == "text":
        if site.promised.not_asked and not given.unpublished:
            print(
                f"not asked for, as the settings do without it: {', '.join(site.promised.not_asked)}", file=sys.stderr
            )
        if given.unpublished and not problems:
            print(f"nothing of a story that is not public in {len(site.files)} files", file=sys.stderr)
        else:
            print(f"{summary(problems)} in {len(site.pages)} pages", file=sys.stderr)
    return 1 if any(one.is_error for one in problems) else 0


def _build(given: argparse.Namespace) -> "Build":
    """What the settings say of the site."""
    from ..newsroom.plugin import desk_for_site

    content = Path(given.content) if given.content else None
    if content and not content.is_dir():
        raise Wrong(f"there is no folder {content}")
    name = given.settings or ("publishconf.py" if Path("publishconf.py").is_file() else "pelicanconf.py")
    return desk_for_site(settings_file(name), content=content)


def _promised(build: "Build") -> "Promised":
    from ..newsroom.extensions import enabled
    from .promised import promised_by

    names = build.setting("PLUGINS")
    return promised_by(
        None if names is None else enabled({"PLUGINS": names}),
        build.site.url,
        _files(build),
        {one.file: one.new for one in build.redirects if not one.by_query},
        _written(build),
        build.site.name,
        {
            file: one.name
            for one in build.all_places
            if one.kind in _TOPICS
            for file in one.files
            if file.endswith(".html")
        },
        _fronts(build),
        _about(build),
        _leading(build),
        [one.file for one in build.archive.all if one.status == "hidden" and one.file],
        _withdrawn(build),
        _most(build),
        _defined(build),
    )


def _written(build: "Build") -> "dict[str, Written]":
    """What each article says, by the file of its page, where no plugin but ours writes anything."""
    from ..newsroom.extensions import have_others
    from .written_stories import written_of

    names = build.setting("PLUGINS")
    if names is None or have_others(names):
        return {}
    return {
        one.file: written_of(one, build.credit(one), build.registries, build.archive)
        for one in build.archive
        if one.file and one.status == "published"
    }


def _fronts(build: "Build") -> "dict[str, list[list[str]]]":
    """The stories of each home page, by its parts, where a template of the theme asks for them."""
    from ..newsroom.extensions import have_others
    from ..newsroom.front_pages import front_urls
    from ..newsroom.front_view import chosen
    from ..newsroom.places import file_of

    names = build.setting("PLUGINS")
    templates = (file for folder in build.template_folders[:-1] for file in folder.glob("*.html"))
    if (
        names is None
        or have_others(names)
        or not any("newsroom.front(" in file.read_text("utf-8") for file in templates)
    ):
        return {}
    found = {}
    for lang, url in front_urls(build).items():
        page = chosen(build, list(build.archive), lang)
        parts = [[page.lead] if page.lead else [], page.top, page.explainers, *(one.stories for one in page.sections)]
        found[file_of(url)] = [[one.file for one in part] for part in (*parts, page.latest) if part]
    return found


def _about(build: "Build") -> "dict[str, str]":
    """What the registries say of each topic, source, author and storyline that has a page, without its Markdown."""
    from ..newsroom.filters import plain

    known = build.registries
    said = {("tag", one.slug): one.description for one in known.tags}
    said |= {("category", one.slug): one.description for one in known.categories}
    said |= {("source", one.slug): one.description for one in known.sources}
    said |= {("storyline", one.slug): one.description for one in known.storylines}
    said |= {("author", one.slug): one.bio for one in known.authors}
    texts = {place: said.get((place.kind, place.slug), "") for place in build.all_places if place.kind in _TOPICS}
    return {
        file: plain(text)
        for place, text in texts.items()
        for file in place.files
        if text.strip() and file.endswith(".html")
    }


def _leading(build: "Build") -> "dict[str, list[str]]":
    """What the registries name for the pages of topics and sources: the story to begin with, what is wider or narrower, the outlet's own place."""
    known, found = build.registries, defaultdict(list)
    files = {
        (one.kind, one.slug): file
        for one in build.all_places
        for file in one.files[:1]
        if one.kind in _TOPICS and file.endswith(".html")
    }
    for kind, topics in (("tag", known.tags), ("category", known.categories)):
        for topic in topics:
            own = files.get((kind, topic.slug), "")
            story = build.archive.find(topic.key_story) if topic.key_story and own else None
            if story and story.status == "published":
                found[own].append(story.file)
            wider = topics.find(topic.parent) if topic.parent else None
            above = files.get((kind, wider.slug), "") if wider else ""
            if own and above:
                found[own].append(above)
                found[above].append(own)
    for outlet in known.sources:
        if outlet.url and ("source", outlet.slug) in files:
            found[files["source", outlet.slug]].append(outlet.url)
    for author in known.authors:
        if author.email and ("author", author.slug) in files:
            found[files["author", author.slug]].append(f"mailto:{author.email}")
    return dict(found)


def _withdrawn(build: "Build") -> "dict[str, tuple[str, str]]":
    """What stands in place of stories that were withdrawn."""
    from ..newsroom.filters import plain

    stories = (one.story for one in build.desk.readings.values() if one.story is not None)
    return {
        one.file: (one.title, plain(one.withdrawn.text) if one.withdrawn else "")
        for one in stories
        if one.status == "withdrawn" and one.is_article and one.file
    }


def _defined(build: "Build") -> "dict[str, tuple[str, str]]":
    """What the glossary says of each term, without its Markdown, by its slug."""
    from ..newsroom.filters import plain

    return {one.slug: (one.name, plain(one.definition)) for one in build.registries.glossary}


def _most(build: "Build") -> int:
    options = build.setting("RELATED")
    limit = options.get("limit", 4) if isinstance(options, dict) else 4
    return limit if isinstance(limit, int) else 0


def _files(build: "Build") -> "Iterable[str]":
    """What crawlers and lost readers look for, where the settings say that it is written; and a page for each story that readers may see, and at
    each of its old addresses, where nobody else's plugin has a hand in that.
    """
    from ..newsroom.extensions import enabled, have_others

    names = build.setting("PLUGINS")
    are_ours = names is not None and not have_others(names)
    for place in build.all_places:
        if are_ours and place.kind in ("article", "page") and place.slug:
            yield from place.files
        for file in place.files:
            if are_ours and place.kind == "part" and place.name.startswith(_SURE):
                yield file
            if file in ("robots.txt", "404.html") or (place.kind == "part" and "/" not in file and "sitemap" in file):
                yield file
    if (
        are_ours
        and "redirects" in enabled({"PLUGINS": names})
        and (build.setting("REDIRECTS") or {}).get("pages", True)
    ):
        yield from (one.file for one in build.redirects if not one.by_query)


def _hidden(site: "BuiltSite", build: "Build") -> "Iterable[Problem]":
    """What of the site's stories, and of what they are made of, must not be there."""
    from .source_files import copied_sources

    yield from _leaks(site, build)
    stories = (
        [] if build.setting("OUTPUT_SOURCES") else [one for one in build.desk.readings if not one.endswith(".html")]
    )
    data = sorted((build.site.content / "data").glob("*.y*ml"))
    yield from copied_sources(site, [*(build.site.root / one for one in stories), *data])


def _unreadable(build: "Build") -> "set[Problem]":
    """What is wrong with files of which nobody can say whether their stories are public."""
    return {problem for one in build.desk.readings.values() if one.story is None for problem in one.problems}


def _leaks(site: "BuiltSite", build: "Build") -> "Iterable[Problem]":
    """What of the site's stories must not be there: of those that a published build withholds."""
    from ..newsroom.desk_rules import files_of
    from ..newsroom.publication import is_public
    from .secrets import leaks, secrets_of

    stories = [one.story for one in build.desk.readings.values() if one.story is not None]
    hidden = [one for one in stories if one.status == "withdrawn" or not is_public(one, build.site.now)]
    known = {story.path for story in hidden}
    shown = [one for one in stories if one.path not in known]
    return leaks(site, secrets_of(hidden, shown, lambda story: files_of(story, build.site)), build.site.content)


def _due(given: argparse.Namespace) -> int:
    from ..newsroom.plugin import desk_for_site
    from .due import moments, passed

    build = desk_for_site(settings_file(given.settings))
    if given.past is not None and not given.past > 0:
        raise Wrong("--past must be more than 0 hours")
    found = moments(build) if given.past is None else passed(build, given.past)
    if given.only_next:
        for one in [one for one in found if one.rebuild][:1]:
            print(one.when.isoformat())
    elif given.form == "json":
        rows = [
            {"when": one.when.isoformat(), "path": one.path, "what": one.what, "rebuild": one.rebuild} for one in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for one in found:
            print(f"{one.when.astimezone(build.site.zone).isoformat(timespec='minutes')}  {one.path}: {one.what}")
        if not found:
            print("nothing is due", file=sys.stderr)
    return 0
