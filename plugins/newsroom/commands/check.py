"""`newsroom check`: every problem of every file in one pass."""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..first_days import first_days, written_at
from ..last_check import LastCheck, Memory
from ..looked_at import holds_until
from ..problem import OFF, Problem
from ..progress import bar
from ..reading import NO_DATE, read_text
from ..repairs import difference, mended, with_date
from ..report import FORMATS, at_a_glance, mendable, summary, written
from . import Wrong, settings_file
from .asked_online import Asked

if TYPE_CHECKING:
    from ..desk import Build

EPILOG = """examples:
  newsroom check                     the whole site
  newsroom check content/tram.md     one story
  newsroom check --strict            warnings count too
  newsroom check --fix               mend what is safe to mend, and show what was changed
  newsroom check --online            try the addresses of sources and the links outside, too
  newsroom check --online --archive  and have the articles of sources archived, entering where their copies stand
  newsroom check --format github     for a workflow on GitHub
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "check",
        help="name every problem of every file",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Reads the whole site and names what must be mended: file, line, rule, what is wrong, what to do.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="show only the problems of these files or folders")
    parser.add_argument("--fix", action="store_true", help="mend what is safe to mend, and show the difference")
    parser.add_argument("--online", action="store_true", help="also try addresses outside: of sources, and of links")
    parser.add_argument(
        "--archive", action="store_true", help="with --online: have sources archived, and enter where the copies stand"
    )
    parser.add_argument("--strict", action="store_true", help="end with 1 for warnings too")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        dest="form",
        help="for whom the problems are written (default: text, for people)",
    )
    parser.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: pelicanconf.py)"
    )
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    unsure: Sequence[tuple[str, str]] = ()
    if given.fix or given.online or given.archive:
        last, root, unsure = _looked_at(given)
    else:
        last, root = _remembered(settings_file(given.settings))
    problems = _of(last.problems, given.paths, root)
    text = written(problems, given.form, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    if text:
        print(text)
    if given.form == "text":
        print(f"{summary(problems)} in {last.files} file{'' if last.files == 1 else 's'}", file=sys.stderr)
        if counted := at_a_glance(problems):
            print(f"by rule: {counted}", file=sys.stderr)
        if count := 0 if given.fix else mendable(problems):
            print(f"newsroom check --fix mends {count:,} of them and shows what it changed", file=sys.stderr)
    if unsure:
        more = "" if given.debug else " (newsroom --debug check lists them)"
        print(f"{len(unsure)} addresses could not be judged from here{more}", file=sys.stderr)
    for url, why in unsure if given.debug else ():
        print(f"  {url}: {why}", file=sys.stderr)
    return 1 if any(problem.is_error or given.strict for problem in problems) else 0


def _remembered(settings_name: str) -> tuple[LastCheck, Path]:
    """What a check says, and the site's root: from the last check where nothing has changed since."""
    from .. import clock
    from ..plugin import open_build, settings_for_site
    from ..site_settings import root_of

    settings = settings_for_site(settings_name, with_theme=False)
    root = root_of(settings)
    memory = Memory(settings, root, clock.now())
    last = memory.recalled()
    if last is None:
        build = open_build(settings, progress=bar("reading"))
        last = _last(build)
        stories = [one.story for one in build.desk.readings.values() if one.story]
        memory.keep(last, holds_until(stories, build.site.now.astimezone(build.site.zone)))
    return last, root


def _looked_at(given: argparse.Namespace) -> tuple[LastCheck, Path, "Sequence[tuple[str, str]]"]:
    """What a check says that mends, or asks the web."""
    from ..plugin import desk_for_site

    settings = settings_file(given.settings)
    build = desk_for_site(settings, progress=bar("reading"))
    asked = Asked(build, given) if given.online or given.archive else None
    if asked and given.archive and asked.entered(_wanted(build, given)):
        build = desk_for_site(settings)
        asked.again(build)
    if given.fix and _mend(build, given):
        build = desk_for_site(settings)
        if asked:
            asked.again(build)
    return _last(build), build.site.root, asked.unsure if asked else ()


def _last(build: "Build") -> LastCheck:
    """What a check says of a site; what the settings name and nobody has comes first, as it is their fault and not the writers'."""
    return LastCheck((*(build.setting("LACKED") or ()), *build.problems), len(build.desk.readings))


def _wanted(build: "Build", given: argparse.Namespace) -> frozenset[str]:
    """The files that the check is about."""
    every = [Problem(path, 0, 0, "E00", "", "") for path in build.desk.readings]
    return frozenset(one.path for one in _of(every, given.paths, build.site.root))


def _mend(build: "Build", given: argparse.Namespace) -> bool:
    """Mend the files until nothing more can be mended; whether one was changed."""
    changed = False
    days = first_days(build.site.content) if build.site.file_dates else None
    for path in sorted(_wanted(build, given)):
        file = build.site.root / path
        reading = build.desk.readings[path]
        if reading.html is not None:
            continue
        with contextlib.suppress(OSError, UnicodeDecodeError):
            before = file.read_bytes().decode("utf-8")
            after = _mended(before, build, path, [one for one in build.problems if one.path == path])
            if days is not None and any(one.message == NO_DATE for one in reading.problems):
                day = days.get(file.resolve()) or written_at(file)
                after = _mended(with_date(after, day.astimezone(build.site.zone)), build, path)
            if after != before:
                file.write_bytes(after.encode("utf-8"))
                changed = True
                print(difference(path, before, after), end="", file=sys.stdout if given.form == "text" else sys.stderr)
    return changed


def _mended(before: str, build: "Build", path: str, problems: Sequence[Problem] = ()) -> str:
    """The text of one file mended: first by all that the site knows of it, then as often as the file itself shows a fault."""
    from ..credit import policy_problems
    from ..moved_credit import with_credit_moved
    from ..sourcing import credits_in

    site = build.site
    inner = site.inner(site.root / path)
    after = mended(before, build.desk.readings[path], problems) if problems else before
    for _again in range(20):
        text = after.lstrip("\ufeff").replace("\r\n", "\n")
        now = read_text(text, path, inner, site.kind_of(inner), site, build.registries)
        step = mended(after, now, now.problems)
        if step == after:
            break
        after = step
    if site.checks.severity.get("W20") == OFF:
        return after
    today = site.now.astimezone(site.zone).date()
    return with_credit_moved(
        after,
        lambda text: read_text(text, path, inner, site.kind_of(inner), site, build.registries),
        lambda body: credits_in(body, site),
        lambda story: policy_problems(story, build.registries, today, place_of=lambda _key: (1, 0)),
    )


def _of(problems: Sequence[Problem], paths: Sequence[str], root: Path) -> list[Problem]:
    """The problems of the files and folders that were named; all of them when none was."""
    if not paths:
        return list(problems)
    wanted = []
    for path in paths:
        absolute = Path(path).absolute()
        if not absolute.exists():
            raise Wrong(f"there is no {path}")
        wanted.append(absolute)
    return [one for one in problems if any((root / one.path).is_relative_to(path) for path in wanted)]
