"""`newsroom build`: what `pelican --fatal errors` does, in words for a writer."""

import sys

from ..conftest import run, write

STORY = """-- content/tram.md --
---
title: The tram comes back
date: 2026-11-20 09:00
---

The first rails were laid on Monday.
-- plugins/pelican_moon/__init__.py --
{plugin}
"""
FAILING = """from pelican import signals


def fail(article_generator, content):
    raise ValueError("the moon is down")


def register():
    signals.article_generator_write_article.connect(fail)
"""


def test_it_writes_what_pelican_writes(tmp_path, newsroom):
    write(tmp_path, STORY.format(plugin="def register(): ...").replace("plugins/pelican_moon", "moon"))
    by_pelican = run(
        [sys.executable, "-m", "pelican", "-s", "publishconf.py", "-o", "theirs", "--fatal", "errors"], tmp_path
    )

    ran = newsroom("build", "-s", "publishconf.py", "-o", "ours")

    assert (ran.returncode, by_pelican.returncode) == (0, 0), ran.stderr
    files = [
        sorted(p.relative_to(tmp_path / folder) for p in (tmp_path / folder).rglob("*") if p.is_file())
        for folder in ("ours", "theirs")
    ]
    assert files[0] == files[1]
    assert [p for p in files[0] if (tmp_path / "ours" / p).read_bytes() != (tmp_path / "theirs" / p).read_bytes()] == []


def test_a_plugin_that_fails_is_named_in_a_sentence(tmp_path, newsroom):
    write(tmp_path, STORY.format(plugin=FAILING).replace("plugins/pelican_moon", "more/pelican_moon"))
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(
        settings.read_text(encoding="utf-8") + 'PLUGIN_PATHS += ["more"]\nPLUGINS += ["pelican_moon"]\n',
        encoding="utf-8",
    )

    ran = newsroom("build")

    assert ran.returncode == 1
    assert (
        "newsroom: the build ended early: more/pelican_moon/__init__.py:5: ValueError: the moon is down" in ran.stderr
    )
    assert "Traceback" not in ran.stderr + ran.stdout
    assert "Traceback" in newsroom("--debug", "build").stderr
