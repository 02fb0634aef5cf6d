"""The site in which faults are planted, the ways to plant one, and the test of a table of faults."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pelican.plugins.checks.audit import audit
from pelican.plugins.checks.built_site import BuiltSite

SITE = """
-- content/data/sources.yaml --
wire: {name: Harbour Wire, kind: agency, url: https://wire.example/, feed: https://wire.example/rss, permission: contract}
-- content/data/tags.yaml --
sea: {name: sea, aliases: [ocean], description: Salt water.}
-- content/pages/about.md --
Title: About

Who we are. [Straits]({filename}../straits.md#why-it-matters)
-- content/pages/contact.md --
Title: Contact

Write to us.
-- content/straits.md --
---
id: abcd-1
title: Straits and the law
deck: What everybody can know about straits and the ships in them.
date: 2026-11-20T08:00+00:00
authors: [Ann Bee, Cee Dee]
editors: [Dan Eff]
translators: [Eve Gee]
categories: [World, Law]
tags: [sea]
license: CC-BY-4.0
aliases: [old-straits]
sources:
- {source: wire, relation: based-on, url: 'https://wire.example/1?a=1&b=2', title: Theirs, changes: A map.}
corrections:
- {date: 2026-11-21, kind: correction, text: The year was wrong.}
image: {src: images/a.png, alt: A map, caption: The strait, credit: Ann Bee, license: CC-BY-4.0}
---
An opening paragraph about trade and ships.

## Why it matters

Read [the other]({filename}copied.md), or go [up](#why-it-matters).

## What it costs

More.
-- content/copied.md --
---
id: copy-1
title: What the agency sent
date: 2026-11-22T08:00+00:00
categories: [World]
sources:
- {source: wire, relation: wire, url: 'https://wire.example/2', title: Sent, published: 2026-11-21, accessed: 2026-11-22, license: CC-BY-4.0}
---
The agency's words.
-- content/own.md --
---
id: own-1
title: What we saw ourselves
date: 2026-11-23T08:00+00:00
type: report
authors: [Ann Bee]
categories: [Law]
tags: [sea]
license: CC-BY-4.0
---
Our words.
-- content/own.de.md --
---
id: own-2
title: Was wir selbst sahen
translators: [Eve Gee]
date: 2026-11-23T09:00+00:00
lang: de
authors: [Ann Bee]
categories: [Law]
license: CC-BY-4.0
---
Unsere Worte.
-- content/gone.md --
---
title: Taken back
id: dead-1
date: 2026-11-01
status: withdrawn
withdrawn: {date: 2026-11-02, text: It was wrong.}
---
Words that nobody may read again in any form whatever.
"""
STORY = "2026/11/straits/index.html"
ATOM, RSS, JSON, PROVENANCE = "feeds/all.atom.xml", "feeds/all.rss.xml", "feeds/all.json", "provenance.json"


def findings(output: Path) -> list[str]:
    return [f"{one.rule} {one.path}: {one.message}" for one in audit(BuiltSite(output))]


def planted(site: Path, output: Path, file: str, plant: Callable[[str], str]) -> list[str]:
    """The findings of a copy of a built site, in `output`, with a fault in one of its files."""
    shutil.copytree(site, output)
    target = output / file
    target.write_text(plant(target.read_text(encoding="utf-8")), encoding="utf-8")
    return findings(output)


def swapped(old: str, new: str, count: int = 1):
    """A fault: `old` becomes `new` in a file."""

    def plant(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, count)

    return plant


def put(pattern: str, new: str):
    def plant(text: str) -> str:
        made, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
        assert count, pattern
        return made

    return plant


def without(pattern: str):
    return put(pattern, "")


def in_json(change):
    def plant(text: str) -> str:
        read = json.loads(text)
        change(read)
        return json.dumps(read)

    return plant


def in_page(change):
    """In the JSON-LD of a story."""

    def plant(text: str) -> str:
        found = re.search(r'(?<=<script type="application/ld\+json">).*?(?=</script>)', text, re.DOTALL)
        assert found
        node = json.loads(found[0])
        change(node)
        return text[: found.start()] + json.dumps(node) + text[found.end() :]

    return plant


def spread(site: Path, output: Path, plant: Callable[[str], str]) -> Path:
    """A copy of a built site in which all pages are changed."""
    shutil.copytree(site, output)
    for page in output.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(plant(text) if "</title>" in text else text, encoding="utf-8")
    return output


def item(read: dict, name: str) -> dict:
    return next(one for one in read.get("items") or read.get("articles") if name in one["url"])


def in_text(old: str, new: str):
    """In the HTML of the first item of a feed that holds it."""
    return lambda text: (
        swapped(old, new)(text)
        if old in text
        else swapped(old.replace('"', "&quot;"), new.replace('"', "&quot;"))(text)
    )


def told(faults: Mapping[str, tuple[str, Callable[[str], str], str]], site: str = "built") -> Callable[..., None]:
    """The test of a table: what is planted -> (file, how, rule and file of a finding); the last is empty where nothing is to be said."""

    @pytest.mark.parametrize("name", faults)
    def test_a_planted_fault_is_found(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
        file, plant, wanted = faults[name]

        found = planted(request.getfixturevalue(site).output, tmp_path / "output", file, plant)

        assert any(one.startswith(f"{wanted}: ") for one in found) if wanted else found == [], found

    return test_a_planted_fault_is_found


def silent(changes: Mapping[str, tuple[str, Callable[[str], str]]], site: str = "built") -> Callable[..., None]:
    """The test of a table of what is sound: what is changed -> (file, how)."""

    @pytest.mark.parametrize("name", changes)
    def test_what_is_sound_is_not_accused(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
        file, plant = changes[name]

        assert planted(request.getfixturevalue(site).output, tmp_path / "output", file, plant) == []

    return test_what_is_sound_is_not_accused


def part(number: int, *more: str, authors: str = "Ann Bee", categories: str = "World", tags: str = "sea") -> str:
    """The file of a short story, the `number` its day after the 10th; `more` are lines of its header, empty ones left out."""
    lines = [
        f"-- content/part-{number}.md --", "---", f"id: part-{number}", f"title: Part {number}", f"date: 2026-11-{10 + number}T08:00+00:00",
        f"authors: [{authors}]", f"categories: [{categories}]", f"tags: [{tags}]", *filter(None, more), "---",
        f"Words of the part with the number {number}.", "",
    ]  # fmt: skip
    return "\n" + "\n".join(lines)
