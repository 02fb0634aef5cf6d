"""A site, and what a writer does with it in the editor."""

import re
import signal
import socket
import sys
from contextlib import contextmanager
from pathlib import Path

from ..conftest import run
from ..serving import started

SITE = """-- content/data/tags.yaml --
# The vocabulary.

nato: {name: NATO, aliases: [North Atlantic Treaty Organization]}
oceans: {name: oceans}
# --- the city ---
harbours:
  name: harbours
  description: Where ships lie.
lamps: {name: lamps}
-- content/data/categories.yaml --
city: {name: City}
economy: {name: Economy}
-- content/data/authors.yaml --
ann-bee: {name: Ann Bee}
-- content/data/sources.yaml --
gazette: {name: Harbour Gazette, url: 'https://gazette.example/'}
-- content/data/front.yaml --
lead: old-lamps
-- content/pages/about.md --
---
title: About us, how to contact us, our corrections
---

We are five people and a cat.
-- content/city/old-lamps.md --
Title: What the old lamps were for
Deck: They stood on the pier for ninety years, and nobody had counted them until last week.
Date: 2026-10-02 08:00
Author: Ann Bee
Category: City
Tags: lamps, harbours

The lamps stood there.[^1]

| Year | Lamps |
|---|---:|
| 1936 | 12 |

[^1]: Until 2026.
{.note}
-- content/city/bridge.md --
---
# A note to the desk: do not lose me.
title: The bridge holds
deck: Eleven stops, forty years later, and a bridge that has to carry it all.
date: 2026-11-01 09:00
authors: [Ann Bee]
categories: [City]
tags: [harbours]  # not oceans
---

The first rails were laid on Monday.
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def editing(root: Path):
    """`newsroom edit` in a process of its own; gives its address."""
    process = started(root, "edit", "--port", str(free_port()))
    try:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if "proof sheets" in line:
                break
        found = re.search(r"write on (http://127\.0\.0\.1:\d+/admin/)", "".join(said))
        assert found, "".join(said)
        yield found[1]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        process.stderr.close()


def field(page, name: str):
    return page.locator(f'[id^="{name}-field"]').first


def choose(page, name: str, *values: str) -> None:
    for value in values:
        field(page, name).click()
        field(page, name).fill(value)
        page.get_by_role("option", name=value, exact=True).first.click()


def enter(page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Login").click()
    page.get_by_role("heading", name="Collections").wait_for()


def open_story(page, address: str, name: str, title: str) -> None:
    page.goto(f"{address}#/collections/city")
    page.get_by_role("link", name="Create entry of type story").wait_for()
    page.goto(f"{address}#/collections/city/entries/{name}")
    page.wait_for_function("title => document.querySelector('[id^=\"title-field\"]')?.value === title", arg=title)


def save(page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("menuitem", name="Save", exact=True).click()


def settle(page) -> None:
    """Until an entry is saved and what says so has gone: at a click, as it does by itself after some seconds.

    It moves while it comes and goes, so the click goes to whatever is there now and waits for nothing to stand still.
    """
    told = page.get_by_text("Entry saved")
    told.first.wait_for()
    told.evaluate_all("found => found.forEach(one => one.click())")
    told.first.wait_for(state="hidden")


def newsroom(root: Path, *words: str, **environment: str):
    return run([sys.executable, "-m", "pelican.plugins.newsroom", *words], root, **environment)


def diff(root: Path) -> list[str]:
    """The lines that were taken out and put in, by git's account, without the names of files."""
    text = run(["git", "diff", "-U0"], root).stdout
    return [line for line in text.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
