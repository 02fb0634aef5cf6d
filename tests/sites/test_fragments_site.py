"""Keeping pieces of pages changes no byte: their keys hold all that they differ by."""

import shutil

import pytest

STORIES = "".join(
    f"""
-- content/{name}.md --
---
title: Story {name} & more
deck: What it says.
date: 2026-0{1 + n % 3}-0{1 + n % 3}
categories: [World, Law]
tags: [a, "tag {n % 2}"]
authors: [Ann Bee]
type: {"explainer" if n % 4 == 0 else "report"}
lang: {"de" if n % 5 == 0 else "en"}
{"sources: [{name: Wire, relation: based-on, url: 'https://wire.example/'}]" if n % 3 == 0 else ""}
---
Words about ships, harbours and law, number {n}.
"""
    for n, name in enumerate("kjihgfedcba")
)
#: A plugin of the site that makes every piece anew.
ANEW = """
-- anew.py --
from pelican import signals


def make_anew(generator):
    generator.context["newsroom"].once = lambda *key, caller: caller()


def register():
    signals.article_generator_finalized.connect(make_anew)
"""


@pytest.mark.parametrize("relative", [False, True])
def test_a_site_is_the_same_with_every_piece_made_anew(build, relative):
    kept = build(STORIES, more=f"RELATIVE_URLS = {relative}")
    assert kept.code == 0, kept.log
    files = kept.bytes()
    shutil.rmtree(kept.output)

    anew = build(ANEW, more='import sys; sys.path.insert(0, "."); PLUGINS = [*PLUGINS, "anew"]')

    assert anew.code == 0, anew.log
    assert anew.bytes() == files
    assert b'class="card' in files["tag/a/index.html"]
