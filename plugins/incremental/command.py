"""`newsroom merge`: the shards of a site become the site."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

EPILOG = """examples:
  newsroom build --shard 1/2; newsroom build --shard 2/2
  newsroom merge output.shard-*
  newsroom merge parts/* -o public
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "merge",
        help="put together what newsroom build --shard has built",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Puts the shards of a site together. They must come from the same stories, settings, programs and hour, and be all of the site: else nothing is written and it ends with 1.",
    )
    parser.add_argument("shards", nargs="+", metavar="FOLDER", help="the folder of a shard")
    parser.add_argument(
        "-o", "--output", default="output", metavar="FOLDER", help="where the site goes (default: output)"
    )
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    return put_together([Path(one) for one in given.shards], Path(given.output))


def put_together(shards: Sequence[Path], output: Path) -> int:
    """Merge the shards of the site in this folder, and tell that, or what is wrong with them. The exit code. Raises OSError."""
    from .merging import Unfit, merge

    try:
        count = merge(shards, output, Path.cwd())
    except Unfit as unfit:
        for reason in unfit.reasons:
            print(f"newsroom: {reason}", file=sys.stderr)
        return 1
    print(f"newsroom: {count} files of {len(shards)} shards are in {output}")
    return 0
