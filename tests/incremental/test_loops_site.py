"""A site whose lists show each story many times is the one that Jinja alone makes, with pieces kept and without."""

import pytest
from pelican.plugins.incremental import kept_pieces
from pelican.plugins.newsroom import sealed_files

from tests.conftest import write
from tests.incremental.small_site import files, small_site, story

THEME = """-- theme/templates/base.html --
<nav>{% for category, _ in categories %}<a href="{{ SITEURL }}/{{ category.url }}">{{ category }}</a>{% endfor %}</nav>
{% for one in articles[:2] %}<i>{{ one.title }}</i>{% endfor %}{% block content %}{% endblock %}
-- theme/templates/index.html --
{% extends "base.html" %}{% block content %}{% for one in articles_page.object_list %}
<h2><a href="{{ SITEURL }}/{{ one.url }}">{{ one.title }}</a></h2><time>{{ one.date.isoformat() }} {{ one.date|strftime("%d %B") }}</time>
{% for tag in one.tags %}<a href="{{ SITEURL }}/{{ tag.url }}">{{ loop.index }} {{ tag }}</a>{% endfor %}{{ one.summary }}{{ newsroom.of(one).deck }}
{% endfor %}{{ articles_page.number }}/{{ articles_paginator.num_pages }}{% endblock %}
-- theme/templates/tag.html --
{% extends "index.html" %}
-- theme/templates/category.html --
{% extends "index.html" %}
-- theme/templates/author.html --
{% extends "index.html" %}
-- theme/templates/article.html --
{% extends "base.html" %}{% block content %}{{ article.title }}{{ article.content }}
{% for one in articles %}{% if one == article %}<b>{{ one.title }}</b>{% else %}{{ one.title }}{% endif %}{% endfor %}{% endblock %}
-- theme/templates/page.html --
{% extends "base.html" %}
-- theme/static/main.css --
p {}
"""
SETTINGS = """
THEME = "theme"
DIRECT_TEMPLATES = ["index"]
PAGINATED_TEMPLATES = {"index": 2, "tag": 1, "category": 3}
"""
#: A plugin of the site that lets Jinja compile every template.
ALONE = """-- alone.py --
from jinja2.compiler import CodeGenerator
from pelican import signals


def compile_alone(generator):
    generator.env.code_generator_class = CodeGenerator


def register():
    signals.article_generator_init.connect(compile_alone)
    signals.page_generator_init.connect(compile_alone)
"""


#: A plugin of the site that writes down which process compiles which template.
COMPILED = """-- noted.py --
import os
from jinja2 import Environment

compiled = Environment.compile


def noted(environment, source, name=None, *rest, **more):
    with open("compiled.txt", "a", encoding="utf-8") as file:
        print(os.getpid(), name, file=file)
    return compiled(environment, source, name, *rest, **more)


def register():
    Environment.compile = noted
"""
PART = """-- theme/templates/article.html --
{% extends "base.html" %}{% block content %}{% include "part.html" %}{% if not article %}{% include "gone.html" %}{% endif %}{% endblock %}
-- theme/templates/part.html --
{% include "inner.html" %}{{ article.title }}
-- theme/templates/inner.html --
<hr>
"""


def test_templates_are_compiled_by_one_process(forge, tmp_path):
    """With all that they take in, before others help."""
    more = f'{SETTINGS}\nimport sys\nsys.path.insert(0, ".")\nPLUGINS = [*PLUGINS, "noted"]\n'
    site = small_site(tmp_path / "site", more)
    write(site, THEME + PART + COMPILED)

    ran = forge.build(site, cores=2)

    lines = [line.split() for line in (site / "compiled.txt").read_text(encoding="utf-8").splitlines()]
    assert ran.code == 0, ran.log
    assert {"article.html", "part.html", "inner.html", "base.html"} <= {name for _, name in lines}
    assert len({process for process, _ in lines}) == 1


@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.parametrize("relative", [False, True])
def test_pages_are_those_that_jinja_makes(forge, tmp_path, cores, relative):
    site = small_site(tmp_path / "site", f"{SETTINGS}RELATIVE_URLS = {relative}\n")
    write(site, THEME + "".join(story(f"more-{n}", day=1 + n % 9, tags="one, three") for n in range(9)))
    kept = forge.build(site, cores=cores)
    write(site, story("b", day=2, text="Other words.", tags="one, three"))
    edited = forge.build(site, cores=cores)
    found = files(site / "output")

    write(site, ALONE)
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('import sys\nsys.path.insert(0, ".")\nPLUGINS = [*PLUGINS, "alone"]\n')
    alone = forge.build(site, output="alone", cores=cores)

    assert (kept.code, edited.code, alone.code) == (0, 0, 0), kept.log + edited.log + alone.log
    assert files(site / "alone") == found
    assert found["index.html"].count(b"<h2>") == 2


@pytest.mark.parametrize("cores", [1, 2])
def test_what_lists_show_of_a_story_goes_from_build_to_build(forge, tmp_path, cores):
    """So what somebody has written into the file of pieces is on the pages that move by one place, but on none that shows the story that was edited."""
    site = small_site(tmp_path / "site", SETTINGS)
    write(site, THEME + "".join(story(f"more-{n}", day=1 + n % 9) for n in range(9)))
    assert forge.build(site, cores=cores).code == 0
    (file,) = (site / ".cache" / "newsroom").glob("ledger-*.pieces")
    token, made = sealed_files.read(file, kept_pieces.WHAT)
    assert any("Story b" in text for text, *_ in made.values())
    marked = {key: (text.replace("What it says.", "What was kept."), *rest) for key, (text, *rest) in made.items()}
    sealed_files.write(file, kept_pieces.WHAT, (token, marked))

    write(site, story("new", day=9) + story("b", day=2, deck="What it says now."))
    ran = forge.build(site, cores=cores)

    lists = [text.decode() for name, text in files(site / "output").items() if name.startswith(("index", "tag/one"))]
    assert ran.code == 0, ran.log
    assert any("What was kept." in text for text in lists)
    assert any("What it says now." in text for text in lists)
    assert not any("Story b<" in text and text.count("<h2>") == 1 and "What was kept." in text for text in lists)
