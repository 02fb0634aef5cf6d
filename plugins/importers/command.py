"""`newsroom import`: other people's articles as our Markdown."""

import argparse
import sys
from pathlib import Path

from ..newsroom.commands import Wrong
from ..newsroom.site import Options
from ..newsroom.slug import slug_of
from .markdown import to_markdown
from .text import Imported, read_text

FORMATS = ("auto", "text")

EPILOG = """examples:
  newsroom import pasted.txt --from text
  newsroom import one.txt two.txt --content stories
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "import", help="turn other people's articles into our Markdown", epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Writes one Markdown file for each article, and says what it could not know. It guesses nothing and overwrites nothing.",
    )  # fmt: skip
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument(
        "--from",
        choices=FORMATS,
        default="auto",
        dest="form",
        help="what the files hold (default: told by their names)",
    )
    parser.add_argument(
        "--content", default="content", metavar="FOLDER", help="where the stories go (default: content)"
    )
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    return max(_import(Path(name), Path(given.content), given.form) for name in given.files)


def _import(file: Path, content: Path, form: str) -> int:
    if not file.is_file():
        raise Wrong(f"there is no {file}")
    if form == "auto" and file.suffix.lower() not in (".txt", ".text", ""):
        raise Wrong(f"{file} does not look like pasted text; if it is, say --from text")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        print(f"{file}: the file is not UTF-8; save it as UTF-8 and try again", file=sys.stderr)
        return 1
    article = read_text(text, junk=Options().junk)
    slug = slug_of(article.title)
    if not slug:
        print(f"{file}: no headline could be made out; put it on the first line", file=sys.stderr)
        return 1
    target = content / (slug_of(article.categories[0]) if article.categories else "") / f"{slug}.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8") as out:
            out.write(to_markdown(article))
    except FileExistsError:
        print(f"{target} is there already; it was left as it is", file=sys.stderr)
        return 1
    print(target.as_posix())
    for note in notes(article):
        print(f"  {note}", file=sys.stderr)
    return 0


def notes(article: Imported) -> list[str]:
    """What was not known, and what was left out, in words for the terminal."""
    said = []
    if not article.date:
        said.append("date: not in the text; add one before it can be published")
    said += [
        f"source {source.name}: no address in the text; add url: if you know it"
        for source in article.sources
        if not source.url
    ]
    said += [
        f"{what}: none found"
        for what, value in (("author", article.authors), ("category", article.categories), ("source", article.sources))
        if not value
    ]
    return said + [f"left out: {line}" for line in article.dropped]
