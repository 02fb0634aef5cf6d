"""The `newsroom` command: `python -m pelican.plugins.newsroom` does the same."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from typing import NoReturn

from .commands import COMMANDS, OTHERS, Wrong
from .garbage import few_collections
from .leaving import leave_at_once

EPILOG = """examples:
  newsroom new "Why tides turn" --category Science
  newsroom check
  newsroom import pasted.txt --from text
  newsroom build
"""


#: The commands that hold a whole site when they end.
_LARGE = frozenset({"build", "check", "publish"})
#: What other programs call a command of ours.
_ELSEWHERE = {
    "init": "start",
    "quickstart": "start",
    "server": "serve",
    "preview": "serve",
    "lint": "check",
    "deploy": "publish",
}


def program() -> NoReturn:
    """A process that runs the command that it was started with, and ends."""
    _speak_utf8()
    code = main()
    if _LARGE.intersection(sys.argv[1:]):
        leave_at_once(code)
    sys.exit(code)


def _speak_utf8() -> None:
    """Stories, their paths and what is said of them are UTF-8, whatever the machine's locale is: where that is another, begin once more.

    Python does so by itself for the locale C, unless somebody forbids it; then a letter with an accent in a path could neither be kept nor printed.
    """
    if sys.getfilesystemencoding() == "utf-8":
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")  # the name of a file may be no UTF-8 at all
        return
    os.environ["PYTHONUTF8"] = "1"
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 (no shell is wanted)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0 fine, 1 errors found, 2 called wrongly."""
    sys.path.insert(0, os.curdir)  # a site's settings may import what lies beside them
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except Wrong as wrong:
        print(f"newsroom: {wrong}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        sys.stdout = None
        return 1
    except Exception as error:
        if "--debug" in words:
            raise
        print(_excuse(error), file=sys.stderr)
        return 1


def _run(words: Sequence[str]) -> int:
    parser = _parser(words)
    given = parser.parse_args(words)
    if not getattr(given, "func", None):
        parser.print_help()
        return 2
    is_soon_over = any(word in COMMANDS for word in words)
    with few_collections() if is_soon_over else nullcontext():
        code: int = given.func(given)
    return code


def _excuse(error: Exception) -> str:
    """What a writer is told of a fault of ours: a sentence, and how to report it."""
    from .cores import HelperEnded

    said = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, HelperEnded):
        return f"newsroom: {said}"
    if isinstance(error, OSError):
        return f"newsroom: a file could not be read or written: {said}"
    return (
        f"newsroom: this went wrong and is our fault: {said}\n"
        "Run it again with --debug, and send us what it prints together with what `newsroom --version` says."
    )


class _Version(argparse.Action):
    """Looks the versions up when somebody asks, and not at every start."""

    def __init__(self, option_strings: Sequence[str], dest: str, **_facts: object) -> None:
        super().__init__(option_strings, dest, nargs=0, help="the versions of everything, for a report of a fault")

    def __call__(self, parser: argparse.ArgumentParser, *_given: object) -> None:
        from .bug_report import report

        print(report())
        parser.exit()


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of these words: with all commands, or with the one of the core's that they name, whose start is then not kept waiting."""
    named = next((word for word in words if not word.startswith("-")), "")
    parser = argparse.ArgumentParser(
        prog="newsroom",
        description="From a writer's Markdown to a published news site.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version)
    parser.add_argument("--debug", action="store_true", help="show tracebacks")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    is_ours = named in COMMANDS
    for name in [named] if is_ours else COMMANDS:
        importlib.import_module(f".commands.{name}", __package__).add_parser(subparsers)
    for plugin in [] if is_ours else OTHERS:
        _add_command_of(plugin, subparsers)
    if named and named not in subparsers.choices:
        parser.error(_no_such_command(named, list(subparsers.choices)))
    for command in subparsers.choices.values():
        command.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def _no_such_command(named: str, commands: list[str]) -> str:
    """What is told of a word that is no command, with the one that is meant where it is near, or known from other programs."""
    from .options import nearest

    near = _ELSEWHERE.get(named) or nearest(named, commands)
    hint = f"did you mean newsroom {near}?" if near in commands else "newsroom --help lists them all"
    return f'there is no command "{named}"; {hint}'


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


if __name__ == "__main__":
    program()
