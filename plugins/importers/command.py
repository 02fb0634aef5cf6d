"""`newsroom import`: other people's articles as our Markdown."""

import argparse
import dataclasses
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..newsroom.clock import now
from ..newsroom.commands import Wrong
from ..newsroom.languages import is_language
from ..newsroom.site import Options, has_readable_name
from ..newsroom.slug import Slugs, slug_of
from .article import Imported, Notes, folder_of, in_order, safe_slug
from .bylines import authors_added, taking_bios
from .eleventy import read_eleventy
from .eleventy_data import is_eleventy
from .ghost import read_ghost
from .home import Home, home_of
from .hugo import read_hugo
from .jekyll import read_jekyll
from .nikola import read_nikola
from .nikola_site import is_nikola
from .page import read_page
from .pelican_folder import read_pelican
from .report import MOST, Report
from .shelf import EDITED, GONE, TAKEN, Shelf, redirects_added
from .text import read_text
from .wordpress import read_wordpress

FORMATS = ("auto", "text", "html", "wordpress", "ghost", "hugo", "jekyll", "pelican", "eleventy", "nikola")
#: What is read from a folder; all else is a file.
FOLDERS = ("hugo", "jekyll", "pelican", "eleventy", "nikola")

EPILOG = """examples:
  newsroom import pasted.txt                       an article that was copied from a page
  newsroom import saved.html                       a page that was saved in the browser
  newsroom import export.xml                       WordPress: Tools, Export
  newsroom import my-site.ghost.json               Ghost: Settings, Export
  newsroom import ../old-site --from hugo          the folder of a Hugo, Jekyll, Eleventy, Nikola or Pelican site
  newsroom import export.xml --files uploads --report import.txt
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "import",
        help="turn other people's articles into our Markdown",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Writes one Markdown file for each article, and says what was carried over, what was guessed and what was left."
        " It makes nothing up and overwrites nothing; a second run changes nothing.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or the folder of a site")
    parser.add_argument(
        "--from", choices=FORMATS, default="auto", dest="form", help="what FILE holds (default: it is looked at)"
    )
    parser.add_argument(
        "--content", default="content", metavar="FOLDER", help="where the stories go (default: content)"
    )
    parser.add_argument(
        "--files",
        default="",
        metavar="FOLDER",
        dest="media",
        help="the old site's pictures (wp-content/uploads): those that are used come along",
    )
    parser.add_argument("--report", default="", metavar="FILE", help="write the whole report there")
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    sources = [Path(name) for name in given.files]
    for source in sources:
        if not source.exists():
            kind = f"; what it holds is said as --from {source}" if source.name in FORMATS else ""
            raise Wrong(f"there is no {source}{kind}")
    media = Path(given.media) if given.media else None
    if media and not media.is_dir():
        raise Wrong(f"there is no folder {media}")
    forms = [given.form if given.form != "auto" else form_of(source) for source in sources]
    for source, form in zip(sources, forms, strict=True):
        if source.is_dir() != (form in FOLDERS):
            held, read = ("a folder", "a file") if source.is_dir() else ("a file", "the folder of a site")
            raise Wrong(f"{source} is {held}; --from {form} reads {read}")
    for source in sources:
        _refuse_names(source)
    home = home_of(Path("pelicanconf.py"))
    shelf, report = Shelf.opened(Path(given.content), Options().data, home.zone), Report(Path(given.content).as_posix())
    takes_bio = taking_bios(shelf.content / shelf.data)
    try:
        learned: dict[Path, Any] = {}
        for source, form in zip(sources, forms, strict=True):
            notes = Notes(shelf.reserve, media, home.slugs, now(), learned=learned)
            notes.takes_bio = takes_bio
            notes.beside = [one for one, kind in zip(sources, forms, strict=True) if kind == form]
            _import(source, form, shelf, report, notes, home)
        _register(shelf, report)
    finally:
        shelf.close()  # what was written is remembered, also when something went wrong on the way
    if given.report:
        Path(given.report).write_text(report.whole(), encoding="utf-8")
    _say(report)
    return 1 if report.failed else 0


def _refuse_names(source: Path) -> None:
    """Raises Wrong where files of a site have names that are no text, as an archive of another machine leaves them: no line could tell what became of them."""
    odd = []
    for folder, folders, names in os.walk(source):
        folders[:] = [one for one in folders if not one.startswith(".") and one != "node_modules"]
        odd += [Path(folder, one) for one in (*folders, *names) if not has_readable_name(one)]
    if odd:
        shown = min(map(os.fsencode, odd)).decode("utf-8", "backslashreplace")
        more = f" and {len(odd) - 1} more" if len(odd) > 1 else ""
        raise Wrong(f"the name of {shown}{more} is not UTF-8; rename it, and import again; nothing was written")


def form_of(source: Path) -> str:
    """What a file or folder holds, by its name and its first lines. Raises Wrong where that is not plain."""
    if source.is_dir():
        return _form_of_folder(source)
    ending = source.suffix.lower()
    with source.open("rb") as file:
        head = file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    if ending in (".xml", ".wxr") or head.startswith(b"<?xml"):
        return "wordpress"
    if ending == ".json":
        return "ghost"
    if ending in (".html", ".htm", ".xhtml") or head[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if ending in (".txt", ".text", ""):
        return "text"
    raise Wrong(
        f"{source} does not look like pasted text, a saved page or an export; say --from and one of: {', '.join(FORMATS[1:])}"
    )


def _form_of_folder(folder: Path) -> str:
    marks = {
        "jekyll": ("_posts", "_config.yml", "_drafts"),
        "pelican": ("pelicanconf.py",),
        "hugo": (
            "hugo.toml",
            "hugo.yaml",
            "hugo.json",
            "zola.toml",
            "config.toml",
            "config.yaml",
            "config/_default",
            "archetypes",
        ),
    }
    if is_eleventy(folder):
        return "eleventy"
    if is_nikola(folder):
        return "nikola"
    found = [form for form, names in marks.items() if any((folder / name).exists() for name in names)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Wrong(
            f"{folder} has the settings of no generator that is known here; a folder of Markdown files with headers is read with --from hugo"
        )
    raise Wrong(
        f"{folder} could be a folder of several generators; say --from hugo, jekyll, pelican, eleventy or nikola"
    )


def _import(source: Path, form: str, shelf: Shelf, report: Report, notes: Notes, home: Home) -> None:
    since = time.monotonic()
    if form == "pelican":
        _carry(source, shelf, report, notes)
    shown: set[str] = set()
    for count, article in enumerate(READERS[form](source, notes) if form in READERS else (), start=1):
        _put(in_order(article, home.zone), shelf, report, home)
        shown |= _topics(article, notes.slugs)
        if sys.stderr.isatty() and time.monotonic() - since > 1:
            since = time.monotonic()
            print(f"\r{count} articles ...", end="", file=sys.stderr, flush=True)
    report.bios |= notes.bios
    report.failed += notes.failed
    report.left += notes.left
    if other := _other_language(notes.lang, home.lang):
        report.left.append(
            f'{source}: the old site is in {other}, this one in {home.lang}: write DEFAULT_LANG = "{other}" into pelicanconf.py, or readers and search engines are told that its stories are in {home.lang}'
        )
    moved = {old: new for old, new in notes.moved.items() if new.strip("/") in shown}
    if moved:
        added = redirects_added(shelf.content / shelf.data / "redirects.yaml", moved)
        report.facts.update({"redirects of topics": added} if added else {})
    if notes.pictures and not notes.media:
        listed = f"{report.content}/{shelf.data}/pictures-{safe_slug(source.stem) or 'import'}.txt"
        report.left.append(
            f"{len(notes.pictures)} pictures and files are still on the old site ({listed}): --files FOLDER brings along what lies in a copy of its uploads"
        )
    if notes.pictures:
        name = safe_slug(source.stem) or "import"
        shelf.put(f"pictures:{name}", f"{shelf.data}/pictures-{name}.txt", ("\n".join(notes.pictures) + "\n").encode())


def _other_language(theirs: str, ours: str) -> str:
    """The language of the old site as our settings name it, "" where it is ours, unknown or none."""
    lang = theirs.replace("_", "-").split("-", maxsplit=1)[0].lower()
    return lang if ours and is_language(lang) and lang != ours.split("-", maxsplit=1)[0].lower() else ""


def _carry(source: Path, shelf: Shelf, report: Report, notes: Notes) -> None:
    """The files of a Pelican site, each in its place."""
    name = source.resolve().name
    for one in read_pelican(source, notes):
        report.carried(shelf.put(f"pelican:{name}:{one.path}", one.path, one.data), one.address, one.authors)


def _register(shelf: Shelf, report: Report) -> None:
    """Whoever wrote what was written now is known to the site from now on: else each byline of the old site would be refused."""
    added = authors_added(shelf.content / shelf.data, report.writers, report.bios)
    if added:
        report.facts["new authors"] += len(added)
        report.guessed.append(
            f"{report.content}/{shelf.data}/authors.yaml: {', '.join(added)}: who wrote there may write here; make one of two spellings"
        )


def _topics(article: Imported, slugs: Slugs) -> set[str]:
    """The pages of topics and authors that the article will be on, once it is published and for good: junk and the names of sources are no tags here."""
    if article.status or article.expires or article.kind == "page":
        return set()
    none = {slugs.of(name) for name in (*Options().junk, *(one.name for one in article.sources))}
    names = (("category", article.categories), ("tag", article.tags), ("author", article.authors))
    return {
        f"{kind}/{slug}"
        for kind, found in names
        for name in found
        if (slug := slugs.of(name)) not in none or kind != "tag"
    }


def _put(article: Imported, shelf: Shelf, report: Report, home: Home) -> None:
    """One article with its comments and files, and what is to be said of it."""
    if not article.title:
        report.failed.append(f"{article.where}: no headline could be made out; put it on the first line")
        return
    written, outcome = shelf.put_story(article)
    report.told(written, outcome)
    if outcome.what in (EDITED, GONE):
        return
    for file, path in article.files:
        if path.lower().endswith((".html", ".htm", ".md", ".rst")) and path.split("/")[0] not in home.excluded:
            report.left.append(
                f"{report.content}/{path}: it would be read as a story; write {json.dumps(path.split('/')[0])} into ARTICLE_EXCLUDES of pelicanconf.py"
            )
        if shelf.copy(file, path).what == TAKEN:
            report.left.append(
                f"{report.content}/{outcome.path}: {path} is there already and differs; it was left as it is"
            )
    if article.comments:
        text = json.dumps([asdict(one) for one in article.comments], indent=1, ensure_ascii=False)
        stem = outcome.path.removesuffix(".md")
        shelf.put(f"comments:{article.origin}", f"{shelf.data}/comments/{stem}.json", f"{text}\n".encode())


def _text(source: Path, notes: Notes) -> Iterator[Imported]:
    try:
        text = source.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        notes.failed.append(f"{source}: the file is not UTF-8; save it as UTF-8 and try again")
        return
    article = read_text(text, junk=Options().junk)
    if not slug_of(article.title):
        notes.failed.append(f"{source}: no headline could be made out; put it on the first line")
        return
    digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    yield dataclasses.replace(article, origin=f"text:{digest}", where=str(source), folder=folder_of(article.categories))


READERS: Mapping[str, Callable[[Path, Notes], Iterator[Imported]]] = {
    "text": _text,
    "html": read_page,
    "wordpress": read_wordpress,
    "ghost": read_ghost,
    "hugo": read_hugo,
    "jekyll": read_jekyll,
    "eleventy": read_eleventy,
    "nikola": read_nikola,
}


def _say(report: Report) -> None:
    if sum(report.outcomes.values()) <= MOST:
        for line in report.stories:
            print(line.split("  (from ")[0])
    for line in report.lines():
        print(line, file=sys.stderr)
    print(f"newsroom: {report.summary}", file=sys.stderr)
    if report.stories:
        first = "" if Path("pelicanconf.py").exists() else "`newsroom start`, which makes this folder a site, then "
        print(
            f"newsroom: now run {first}`newsroom check`: it names what has to be mended before they can be published",
            file=sys.stderr,
        )
