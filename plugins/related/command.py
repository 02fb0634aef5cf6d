"""`newsroom related`: ranks a file of articles, and explains why one story is related to another."""

import argparse
import gzip
import json
import sys
from pathlib import Path
from typing import Any

from ..newsroom.commands import Wrong, settings_file
from ..newsroom.story import Story

#: How many of a ranking are looked at when it is asked whether anybody leads to an article.
SHOWN = 5

EPILOG = """examples:
  newsroom related explain why-straits-matter
  newsroom related explain why-straits-matter how-sanctions-work
  newsroom related lists > related.lock       every list of the site, so that a change of them shows in review
  newsroom related rank articles.jsonl.gz --limit 10 --out result.json
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "related", help="what is related to what, and why", epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    kinds = parser.add_subparsers(metavar="explain|lists|rank", required=True)
    explain = kinds.add_parser("explain", help="why B is related to A")
    explain.add_argument("story", metavar="A", help="slug or id")
    explain.add_argument("other", metavar="B", nargs="?", default="", help="slug or id")
    explain.add_argument("-s", "--settings", default="", metavar="FILE")
    explain.set_defaults(func=_explain)
    lists = kinds.add_parser("lists", help="every list of the site, story by story")
    lists.add_argument("-s", "--settings", default="", metavar="FILE")
    lists.set_defaults(func=_lists)
    rank = kinds.add_parser("rank", help="rank the articles of a JSON-lines file by likeness alone")
    rank.add_argument("data", metavar="DATA.jsonl[.gz]")
    rank.add_argument("--limit", type=int, default=10)
    rank.add_argument("--out", default="", metavar="RESULT.json")
    rank.set_defaults(func=_rank)


def _explain(given: argparse.Namespace) -> int:
    from ..newsroom.plugin import desk_for_site
    from .selection import reason_of, selection_of

    build = desk_for_site(settings_file(given.settings))
    selection = selection_of(build)

    def story(name: str) -> Story:
        found = build.archive.find(name)
        if found is None or found.status != "published":
            raise Wrong(f'no published story has the slug or id "{name}"')
        return found

    first = story(given.story)
    if given.other:
        shared = selection.shared(first, story(given.other))
        print(reason_of(shared, build.words(first.lang)))
        for one in shared[:20]:
            print(f"{one.weight:9.4f}  {one.kind:8}  {one.name}")
        return 0
    for item in selection.of(first):
        print(f"{item.score:9.4f}  {item.role:10}  {item.story.slug}: {item.reason}")
    return 0


def _lists(given: argparse.Namespace) -> int:
    from ..newsroom.plugin import desk_for_site
    from .selection import selection_of

    build = desk_for_site(settings_file(given.settings))
    selection = selection_of(build)
    for story in sorted(build.archive, key=lambda one: (one.slug, one.lang)):
        print(f"{story.slug} ({story.lang})")
        for item in selection.of(story):
            print(f"  {item.role:10}  {item.story.slug}: {item.reason}")
    return 0


def _rank(given: argparse.Namespace) -> int:
    from .document import documents_of
    from .likeness import Likeness
    from .rescue import rescued

    path = Path(given.data)
    if not path.is_file():
        raise Wrong(f"there is no {path}")
    if given.limit < 1:
        raise Wrong("--limit must be 1 or more")
    try:
        documents = documents_of(_records(path))
    except (ValueError, OSError) as error:
        raise Wrong(f"{path}: {error}") from error
    likeness = Likeness(documents)
    ranked = {key[0]: [match.key[0] for match in matches] for key, matches in likeness.ranked_all(given.limit).items()}
    ranked = rescued(dict(sorted(ranked.items())), min(SHOWN, given.limit))
    text = json.dumps(ranked, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if given.out:
        Path(given.out).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


def _records(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
