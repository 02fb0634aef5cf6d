"""`newsroom tags`: the health of the vocabulary, and repairs that rewrite the lines concerned."""

import argparse
import difflib
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..newsroom.commands import Wrong, settings_file

if TYPE_CHECKING:
    from ..newsroom.desk import Build
    from .doctor import Filing, Finding
    from .workbench import Workbench

EPILOG = """examples:
  newsroom tags                            what is wrong with the vocabulary
  newsroom tags doctor --fix               mend what can be mended without asking, and show the diff
  newsroom tags list --by stories          every tag with its stories
  newsroom tags rename "Natto" "NATO"      another name, another address; the old one leads there
  newsroom tags merge "sea" "oceans"       file all of the first under the second
  newsroom tags rename --categories "Foreign" "World"
"""

_ROUNDS = 5
_SHOWN = 8
_ONE = {"tags": "tag", "categories": "category"}

_HEADINGS = {
    "variant": "spellings of one thing",
    "junk": "tags that say nothing",
    "category": "tags that repeat a category of the story",
    "source": "tags that repeat a source of the story",
    "author": "tags that repeat an author of the story",
    "near": "names a slip apart",
    "synonyms": "names that nearly always come together",
    "everywhere": "on more than 40 % of the stories",
    "crowded": "stories with more than 8",
    "once": "used once",
    "unused": "in the vocabulary, on no story",
}


_DESCRIBED = {
    "rename": "Gives a term another name in every story and in the registry; its old address leads to the new one.",
    "merge": "Files the stories of one term under another; its old address leads there.",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "tags",
        help="the vocabulary's health, and its repair",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Looks after the names that stories are filed under. Repairs rewrite only the lines concerned, and add redirects.",
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--categories", action="store_true", help="categories in place of tags")
    common.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: pelicanconf.py)"
    )
    common.add_argument(
        "--format", choices=("text", "json"), default="text", dest="form", help="for people, or for programs"
    )
    writing = argparse.ArgumentParser(add_help=False)
    writing.add_argument("--force", action="store_true", help="also where git knows of changes that are not committed")
    kinds = parser.add_subparsers(metavar="doctor|list|rename|merge")
    parser.set_defaults(
        func=_doctor, settings="", categories=False, fix=False, all=False, strict=False, form="text", force=False
    )
    doctor = kinds.add_parser(
        "doctor",
        parents=[common, writing],
        help="what is wrong (--fix mends what is safe)",
        description="Tells what is wrong with the names that stories are filed under, and mends what is safe.",
    )
    doctor.add_argument("--fix", action="store_true", help="mend what can be mended without asking")
    doctor.add_argument("--all", action="store_true", help="every finding, however many there are")
    doctor.add_argument("--strict", action="store_true", help="end with 1 when anything is found")
    doctor.set_defaults(func=_doctor)
    listing = kinds.add_parser(
        "list",
        parents=[common],
        help="every name with the number of its stories",
        description="Lists every name with the number of its stories.",
    )
    listing.add_argument("--by", choices=("name", "stories"), default="name", help="their order (default: name)")
    listing.set_defaults(func=_list)
    for word, about, other, what in (
        ("rename", "give a term another name", "NEW", "the name it gets"),
        ("merge", "file one term under another", "INTO", "the name that stays"),
    ):
        one = kinds.add_parser(word, parents=[common, writing], help=about, description=_DESCRIBED[word])
        one.add_argument("name", metavar="NAME", help="the name as it is now, or its slug")
        one.add_argument("other", metavar=other, help=what)
        one.set_defaults(func=_rename if word == "rename" else _merge)


def _doctor(given: argparse.Namespace) -> int:
    bench = _Bench(given)
    findings = bench.findings()
    if given.fix:
        bench.refuse_dirty()
        for _ in range(_ROUNDS):
            if not any(one.is_repair for one in findings):
                break
            bench.files.repair(findings, bench.replaced_by)
            findings = bench.findings()
        code = bench.write()
        _report(findings, bench, given, sys.stderr)
        return code
    _report(findings, bench, given, sys.stdout)
    return 1 if given.strict and findings else 0


def _list(given: argparse.Namespace) -> int:
    bench = _Bench(given)
    rows = bench.rows()
    if given.by == "stories":
        rows.sort(key=lambda row: (-row["stories"], row["name"]))
    if given.form == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        print(f"{row['stories']:6}  {row['name']}" + (f"  ({row['status']})" if row["status"] != "active" else ""))
    return 0


def _rename(given: argparse.Namespace) -> int:
    return _rework(given, lambda files: files.rename(given.name, given.other))


def _merge(given: argparse.Namespace) -> int:
    return _rework(given, lambda files: files.merge(given.name, given.other))


def _rework(given: argparse.Namespace, work: "Callable[[Workbench], None]") -> int:
    from .workbench import Impossible

    bench = _Bench(given)
    bench.refuse_dirty()
    bench.expect(given.name)
    if given.func is _merge:
        bench.expect(given.other)
    try:
        work(bench.files)
    except Impossible as impossible:
        raise Wrong(str(impossible)) from impossible
    return bench.write()


class _Bench:
    """A site's vocabulary on the workbench, with the files it was read from."""

    def __init__(self, given: argparse.Namespace) -> None:
        from ..newsroom.plugin import desk_for_site
        from .workbench import Workbench

        self.build: Build = desk_for_site(settings_file(given.settings))
        self.force = bool(getattr(given, "force", False))
        self.kind, self.key = ("category", "categories") if given.categories else ("tag", "tags")
        site = self.build.site
        self.site = site
        self.registry = getattr(self.build.registries, self.key)
        data = site.content / site.options.data
        file, redirects = data / f"{self.key}.yaml", data / "redirects.yaml"
        url = str(self.build.setting(f"{self.kind.upper()}_URL", ""))
        self.files = Workbench(
            key=self.key,
            stories={path: text for path in sorted(self.build.desk.readings) if (text := self._text(path))},
            registry=self.registry,
            slug_of=lambda name: site.slugs.of(name, self.kind),
            page_of=lambda slug: url.format(slug=slug, lang=site.lang).lstrip("/"),
            has_page=lambda slug: (self.kind, slug) in self.build.places,
            registry_path=site.shown(file) if self.registry.exists else "",
            registry_text=_read(file),
            redirects_path=site.shown(redirects),
            redirects_text=_read(redirects),
        )

    def _text(self, path: str) -> str:
        reading = self.build.desk.readings[path]
        return "" if reading.html is not None or reading.story is None else _read(self.site.root / path)

    def findings(self) -> "list[Finding]":
        from .doctor import diagnosis

        junk = self.site.options.junk if self.kind == "tag" else ()
        return diagnosis(list(self.filings()), self.registry, junk)

    def filings(self) -> "Iterable[Filing]":
        from .doctor import Filing

        for path in self.files.stories:
            story = self.build.desk.readings[path].story
            if story is None or not story.is_article:
                continue
            if self.kind == "category":
                yield Filing(path, self.files.names(path))
                continue
            yield Filing(
                path,
                self.files.names(path),
                tuple(term.name for term in story.categories),
                tuple(source.name for source in story.sources),
                tuple(person.name for person in story.authors),
            )

    @property
    def replaced_by(self) -> dict[tuple[str, str], str]:
        """(kind, folded name) -> the page that stands in for a tag which repeats a category, source or author."""
        from ..newsroom.slug import fold

        return {
            (kind, fold(place.name)): place.url
            for (kind, _), place in self.build.places.items()
            if kind in ("category", "source", "author")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Every name of the vocabulary or of a story, by name."""
        counted: dict[str, dict[str, Any]] = {
            entry.name: {"name": entry.name, "slug": entry.slug, "stories": 0, "status": entry.status}
            for entry in self.registry
        }
        for filing in self.filings():
            shown = {entry.name if (entry := self.registry.find(name)) else name for name in filing.names}
            for name in shown:
                row = {
                    "name": name,
                    "slug": self.files.slug_of(name),
                    "stories": 0,
                    "status": "not in the vocabulary" if self.registry.exists else "active",
                }
                counted.setdefault(name, row)["stories"] += 1
        return sorted(counted.values(), key=lambda row: (row["name"].casefold(), row["name"]))

    def expect(self, name: str) -> None:
        """Raises Wrong for a name that neither the vocabulary nor a story has."""
        from ..newsroom.options import nearest
        from ..newsroom.slug import fold

        known = {one for path in self.files.stories for one in self.files.names(path)}
        if self.registry.find(name) or any(fold(one) == fold(name) for one in known):
            return
        near = nearest(name, sorted({*known, *(entry.name for entry in self.registry)}))
        raise Wrong(f'no story has the {self.kind} "{name}"' + (f'; did you mean "{near}"?' if near else ""))

    def refuse_dirty(self) -> None:
        """Raises Wrong where git knows of changes that are not committed: nobody could tell ours from theirs."""
        if self.force:
            return
        found = subprocess.run(["git", "status", "--porcelain"], cwd=self.site.root, capture_output=True, check=False)
        if found.returncode == 0 and found.stdout.strip():
            raise Wrong("there are changes that are not committed; commit them first, or say --force")

    def write(self) -> int:
        """Show what changes and write it. 1 where something had to stay as it was."""
        changes = self.files.changes()
        for path, before, after in changes:
            sys.stdout.writelines(_diff(path, before, after))
            _write(self.site.root / path, after)
        said = f"{len(changes)} file{'' if len(changes) == 1 else 's'} changed"
        print(said if changes else "nothing to change", file=sys.stderr)
        if self.kind == "category" and self.site.folder_is_category and changes:
            print(
                "Stories that take their category from their folder still do: rename the folder too.", file=sys.stderr
            )
        for one in dict.fromkeys(self.files.refused):
            print(f"left as it was: {one}", file=sys.stderr)
        return 1 if self.files.refused else 0


def _report(findings: "Sequence[Finding]", bench: _Bench, given: argparse.Namespace, out: Any) -> None:
    from .doctor import KINDS, REPAIRS

    if given.form == "json":
        rows = [
            {
                "kind": one.kind,
                "name": one.name,
                "stories": one.stories,
                "other": one.other,
                "path": one.path,
                "fixable": one.is_repair,
            }
            for one in findings
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2), file=sys.stdout)
        return
    for kind in KINDS:
        group = [one for one in findings if one.kind == kind]
        if not group:
            continue
        print(f"{len(group)} {_HEADINGS[kind]}{' (--fix mends them)' if kind in REPAIRS else ''}", file=out)
        shown = group if given.all else group[:_SHOWN]
        for one in shown:
            print(f"  {_sentence(one)}", file=out)
        if len(shown) < len(group):
            print(f"  and {len(group) - len(shown)} more: newsroom tags doctor --all", file=out)
    repairs = sum(one.is_repair for one in findings)
    terms, stories = len(bench.rows()), sum(bool(one.names) for one in bench.filings())
    found = (
        f"{terms} {bench.key if terms != 1 else _ONE[bench.key]} on {stories} {'stories' if stories != 1 else 'story'}"
    )
    print(f"{found}: {repairs} to repair, {len(findings) - repairs} to look at", file=out)


def _sentence(one: "Finding") -> str:
    stories = f"{one.stories} {'story' if one.stories == 1 else 'stories'}"
    if one.path:
        return f"{one.path}: {one.name}"
    if one.kind == "variant":
        return f'"{one.name}" ({stories}) -> "{one.other}"'
    if one.kind in ("near", "synonyms"):
        return f'"{one.name}" ({stories}) and "{one.other}": if they are one, newsroom tags merge "{one.name}" "{one.other}"'
    return f'"{one.name}" ({stories})'


def _diff(path: str, before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}", n=1
    )
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]


def _read(file: Path) -> str:
    """A file's text with its line ends as they are; "" for one that is missing or not UTF-8."""
    try:
        return file.read_bytes().decode("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _write(file: Path, text: str) -> None:
    """Write a file in one step; one that would be empty is taken away."""
    if not text.strip():
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.new")
    new.write_bytes(text.encode("utf-8"))
    new.replace(file)
