"""`newsroom overlap`: our text beside the saved text of its source."""

import argparse
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable

from ..newsroom.commands import Wrong, settings_file
from .overlap import Passage, overlap_of, passages

EPILOG = """examples:
  newsroom overlap tram-line-approved     what of the story stands in its source_text too, side by side
"""

_RED, _PLAIN = "\x1b[31m", "\x1b[0m"
_GAP = "  |  "


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "overlap",
        help="our text beside that of its source",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Shows what of a story stands in the saved text of its source too (front matter: source_text).",
    )
    parser.add_argument("story", metavar="STORY", help="slug or id")
    parser.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: pelicanconf.py)"
    )
    parser.set_defaults(func=_overlap)


def _overlap(given: argparse.Namespace) -> int:
    from ..newsroom.plugin import desk_for_site
    from .rules import source_text_of

    build = desk_for_site(settings_file(given.settings))
    stories = [one.story for one in build.desk.readings.values() if one.story is not None]
    story = next((one for one in stories if given.story in one.names()), None)
    if story is None:
        raise Wrong(f'no story has the slug or id "{given.story}"')
    if not story.source_text:
        raise Wrong(f"{story.path} names no saved text; write source_text: with its path")
    theirs = source_text_of(story, build)
    if theirs is None:
        raise Wrong(f"{story.path}: the saved text {story.source_text} is not there")
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for row in rows(passages(story.text, theirs), shutil.get_terminal_size().columns, colour=colour):
        print(row)
    found = overlap_of(story.text, theirs)
    print(f"{found.share:.0%} of our text is in the source; the longest run has {found.longest} words", file=sys.stderr)
    return 0


def rows(pieces: Iterable[Passage], width: int, *, colour: bool = False) -> Iterable[str]:
    """Lines of two columns: ours on the left, the same passage of the source on the right, nothing where it is our own."""
    column = max(20, (width - len(_GAP)) // 2)
    yield f"{'ours':{column}}{_GAP}theirs"
    for piece in pieces:
        left, right = textwrap.wrap(piece.ours, column) or [""], textwrap.wrap(piece.theirs, column) or [""]
        for n in range(max(len(left), len(right))):
            mine, yours = (side[n] if n < len(side) else "" for side in (left, right))
            shown = f"{mine:{column}}"
            yield f"{_RED if colour and piece.shared else ''}{shown}{_GAP}{yours}{_PLAIN if colour and piece.shared else ''}".rstrip()
