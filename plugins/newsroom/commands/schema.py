"""`newsroom schema`: the JSON Schema of the front matter, for editors."""

import argparse
import json
from pathlib import Path

EPILOG = """examples:
  newsroom schema                                       print it
  newsroom schema .vscode/front-matter.schema.json      write it where an editor looks for it
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "schema",
        help="the JSON Schema of the front matter",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Prints or writes what a header may hold, as JSON Schema: editors help with it while you write.",
    )
    parser.add_argument("file", nargs="?", default="", metavar="FILE", help="where it goes (default: the terminal)")
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    text = written()
    if given.file:
        Path(given.file).parent.mkdir(parents=True, exist_ok=True)
        Path(given.file).write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


def written() -> str:
    """The schema as it is written to a file."""
    from ..schema import schema

    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
