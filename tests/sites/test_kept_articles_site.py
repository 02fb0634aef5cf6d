"""An article that is kept from an earlier build is the one that reading its story gives, in every attribute and on every page."""

import json
import sys

import pytest

from ..conftest import picture, run, write

#: Builds the site twice, after what is done to it: with what earlier builds left, and from nothing with articles gathered by Pelican itself. Says
#: what its articles are.
BUILD = """
import json, shutil, sys
from pathlib import Path
from pelican import Pelican, log, signals
from pelican.contents import Content
from pelican.generators import ArticlesGenerator
from pelican.settings import read_settings
from pelican.plugins.newsroom.generator import DeskArticlesGenerator
from pelican.plugins.newsroom.kept_articles import kept_of
from pelican.plugins.newsroom.plugin import open_build

log.init(level=50)
APART = {"settings", "_context", "metadata", "translations", "_kept", "_fetch"}
READ = ("_content", "url", "save_as", "status", "content", "summary", "relative_dir", "template", "date", "in_default_lang")

def plain(value):
    if type(value).__name__ in ("Tag", "Category", "Author"):
        return [type(value).__name__, value.name, value.slug, value.url, value.save_as, value.page_name]
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, *map(plain, value)]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [type(value).__name__, repr(value), str(getattr(value, "fold", ""))]

def told(article):
    article._content
    own = {name: plain(value) for name, value in vars(article).items() if name not in APART}
    seen = {name: plain(getattr(article, name)) for name in READ}
    others = [other.source_path for other in article.translations]
    same = [name for name, value in article.metadata.items() if vars(article).get(name) is value and isinstance(value, list)]
    return [own, seen, plain(article.metadata), others, sorted(same), type(article).__name__, sorted(article.get_static_links())]

found, kept = {}, []

def look(generators):
    generator = generators[0]
    lists = [generator.articles, generator.translations, generator.hidden_articles, generator.hidden_translations, generator.drafts, generator.drafts_translations]
    restored = generator._found if hasattr(generator, "_found") else {}
    kept[:] = sorted(restored)
    found["order"] = [[one.relative_source_path for one in ones] for ones in lists]
    found["dates"] = [one.relative_source_path for one in generator.dates]
    found["periods"] = [[kind, one["period"], one["save_as"], [a.relative_source_path for a in (*one["articles"], *one["dates"])]] for kind, ones in sorted(generator.period_archives.items()) for one in ones]
    found["context"] = sorted(name for name in generator.context if name.islower())
    found["links"] = sorted(generator.context["static_links"])
    generator.refresh_metadata_intersite_links()
    for one in sum(lists, []):
        found[one.relative_source_path] = told(one)
    found["holding"] = sorted(one.relative_source_path for one in sum(lists, []) if "_content" in vars(one))
    found["remembered"] = sorted({one.relative_source_path for one, _ in Content.get_content.cache if not set("{|") & set(one._content)})

signals.all_generators_finalized.connect(look)

OURS = DeskArticlesGenerator._gather

def build(more, gather=OURS):
    DeskArticlesGenerator._gather = gather
    shutil.rmtree("output", ignore_errors=True)
    found.clear()
    try:
        Pelican(read_settings("publishconf.py", override=more)).run()
    except SystemExit:
        pass
    files = {str(one): one.read_bytes().decode("utf-8", "replace") for one in sorted(Path("output").rglob("*")) if one.is_file()}
    return json.dumps([found, files], sort_keys=True), list(kept)

for line in sys.stdin:
    task = json.loads(line)
    for path, text in task["files"].items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).unlink(missing_ok=True) if text is None else Path(path).write_text(text)
    warm, restored = build(task["more"])
    Path(".cache").rename("aside")
    clean, none = build(task["more"], lambda generator: ArticlesGenerator.generate_context(generator))
    shutil.rmtree(".cache", ignore_errors=True)
    Path("aside").rename(".cache")
    assert not none, none
    facts = json.loads(clean)[0]
    sys.__stdout__.write("\\n" + json.dumps([warm == clean, restored, len(facts) - 7, facts["holding"], facts["remembered"]]) + "\\n")
    if warm != clean:
        one, other = json.loads(warm), json.loads(clean)
        for which in (0, 1):
            for name in sorted({*one[which], *other[which]}):
                if one[which].get(name) != other[which].get(name):
                    sys.stderr.write(f"{name}:\\n  {one[which].get(name)}\\n  {other[which].get(name)}\\n"[:3000])
"""
SETTINGS = """
import os
PLUGINS = ["pelican.plugins." + name for name in ("newsroom", "taxonomy", "attribution", "feeds")]
PATH, OUTPUT_PATH = "content", "output"
SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG, THEME = "Harbour", "https://news.example", "Europe/Lisbon", "en", "simple"
ARTICLE_URL, ARTICLE_SAVE_AS = "{date:%Y}/{category}/{slug}/", "{date:%Y}/{category}/{slug}/index.html"
ARTICLE_LANG_URL, ARTICLE_LANG_SAVE_AS = "{lang}/{slug}/", "{lang}/{slug}/index.html"
YEAR_ARCHIVE_SAVE_AS, YEAR_ARCHIVE_URL = "{date:%Y}/index.html", "{date:%Y}/"
DATE_FORMATS = {"pt": "%d/%m/%Y"}
NEWSROOM = {"locale": "locale"}
CATEGORY_FEED_ATOM = FEED_ALL_ATOM = None
FEED_ATOM = "feeds/atom.xml"
"""
HEAD = "date: 2026-11-0{n} 09:00\nid: 00000000000{n}\nauthors: [Ann Bee, Cy Dee]\ncategories: [News]\n"
STORIES = {
    "content/news/tides.md": "---\ntitle: Tides *turn*\n" + HEAD.format(n=1) + "tags: [Oceans, Moon]\nmodified: 2026-11-20\ncolour: blue\nwhen: 2026-01-02\nlist: [1, two]\nmap: {a: 1}\n---\nThe sea[^1] | [a plan]({static}plan.jpg).\n\n## One\n\nText.\n\n## Two\n\n[^1]: Salt.\n",
    "content/news/moon.md": "---\ntitle: The moon\n" + HEAD.format(n=2) + "tags: [Oceans]\nsummary: Read [of tides]({filename}tides.md) first.\n---\nSee [oceans]({tag}Oceans), [nothing]({tag}Nowhere) and [tides]({filename}tides.md).\n",
    "content/news/moon.pt.md": "---\ntitle: A lua\n" + HEAD.format(n=3) + "translation_of: moon\n---\nSobe e desce.[^1]\n\n[^1]: Nota.\n",
    "content/news/held.md": "---\ntitle: Held back\n" + HEAD.format(n=4) + "status: draft\n---\nNot yet.\n",
    "content/news/aside.md": "---\ntitle: Aside\n" + HEAD.format(n=5) + "status: hidden\ntemplate: wide\n---\nOn the side, with [a file]({attach}plan.jpg).\n",
    "content/news/gone.md": "---\ntitle: Gone\n" + HEAD.format(n=6) + "withdrawn: {date: 2026-11-20, text: It was wrong.}\n---\nIt was so.\n",
    "content/news/own.md": "---\ntitle: Own place\n" + HEAD.format(n=7) + "url: own/place/\nsave_as: own/place/index.html\n---\n<img src='x.png' alt=\"\"> shown.\n",
    "content/news/later.md": "---\ntitle: Later\n" + HEAD.format(n=8) + "embargo: 2036-01-01T08:00+00:00\n---\nLater on.\n",
    "content/news/plain.html": "<html><head><title>Plain</title><meta name='date' content='2026-11-09'></head><body>HTML.</body></html>",
    "content/data/tags.yaml": "- name: Oceans\n- name: Moon\n",
    "locale/en.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n',
}  # fmt: skip
#: What is done, the settings that change, and of how many articles at least none, some or all are kept afterwards.
NOTHING = ({}, {})
TASKS = {
    "a first build": (STORIES, {}, 0),
    "nothing": (*NOTHING, 5),
    "a body": ({"content/news/tides.md": STORIES["content/news/tides.md"] + "\nMore.\n"}, {}, 4),
    "nothing again": (*NOTHING, 5),
    "a registry": ({"content/data/tags.yaml": "- name: Oceans\n  aliases: [Moon]\n"}, {}, 0),
    "a catalogue": ({"locale/en.po": STORIES["locale/en.po"] + '\nmsgid "Footnotes"\nmsgstr "Below"\n'}, {}, 0),
    "a setting": ({}, {"DEFAULT_DATE_FORMAT": "%Y"}, 0),
    "an extension": ({}, {"MARKDOWN": {"extensions": ["markdown.extensions.extra", "markdown.extensions.nl2br"], "extension_configs": {}, "output_format": "html5"}}, 0),
    "the settings of before": (*NOTHING, 5),
    "a translation more": ({"content/news/tides.pt.md": "---\ntitle: Marés\n" + HEAD.format(n=1) + "translation_of: tides\n---\nSobem.\n"}, {}, 5),
    "two of one slug": ({"content/other/moon.md": "---\ntitle: Other moon\n" + HEAD.format(n=2) + "---\nOther.\n"}, {}, 4),
    "a story less": ({"content/other/moon.md": None, "content/news/tides.md": None}, {}, 3),
    "a tag that is linked to": ({"content/news/moon.md": STORIES["content/news/moon.md"].replace("tags: [Oceans]\n", "")}, {}, 3),
    "a template": ({"themed/wide.html": "{% extends 'article.html' %}"}, {"THEME_TEMPLATES_OVERRIDES": ["themed"]}, 0),
    "drafts": ({}, {"NEWSROOM": {"locale": "locale", "preview": True}}, 0),
    "drafts again": ({}, {"NEWSROOM": {"locale": "locale", "preview": True}}, 6),
    "links by path": ({}, {"NEWSROOM": {"locale": "locale", "plain_links": True}}, 0),
    "links of another form": ({}, {"INTRASITE_LINK_REGEX": "[{](?P<what>.*?)[}]"}, 0),
    "dates of another place": ({}, {"DATE_FORMATS": {"en": ["C.UTF-8", "%d %B"]}}, 0),
}  # fmt: skip


def built(root, tasks, more=""):
    write(root, f"-- publishconf.py --\n{SETTINGS}{more}")
    picture(root / "content" / "news" / "plan.jpg", 40, 30)
    told = "".join(json.dumps({"files": files, "more": more}) + "\n" for files, more, *_ in tasks)
    (root / "build.py").write_text(BUILD)
    (root / "tasks").write_text(told)
    ran = run(["sh", "-c", f"{sys.executable} build.py < tasks"], root)
    found = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("[")]
    assert len(found) == len(tasks), ran.stdout[-2000:] + ran.stderr[-4000:]
    return found, ran.stderr


def test_kept_articles_are_those_that_reading_gives(tmp_path):
    found, said = built(tmp_path, TASKS.values())

    for (name, (_, _, least)), (is_same, kept, *_) in zip(TASKS.items(), found, strict=True):
        assert is_same, (name, said[-6000:])
        assert len(kept) >= least if least else not kept, (name, kept)
    assert found[1][2] == 7
    assert "content/news/own.md" not in found[1][1], "Pelican warns of its picture in every build"


def test_no_article_holds_its_text_that_lies_in_the_conversions(tmp_path):
    """Nor does Pelican where somebody asked for it: only those of other formats do, which are read again in every build."""
    (_, _, _, holding, remembered), *_ = built(tmp_path, [(STORIES, {})])[0]

    assert holding == ["news/plain.html"]
    assert remembered == ["news/plain.html"]


OTHERS = """
from pelican import signals
heard = []

def begin(article):
    article.heard = len(heard)
    article.metadata["heard"] = "yes"

def context(generator, metadata=None):
    metadata["marked"] = "by another"

def register():
    signals.content_object_init.connect(begin)
    signals.article_generator_context.connect(context)
"""


@pytest.mark.parametrize("more", ["PLUGINS += ['others']\n", "import others; others.register()\n"])
def test_plugins_of_others_are_told_of_every_article(tmp_path, more):
    (tmp_path / "others.py").write_text(OTHERS)

    found, said = built(
        tmp_path, [(STORIES, {}), NOTHING], f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{more}"
    )

    assert [(is_same, kept) for is_same, kept, *_ in found] == [(True, []), (True, [])], said[-4000:]
