"""One article in four dialects is one page."""

from pathlib import Path

import pytest

from ..conftest import builder

BODY = "\nShips come and go.\n\n## Why\n\nTrade.\n"
CLASSIC = """Title: Ports: a guide
Deck: What a port does.
ID: ports-1
Date: 2026-01-06 09:00
Authors: Ann Bee; Cee Dee
Categories: World; Law
Tags: trade, law of the sea
Source: Harbour Wire
Source_URL: https://wire.example/1
Slug: ports
"""
BLOCK = """---
title: 'Ports: a guide'
deck: What a port does.
id: ports-1
date: 2026-01-06 09:00
slug: ports
authors:
- Ann Bee
- Cee Dee
categories:
- World
- Law
tags:
- trade
- law of the sea
sources:
- source: Harbour Wire
  relation: based-on
  url: https://wire.example/1
---
"""
FLOW = """---
{title: "Ports: a guide", deck: What a port does., id: ports-1, date: 2026-01-06 09:00, slug: ports, authors: [Ann Bee, Cee Dee],
 categories: [World, Law], tags: [trade, law of the sea], sources: [{source: Harbour Wire, relation: based-on, url: "https://wire.example/1"}]}
---
"""
TOML = """+++
title = "Ports: a guide"
deck = "What a port does."
id = "ports-1"
date = 2026-01-06T09:00:00
slug = "ports"
authors = ["Ann Bee", "Cee Dee"]
categories = ["World", "Law"]
tags = ["trade", "law of the sea"]
[[sources]]
source = "Harbour Wire"
relation = "based-on"
url = "https://wire.example/1"
+++
"""


def ports_page(root: Path, header: str) -> bytes:
    site = builder(root)(f"-- content/ports.md --\n{header}{BODY}")
    assert site.code == 0, site.log
    return site.file("/2026/01/ports/").read_bytes()


@pytest.fixture(scope="module")
def classic_page(tmp_path_factory):
    return ports_page(tmp_path_factory.mktemp("classic"), CLASSIC)


@pytest.mark.parametrize("header", [BLOCK, FLOW, TOML], ids=["block lists", "flow lists", "TOML"])
def test_every_dialect_gives_the_page_of_the_classic_one(classic_page, tmp_path, header):
    assert ports_page(tmp_path, header) == classic_page
