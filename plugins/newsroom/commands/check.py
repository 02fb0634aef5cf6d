"""`newsroom check`: every problem of every file in one pass."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ..problem import Problem
from ..report import FORMATS, summary, written
from . import Wrong, settings_file

EPILOG = """examples:
  newsroom check                     the whole site
  newsroom check content/tram.md     one story
  newsroom check --strict            warnings count too
  newsroom check --format github     for a workflow on GitHub
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "check", help="name every problem of every file", epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Reads the whole site and names what must be mended: file, line, rule, what is wrong, what to do.",
    )  # fmt: skip
    parser.add_argument("paths", nargs="*", metavar="PATH", help="show only the problems of these files or folders")
    parser.add_argument("--strict", action="store_true", help="end with 1 for warnings too")
    parser.add_argument("--format", choices=FORMATS, default="text", dest="form")
    parser.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: pelicanconf.py)"
    )
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    from ..plugin import desk_for_site

    build = desk_for_site(settings_file(given.settings))
    problems = _of(build.problems, given.paths, build.site.root)
    text = written(problems, given.form, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    if text:
        print(text)
    if given.form == "text":
        count = len(build.desk.readings)
        print(f"{summary(problems)} in {count} file{'' if count == 1 else 's'}", file=sys.stderr)
    return 1 if any(problem.is_error or given.strict for problem in problems) else 0


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
