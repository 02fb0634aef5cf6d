"""Each plugin alone with the core on a plain Pelican site with a theme of its own: its answer is there, and nothing else changed."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT, picture, run

pytestmark = pytest.mark.slow

SITE = {
    "a.md": "Title: Why tides turn\nDate: 2026-01-03 10:00\nCategory: Science\nTags: tides, sea\nAuthor: Ann Bee\n"
    "Summary: The moon pulls.\nSource: Harbour Gazette\nSource_URL: https://gazette.example/tides\nStoryline: harbour\n\n"
    "Tides turn because the moon pulls at the sea and the harbour, where a pilot waits.\n\n"
    "https://vimeo.com/123456789\n\n![A quay](/images/quay.png)\n",
    "b.md": "Title: How a harbour works\nDate: 2026-01-02 10:00\nCategory: Science\nTags: tides, harbours\nAuthor: Ann Bee\n"
    "Summary: A pilot waits.\nStoryline: harbour\nLicense: CC-BY-4.0\n\n"
    "The harbour is where a pilot waits for the tides, and the sea comes in twice a day.\n",
    "c.md": "Title: The price of bread\nDate: 2026-01-01 10:00\nCategory: Economy\nTags: prices\nAuthor: Cee Dee\n"
    "Summary: Bread costs more.\n\nBread costs more than last year.\n",
    "pages/about.md": "Title: About\n\nWho we are.\n",
    "data/glossary.yaml": "pilot: Who leads ships into the harbour.\n",
    "data/storylines.yaml": "harbour: {name: The harbour opens}\n",
}
SETTINGS = """
SITENAME = "Plain"
SITEURL = "https://plain.example"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
THEME = "{theme}"
LOCALE = ["C"]
STATIC_PATHS = ["images"]
ARTICLE_EXCLUDES = ["data"]
FEED_ALL_ATOM = "feeds/all.atom.xml"
THEME_TEMPLATES_OVERRIDES = ["templates"]
{plugins}
"""
#: What a site writes into its theme to show the answer of a plugin below each story, as docs/single-plugins.md says.
TEMPLATE = """{{% extends "!theme/article.html" %}}
{{% block content %}}
{{{{ super() }}}}
<div id="answer">{asked}</div>
{{% endblock %}}
"""
ANSWER = re.compile(r'<div id="answer">(?P<said>.*?)</div>', re.DOTALL)
SECTION = re.compile(r"^## (?P<plugin>\w+)\n.*?^```jinja\n(?P<asked>.*?)^```$", re.MULTILINE | re.DOTALL)
ASKED = {
    one["plugin"]: one["asked"].strip()
    for one in SECTION.finditer((ROOT / "docs" / "single-plugins.md").read_text(encoding="utf-8"))
}


@dataclass(frozen=True)
class Alone:
    """What a plugin answers for a story, the files (and the folder of files) that are its own, and a pattern of what it writes in Pelican's place."""

    answer: str = ""
    files: tuple[str, ...] = ()
    settings: str = ""
    changed: str = r"(?!)"
    folder: str = ""
    story: str = "why-tides-turn"


PLUGINS = {
    "related": Alone(">How a harbour works<"),
    "taxonomy": Alone(">sea<"),
    "attribution": Alone(
        'href="https://gazette.example/tides"',
        (".well-known/tdmrep.json", "feeds/source/harbour-gazette.atom.xml", "provenance.json", "provenance.schema.json"),
    ),
    "storylines": Alone("The harbour opens", ("feeds/storyline/harbour.atom.xml",)),
    "glossary": Alone("pilot: <p>Who leads ships"),
    "feeds": Alone(
        'href="https://plain.example/feeds/all.atom.xml"',
        ("feeds/all.json", "feeds/corrections.atom.xml", "news-sitemap.xml", "robots.txt", "sitemap-1.xml", "sitemap.xml"),
        changed="feeds/",
    ),
    "structured_data": Alone('"NewsArticle"', settings='STRUCTURED_DATA = {"pictures": False}'),
    "images": Alone("<picture", folder="pictures/"),
    "embeds": Alone('href="https://vimeo.com/123456789"'),
    "republish": Alone(
        'href="https://plain.example/how-a-harbour-works/republish/text.txt"', ("how-a-harbour-works/republish/text.txt",),
        story="how-a-harbour-works",
    ),
    "comments": Alone(
        "<p>mail</p>", settings='NEWSROOM["comments"] = True\nCOMMENTS = {"provider": "mail", "mail": "a@plain.example"}'
    ),
    "history": Alone(),  # this site is in no Git
    "site_icons": Alone(
        'content="#',
        ("apple-touch-icon.png", "favicon.ico", "favicon.svg", "icon-192.png", "icon-512.png", "icon-maskable.png", "manifest.webmanifest"),
    ),
    "headers": Alone("default-src 'self'", ("_headers",)),
    "offline": Alone("", ("sw.js",)),
    "redirects": Alone("", ("_redirects",)),
    "incremental": Alone(),
}  # fmt: skip


def built(
    folder: Path, theme: str, plugins: tuple[str, ...] = (), asked: str = "", settings: str = ""
) -> dict[str, bytes]:
    """The output of the plain site with these plugins and the core; without any it is stock Pelican's."""
    folder.mkdir()
    for path, text in SITE.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    picture(folder / "content/images/quay.png", 800, 450)
    (folder / "templates").mkdir()
    (folder / "templates/article.html").write_text(TEMPLATE.format(asked=asked), encoding="utf-8")
    ours = f"""
PLUGIN_PATHS = [{str(ROOT / "plugins")!r}]
PLUGINS = {["pelican.plugins.newsroom", *(f"pelican.plugins.{one}" for one in plugins)]!r}
NEWSROOM = {{"slug_from": "title"}}
"""
    text = SETTINGS.format(theme=theme, plugins=ours + settings if plugins else "PLUGINS = []")
    (folder / "pelicanconf.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors"]
    ran = run(command, folder, plain=True)  # no other plugin is imported
    assert ran.returncode == 0, ran.stdout + ran.stderr
    output = folder / "output"
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    """Theme -> the output of stock Pelican."""
    known: dict[str, dict[str, bytes]] = {}

    def _stock(theme: str) -> dict[str, bytes]:
        if theme not in known:
            known[theme] = built(tmp_path_factory.mktemp("stock") / theme, theme)
        return known[theme]

    return _stock


def without_answer(page: bytes) -> str:
    return ANSWER.sub("", page.decode("utf-8"))


def hold(ours: dict[str, bytes], stock: dict[str, bytes], files: set[str], changed: str = r"(?!)") -> None:
    """Nothing is lost, nothing is added but these files, and nothing differs but the answers and what `changed` names."""
    assert (set(ours) - set(stock), set(stock) - set(ours)) == (files, set())
    for path, was in stock.items():
        if re.match(changed, path):
            continue
        if path.endswith(".html"):
            assert without_answer(ours[path]) == without_answer(was), path
        else:
            assert ours[path] == was, path


@pytest.mark.parametrize("plugin", PLUGINS)
def test_a_plugin_alone_answers_and_changes_nothing_else(plugin, stock, tmp_path):
    one = PLUGINS[plugin]
    ours = built(tmp_path / "site", "simple", (plugin,), ASKED.get(plugin, ""), one.settings)

    own = {file for file in ours if one.folder and file.startswith(one.folder)}
    hold(ours, stock("simple"), {*one.files, *own}, one.changed)
    assert bool(own) == bool(one.folder)
    said = ANSWER.search(ours[f"{one.story}.html"].decode("utf-8"))["said"]
    assert one.answer in said
    assert bool(said.strip()) == bool(one.answer)


@pytest.mark.parametrize("plugins", [("related",), ("taxonomy", "attribution")], ids="+".join)
def test_a_site_with_the_theme_of_pelican_takes_what_it_wants(plugins, stock, tmp_path):
    asked = "".join(ASKED[one] for one in plugins)
    ours = built(tmp_path / "site", "notmyidea", plugins, asked)

    hold(ours, stock("notmyidea"), {file for one in plugins for file in PLUGINS[one].files})
    said = ANSWER.search(ours["why-tides-turn.html"].decode("utf-8"))["said"]
    assert [one for one in plugins if PLUGINS[one].answer not in said] == []


def test_every_plugin_that_does_something_in_a_build_is_tried_or_said_to_be_for_our_theme():
    listening = {file.parent.name for file in (ROOT / "plugins").glob("*/plugin.py")}

    assert listening - set(PLUGINS) == {"newsroom", "theming", "site_search", "editor", "preview", "notify"}
    assert set(ASKED) == set(PLUGINS) - {"redirects", "incremental"}
