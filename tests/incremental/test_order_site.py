"""What templates log is printed in one order, however many processes make the pages."""

import re

from tests.conftest import write
from tests.incremental.small_site import story

PLUGIN = """-- plugins/loud.py --
import logging

from pelican import signals


def say(title):
    logging.getLogger("loud").warning("said %s", title)
    return title


def take_part(generator):
    generator.env.filters["say"] = say


def register():
    signals.generator_init.connect(take_part)

-- over/article.html --
<title>{{ article.title|say }}</title>
"""
SETTINGS = 'PLUGIN_PATHS = ["plugins"]\nPLUGINS = [*PLUGINS, "loud"]\nTHEME_TEMPLATES_OVERRIDES = ["over"]\n'


def test_messages_come_in_the_order_of_the_pages(forge, site):
    settings = site / "pelicanconf.py"
    settings.write_text(settings.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    write(site, PLUGIN)
    for n in range(40):
        write(site, story(f"s{n:02}", day=1 + n % 9))
    said = []
    for cores in (1, 2, 3):
        built = forge.build(site, cores=cores, output=f"output{cores}")
        assert built.code == 0, built.log
        said.append(re.findall(r"said Story (\w+)", built.log))

    assert len(said[0]) == 44
    assert said[1] == said[2] == said[0]
