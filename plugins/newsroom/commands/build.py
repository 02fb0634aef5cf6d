"""`newsroom build`: the same as `pelican`, with the flags that count."""

import argparse
import importlib
import os
import sys
from pathlib import Path
from typing import Any

from ..report import brief, summary
from . import Wrong, settings_file

EPILOG = """examples:
  newsroom build                                  content/ into output/, for reading on this machine
  newsroom build --search                         with the search, to try it here
  newsroom build -s publishconf.py -o public      as it will be published
  newsroom build --shard 3/8                      the third of eight parts: newsroom merge makes them the site
  newsroom build --explain 2026/11/tram/          why this page was made or kept, and from what
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "build",
        help="build the site",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Builds the site. Every problem is named; with an error it ends with 1.",
    )
    parser.add_argument(
        "content", nargs="?", default="", help="the folder of the stories (default: PATH of the settings)"
    )
    parser.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: pelicanconf.py)"
    )
    parser.add_argument(
        "-o",
        "--output",
        default="",
        metavar="FOLDER",
        help="where the site goes (default: OUTPUT_PATH of the settings)",
    )
    parser.add_argument(
        "--search",
        action="store_true",
        help="make the index of the search too, also in a preview (needs the plugin site_search)",
    )
    parser.add_argument(
        "--explain", default="", metavar="URL", help="say why this page was made or kept, and from what"
    )
    parser.add_argument("--why-rebuilt", action="store_true", help="say for which reasons pages were made")
    parser.add_argument(
        "--known-as",
        default="",
        metavar="FOLDER",
        help="go on from the last build that was known as this folder, whatever the folder is called that is built into; "
        "that holds nothing but the site (needs the plugin incremental)",
    )
    parser.add_argument(
        "--shard",
        default="",
        metavar="N/M",
        help="build one of M parts of the site, into a folder that is named after it; `newsroom merge` puts them together",
    )
    parser.add_argument(
        "--executor",
        default="",
        metavar="dask://HOST:PORT",
        help="build on this cluster of Dask, whose workers have the same checkout (needs pelican-newsroom[dask])",
    )
    parser.add_argument(
        "--shards",
        type=int,
        default=0,
        metavar="M",
        help="in how many parts the cluster builds (default: one for each worker)",
    )
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    settings = settings_file(given.settings)
    if given.content and not Path(given.content).exists():
        raise Wrong(f"there is no {given.content}")
    if given.executor:
        return _on_cluster(given, settings)
    asked = _of_shard(_asked(given, settings), given.shard) if given.shard else _asked(given, settings)
    if given.known_as:
        asked = None  # the folder that the last build wrote into has another name now
    tells = {"explain": given.explain, "why": given.why_rebuilt} if given.explain or given.why_rebuilt else None
    last = asked and not tells and asked.recalled()
    if last:
        return _told_again(last)

    from ..plugin import build_site

    more: dict[str, Any] = {"SITE_SEARCH_NOW": True} if given.search else {}
    if asked:
        more["ASKED"] = asked
    if tells:  # the plugin `incremental` knows
        more["INCREMENTAL_TELLS"] = tells
    if given.known_as:
        known_as = str(Path(given.known_as).absolute())
        more |= {"INCREMENTAL_KNOWN_AS": known_as, "DELETE_OUTPUT_DIRECTORY": True, "OUTPUT_RETENTION": []}
    if given.shard:
        more["INCREMENTAL_SHARD"] = given.shard
    output = asked.output if given.shard else given.output
    return build_site(settings, content=given.content, output=output, more=more, debug=given.debug)


def _on_cluster(given: argparse.Namespace, settings: str) -> int:
    """Raises Wrong where that cannot be."""
    if not given.executor.startswith("dask://") or given.shards < 0:
        raise Wrong(f"--executor {given.executor}: write it as dask://HOST:PORT, the address of a scheduler of Dask")
    asked = _of_shard(_asked(given, settings), "1/1")
    words = [*([given.content] if given.content else []), *(["--search"] if given.search else [])]
    cluster = importlib.import_module(f"{_family()}.incremental.cluster")
    output = Path(given.output) if given.output else Path(str(asked.output).removesuffix(".shard-1-of-1"))
    try:
        code: int = cluster.build(given.executor, settings, words, output, shards=given.shards)
    except cluster.NoCluster as none:
        raise Wrong(str(none)) from None
    return code


def _family() -> str:
    return (__package__ or "").rpartition(".")[0].rpartition(".")[0]


def _of_shard(asked: Any, shard: str) -> Any:
    """What was asked, of one part of the site. Raises Wrong where that cannot be."""
    number, _, count = shard.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise Wrong(f"--shard {shard}: write it as 3/8, the third of eight")
    listed = asked and asked.values().get("PLUGINS")
    if asked is None or (listed is not None and not any(str(one).endswith("incremental") for one in listed)):
        raise Wrong("--shard needs the plugin incremental: name pelican.plugins.incremental in PLUGINS")
    return asked.of_shard(int(number), int(count))


def _asked(given: argparse.Namespace, settings: str) -> Any:
    """What was asked, in the words of the plugin that knows whether a site must be built; None without it. It is known by its name only."""
    try:
        incremental = importlib.import_module(f"{_family()}.incremental.last_build")
    except ModuleNotFoundError:
        return None
    return incremental.Asked(settings, given.content, given.output, given.search)


def _told_again(last: Any) -> int:
    """Say what the last build said."""
    if last.problems:
        colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        print(brief(last.problems, colour=colour), file=sys.stderr)
        print(f"newsroom: {summary(last.problems)}", file=sys.stderr)
    print(f"newsroom: nothing changed, {last.files} files stand")
    return 0
