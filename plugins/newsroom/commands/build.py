"""`newsroom build`: the same as `pelican`, with the flags that count."""

import argparse

from . import settings_file

EPILOG = """examples:
  newsroom build                                  content/ into output/, for reading on this machine
  newsroom build --search                         with the search, to try it here
  newsroom build -s publishconf.py -o public      as it will be published
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "build", help="build the site", epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Builds the site. Every problem is named; with an error it ends with 1.",
    )  # fmt: skip
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
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    from ..plugin import build_site

    more = {"SITE_SEARCH_NOW": True} if given.search else {}
    return build_site(
        settings_file(given.settings), content=given.content, output=given.output, more=more, debug=given.debug
    )
