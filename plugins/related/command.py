"""`newsroom related`: ranks a file of articles, and explains why one story is related to another."""

import argparse
import json
import sys
from pathlib import Path

from ..newsroom.commands import Wrong, settings_file
from ..newsroom.desk import Build
from ..newsroom.options import nearest
from ..newsroom.story import Story

_NOT_PUBLISHED = {
    "draft": "it is a draft, or its date or embargo is still to come",
    "skip": "it is a draft, or its date or embargo is still to come",
    "hidden": "it is hidden, or it has expired",
    "withdrawn": "it was withdrawn",
}

EPILOG = """examples:
  newsroom related explain why-straits-matter
  newsroom related explain why-straits-matter how-sanctions-work
  newsroom related lists > related.lock       every list of the site, so that a change of them shows in review
  newsroom related rank articles.jsonl.gz --limit 10 --out result.json
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "related",
        help="what is related to what, and why",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    kinds = parser.add_subparsers(metavar="explain|lists|rank", required=True)
    explain = kinds.add_parser(
        "explain",
        help="why B is related to A",
        description="Tells why B is related to A; without B, why each of A's list is.",
    )
    explain.add_argument("story", metavar="A", help="slug or id")
    explain.add_argument("other", metavar="B", nargs="?", default="", help="slug or id")
    explain.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: pelicanconf.py)"
    )
    explain.set_defaults(func=_explain)
    lists = kinds.add_parser(
        "lists",
        help="every list of the site, story by story",
        description="Prints every list of the site, story by story.",
    )
    lists.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: pelicanconf.py)"
    )
    lists.set_defaults(func=_lists)
    rank = kinds.add_parser(
        "rank",
        help="rank the articles of a JSON-lines file by likeness alone",
        description="Ranks the articles of a file by likeness alone: no threshold, no pins, no roles.",
    )
    rank.add_argument("data", metavar="DATA.jsonl[.gz]", help="one article a line")
    rank.add_argument("--limit", type=int, default=10, help="how many to name for each (default: 10)")
    rank.add_argument("--out", default="", metavar="RESULT.json", help="the file to write (default: the terminal)")
    rank.add_argument("--rerank", default="", choices=["wordllama"], help="take a second look by static embeddings")
    rank.set_defaults(func=_rank)


def _explain(given: argparse.Namespace) -> int:
    from ..newsroom.plugin import desk_for_site
    from .explain import list_of, pair
    from .site_selection import selection_of

    build = desk_for_site(settings_file(given.settings))
    selection = selection_of(build)
    story = _published(build, given.story)
    words = build.words("en")
    if given.other:
        lines = pair(selection, story, _published(build, given.other, story.lang), words)
    else:
        lines = list_of(selection, story, words)
    print("\n".join(lines))
    return 0


def _published(build: Build, name: str, lang: str = "") -> Story:
    """The story that a slug or an id means. Raises Wrong, which says what such a story is instead of published."""
    found = build.archive.find(name, lang)
    if found and found.status == "published":
        return found
    others = [one for one in build.desk.readings.values() if one.story and name.strip("/") in one.story.names()]
    if others:
        now = build.story_at(others[0].path)
        status = found.status if found else now.status if now else others[0].story.status if others[0].story else ""
        raise Wrong(f'"{name}" ({others[0].path}) is in no list: {_NOT_PUBLISHED.get(status, "it is not published")}')
    near = nearest(name, sorted({one for story in build.archive for one in story.names()}))
    raise Wrong(f'no published story has the slug or id "{name}"' + (f'; did you mean "{near}"?' if near else ""))


def _lists(given: argparse.Namespace) -> int:
    from ..newsroom.plugin import desk_for_site
    from .site_selection import selection_of

    build = desk_for_site(settings_file(given.settings))
    selection = selection_of(build)
    for story in sorted(build.archive, key=lambda one: (one.slug, one.lang)):
        print(f"{story.slug} ({story.lang})")
        for item in selection.of(story):
            print(f"  {item.role:10}  {item.story.slug}: {item.reason}")
    return 0


def _rank(given: argparse.Namespace) -> int:
    from .ranking import Unreadable, ranked_file
    from .reranking import EXTRA, is_installed

    path = Path(given.data)
    if not path.is_file():
        raise Wrong(f"there is no file {path}")
    if given.limit < 1:
        raise Wrong("--limit must be 1 or more")
    if given.rerank and not is_installed():
        raise Wrong(f'--rerank {given.rerank} wants a package that is not here: pip install "{EXTRA}"')
    out = Path(given.out) if given.out else None
    if out and (out.is_dir() or not out.parent.is_dir()):
        raise Wrong(f"--out {out}: name a file in a folder that is there")
    try:
        ranked = ranked_file(path, given.limit, rerank=given.rerank)
    except Unreadable as error:
        print(f"newsroom: {error}", file=sys.stderr)
        return 1
    text = json.dumps(ranked, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0
