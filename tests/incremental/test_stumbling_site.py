"""A build that raises when its pages are there, and no page is older than its story after the next one."""

import pytest

from tests.conftest import write
from tests.incremental.small_site import files, story

PLUGIN = """-- plugins/stumble.py --
from pathlib import Path

from pelican import signals


class Stumble:
    def __init__(self, context, **_):
        pass

    def generate_output(self, writer):
        if Path("stumble").exists():
            raise RuntimeError("stumbled")


def generator(pelican):
    return Stumble


def register():
    signals.get_generators.connect(generator)
"""
SETTINGS = 'PLUGIN_PATHS = ["plugins"]\nPLUGINS = [*PLUGINS, "stumble"]\n'


@pytest.mark.parametrize("text", ["Text.", "Others again."], ids=["put back", "edited once more"])
def test_what_it_wrote_is_not_taken_for_what_the_build_before_wrote(forge, site, clean, text):
    settings = site / "pelicanconf.py"
    settings.write_text(settings.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    write(site, PLUGIN)
    assert forge.build(site).code == 0

    write(site, story("a", text="Others."))
    (site / "stumble").touch()
    assert forge.build(site).code != 0
    assert b"Others." in files(site / "output")["a.html"]
    (site / "stumble").unlink()
    write(site, story("a", text=text))
    again = forge.build(site)

    assert again.code == 0, again.log
    assert files(site / "output") == clean()
