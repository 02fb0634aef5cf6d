"""`newsroom new`: a file in the right folder, with an id, ready to write in."""

import argparse
import contextlib
import os
import secrets
import shlex
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from .. import clock
from ..options import nearest
from ..registry import Registries, Registry, Topic
from ..site import Site
from ..skeletons import skeleton_of
from ..story import TYPES
from . import Wrong, settings_file

EPILOG = """examples:
  newsroom new "Why tides turn"
  newsroom new "Why tides turn" --category Science --tag oceans --type explainer
  newsroom new "Port reopens" --source "Harbour Gazette" --source-url https://gazette.example.org/port
"""

#: Registry -> what one of its entries is called.
_WORDS = {"categories": "category", "tags": "tag", "sources": "source", "authors": "author"}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "new",
        help="start a story",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Writes a new file with an id and the facts you give, as a draft. It never overwrites one.",
    )
    parser.add_argument("headline", help="its title; the name of the file and the address are made of it")
    parser.add_argument(
        "--category", action="append", default=[], metavar="C", help="the first is the primary one; may be repeated"
    )
    parser.add_argument("--tag", action="append", default=[], metavar="T", help="may be repeated")
    parser.add_argument("--source", default="", metavar="S", help="who reported it first")
    parser.add_argument("--source-url", default="", metavar="U", help="the address of their article")
    parser.add_argument("--type", default="", choices=TYPES, metavar="TYPE", help=", ".join(TYPES))
    parser.add_argument("--author", action="append", default=[], metavar="A", help="may be repeated")
    parser.add_argument(
        "--dialect", choices=("yaml", "classic"), default="yaml", help="how the header is written (default: yaml)"
    )
    parser.add_argument("--edit", action="store_true", help="open it in $EDITOR")
    parser.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: pelicanconf.py)"
    )
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    from ..plugin import names_for_site

    site, registries = names_for_site(settings_file(given.settings))
    slug = site.slugs.of(given.headline)
    if not slug:
        raise Wrong("the headline holds no letter and no digit")
    if given.source_url and not given.source:
        raise Wrong("--source-url needs --source, the name of who reported it")
    categories = [_known(name, "categories", registries, site) for name in given.category]
    tags = [_known(name, "tags", registries, site) for name in given.tag]
    given.source = _known(given.source, "sources", registries, site) if given.source else ""
    given.author = [_known(name, "authors", registries, site) for name in given.author] or _myself(registries)
    folder = site.content / (_slug(categories[0], registries.categories, site) if categories else "")
    file = folder / f"{slug}.md"
    if file.exists():
        print(f"newsroom: {site.shown(file)} is there already; choose another headline, or edit it", file=sys.stderr)
        return 1
    write = _yaml if given.dialect == "yaml" else _classic
    text = write(given, categories, tags, clock.now().astimezone(site.zone))
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8") as out:
        out.write(text)
    print(
        f"{site.shown(file)}\nWrite below the header. It is a draft: take the status line out when it may be published."
    )
    if given.edit:
        return _opened(file)
    return 0


def _opened(file: Path) -> int:
    """Open the file in the writer's editor, and wait for it. Raises Wrong where that program is not there."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        return min(subprocess.run([*shlex.split(editor), str(file)], check=False).returncode, 1)
    except (OSError, ValueError) as error:
        raise Wrong(f"the editor {editor} cannot be started; name yours in EDITOR, or open {file}") from error


def _known(name: str, key: str, registries: Registries, site: Site) -> str:
    """The spelling of a name in the registry `key`; the name itself where there is none. Raises Wrong for one outside it."""
    registry: Registry[Any] = getattr(registries, key)
    entry = registry.find(name)
    if entry:
        return str(entry.name)
    if registry.exists:
        word = _WORDS[key]
        near = registry.nearest(name) or nearest(name, [one.slug for one in registry])
        add = f"choose a known one, or add {site.slugs.of(name, word)} to {site.registry(key)}"
        raise Wrong(f'{word} "{name}" is not in the vocabulary; ' + (f'did you mean "{near}"?' if near else add))
    return name


def _myself(registries: Registries) -> list[str]:
    """Whoever sits here, where git knows their name and the registry does too."""
    for what in ("user.name", "user.email"):
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            asked = subprocess.run(
                ["git", "config", "--get", what], capture_output=True, encoding="utf-8", check=True, timeout=10
            )
            name = asked.stdout.strip()
            mine = [one.name for one in registries.authors if one.email and one.email == name]
            if found := registries.authors.find(name) if name else None:
                mine.append(found.name)
            if mine:
                return mine[:1]
    return []


def _slug(name: str, registry: Registry[Topic], site: Site) -> str:
    entry = registry.find(name)
    return entry.slug if entry else site.slugs.of(name, "category")


def _yaml(given: argparse.Namespace, categories: Sequence[str], tags: Sequence[str], now: datetime) -> str:
    lines = [
        "---",
        f"title: {_quoted(given.headline)}",
        'deck: ""',
        f"date: {now:%Y-%m-%d %H:%M}",
        f"id: {secrets.token_hex(6)}",
        *_list("authors", given.author),
        *_list("categories", categories),
        *_list("tags", tags),
        *([f"type: {given.type}"] if given.type else []),
        "status: draft",
    ]
    if given.source:
        lines += ["sources:", f"  - source: {_quoted(given.source)}", "    relation: based-on"]
        lines += [f"    url: {_quoted(given.source_url)}"] if given.source_url else []
    return "\n".join([*lines, "---", "", skeleton_of(given.type)])


def _classic(given: argparse.Namespace, categories: Sequence[str], tags: Sequence[str], now: datetime) -> str:
    facts: list[tuple[str, str]] = [
        ("Title", given.headline),
        ("Date", f"{now:%Y-%m-%d %H:%M}"),
        ("ID", secrets.token_hex(6)),
        ("Authors", "; ".join(given.author)),
        ("Categories", "; ".join(categories)),
        ("Tags", ", ".join(tags)),
        ("Type", given.type),
        ("Status", "draft"),
        ("Source", given.source),
        ("Source_URL", given.source_url),
    ]
    return "\n".join(
        [*(f"{key}: {' '.join(value.split())}" for key, value in facts if value), "", skeleton_of(given.type)]
    )


def _list(key: str, names: Sequence[str]) -> list[str]:
    return [f"{key}:", *(f"  - {_quoted(name)}" for name in names)] if names else []


def _quoted(text: str) -> str:
    """A text as a YAML double-quoted scalar: JSON's escapes are YAML's."""
    import json

    return json.dumps(" ".join(text.split()), ensure_ascii=False)
