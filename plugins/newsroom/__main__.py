"""The `newsroom` command: `python -m pelican.plugins.newsroom` does the same."""

import argparse
import importlib
import importlib.metadata
import os
import sys
from collections.abc import Sequence

from .commands import COMMANDS, OTHERS, Wrong

EPILOG = """examples:
  newsroom new "Why tides turn" --category Science
  newsroom check
  newsroom import pasted.txt --from text
  newsroom build
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0 fine, 1 errors found, 2 called wrongly."""
    sys.path.insert(0, os.curdir)  # a site's settings may import what lies beside them
    parser = _parser()
    given = parser.parse_args(arguments)
    if not getattr(given, "func", None):
        parser.print_help()
        return 2
    try:
        code: int = given.func(given)
    except Wrong as wrong:
        print(f"newsroom: {wrong}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        sys.stdout = None
        return 1
    except Exception as error:
        if given.debug:
            raise
        said = " ".join(str(error).split()) or type(error).__name__
        print(
            f"newsroom: this went wrong and is our fault: {said}\nRun it again with --debug and send us what it prints.",
            file=sys.stderr,
        )
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsroom", description="From a writer's Markdown to a published news site.", epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument(
        "--version", action="version", version=f"newsroom {_version()}, Python {sys.version.split()[0]}"
    )
    parser.add_argument("--debug", action="store_true", help="show tracebacks")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in COMMANDS:
        importlib.import_module(f".commands.{name}", __package__).add_parser(subparsers)
    for plugin in OTHERS:
        _add_command_of(plugin, subparsers)
    return parser


def _add_command_of(plugin: str, subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command of another plugin, where that plugin is installed. The core knows it by name only."""
    name = f"{(__package__ or '').rpartition('.')[0]}.{plugin}.command"
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name and name.startswith(error.name):
            return
        raise
    module.add_parser(subparsers)


def _version() -> str:
    try:
        return importlib.metadata.version("pelican-newsroom")
    except importlib.metadata.PackageNotFoundError:
        return "from a clone"


if __name__ == "__main__":
    sys.exit(main())
