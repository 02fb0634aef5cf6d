"""A site with another theme: its pages mark nothing of a story, and machines must still be told the same of it."""

import re
import shutil
import sys

import pytest
from PIL import Image

from tests.checks.planting import ATOM, JSON, PROVENANCE, RSS, SITE, in_json, item, part, put, swapped
from tests.conftest import builder, run

_THEME = 'THEME = "simple"\nMENUITEMS = []\nJINJA_ENVIRONMENT = {"trim_blocks": True}\nDIRECT_TEMPLATES = ["index", "tags", "categories", "archives"]\nPAGINATED_TEMPLATES = {"index": None, "tag": None, "category": None, "author": None}'
STORY_URL, REPRINT_URL = "https://news.example/2026/11/straits/", "https://news.example/2026/11/copied/"


@pytest.fixture(scope="module")
def themed(tmp_path_factory):
    root = tmp_path_factory.mktemp("themed")
    (root / "content/images").mkdir(parents=True)
    Image.new("RGB", (1200, 630)).save(root / "content/images/a.png")
    site = SITE.replace(" [Straits]({filename}../straits.md#why-it-matters)", "")
    made = builder(root)(site.replace("id: dead-1", "id: dead-1\ncategories: [World]"), more=_THEME)
    assert made.code == 0, made.log
    return made


@pytest.fixture
def told(themed, tmp_path):
    """The findings of a copy of the site with a fault in one of its files."""

    def told(file: str = "", plant=None) -> list[str]:
        output = tmp_path / "output"
        shutil.copytree(themed.output, output)
        if plant:
            (output / file).write_text(plant((output / file).read_text("utf-8")), "utf-8")
        command = [sys.executable, "-m", "pelican.plugins.newsroom", "audit", str(output), "-s", "publishconf.py"]
        return run(command, themed.output.parent).stdout.splitlines()

    return told


def test_a_sound_site_is_not_accused(told):
    assert told() == []


@pytest.mark.parametrize(
    ("file", "plant"),
    [
        (RSS, swapped("<dc:creator>Ann Bee", "<dc:creator>Zed Zee")),
        (ATOM, swapped("<name>Ann Bee", "<name>Zed Zee")),
        (JSON, in_json(lambda read: item(read, "straits")["authors"][0].update(name="Zed Zee"))),
        (PROVENANCE, in_json(lambda read: item(read, "straits").update(title="Another"))),
        (PROVENANCE, in_json(lambda read: item(read, "straits").update(credit="First published by Zed."))),
        (PROVENANCE, in_json(lambda read: item(read, "straits").update(relation="via"))),
        (PROVENANCE, in_json(lambda read: item(read, "straits").update(published="2026-11-19T08:00:00+00:00"))),
        (ATOM, put("(straits/\" ?/><published>)2026", r"\g<1>2025")),
        (ATOM, swapped("https://wire.example/1?a=1&amp;b=2", "https://tabloid.example/x")),
        ("sitemap-1.xml", put(f"<url><loc>{STORY_URL}</loc>.*?</url>", "")),
    ],
    ids=["RSS' author", "Atom's author", "JSON Feed's author", "title", "credit", "relation", "day", "Atom's day", "source", "sitemap"],
)  # fmt: skip
def test_what_machines_are_told_is_held_against_what_others_are(told, file, plant):
    assert any(file.replace("-1", "") in one and ": E06 " in one for one in told(file, plant))


def test_a_reprint_is_no_news_of_ours(told):
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{REPRINT_URL}</loc><n:news><n:publication><n:name>x</n:name><n:language>en</n:language></n:publication>"
        "<n:publication_date>2026-11-22T08:00:00+00:00</n:publication_date><n:title>What the agency sent</n:title></n:news></url></urlset>"
    )

    assert told("news-sitemap.xml", lambda _: news) == [
        f"news-sitemap.xml: E06 {REPRINT_URL} was first published by somebody else; take it out of the news sitemap"
    ]


PART = "2026/11/part-3/index.html"


@pytest.fixture(scope="module")
def of_parts(tmp_path_factory):
    """Five stories with another theme."""
    made = builder(tmp_path_factory.mktemp("parts"))(
        "".join(part(one, tags="sea, ships, wind, tide") for one in (1, 2, 3, 4, 5)), more=_THEME
    )
    assert made.code == 0, made.log
    return made


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("Part 3", "Part of it", "it shows nowhere its title"),
        ("Ann Bee", "Zed Zee", "it shows nowhere its authors"),
        ("2026-11-13", "2026-11-12", "it shows nowhere when it was published"),
        (">sea<", ">lake<", "it shows nowhere its topics"),
        ("with the number", "with a number", "content/part-3.md says "),
    ],
    ids=["title", "author", "day", "topic", "text"],
)
def test_what_nearly_all_pages_show_is_missed_in_one(old, new, wanted, of_parts, tmp_path):
    shutil.copytree(of_parts.output, tmp_path / "output")
    page = tmp_path / "output" / PART
    page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    command = [sys.executable, "-m", "pelican.plugins.newsroom", "audit", tmp_path / "output", "-s", "publishconf.py"]

    found = run(command, of_parts.output.parent).stdout.splitlines()

    assert any(one.startswith(f"{PART}: E06 {wanted}") for one in found), found


@pytest.mark.parametrize(
    ("file", "pattern", "wanted"),
    [
        (ATOM, "with the number 3", "another text than in"),
        ("sitemap-1.xml", "<lastmod>[^<]*</lastmod>", "it does not say when its"),
        (ATOM, "(?<=feeds/)all(?=.atom.xml)", "it calls itself"),
        ("tag/sea/index.html", "(?<=>)[^<]*sea[^<]*(?=</(title|h1|h2)>)", "it is called"),
    ],
    ids=["a text in one feed", "days in the sitemap", "another feed", "a topic by no name"],
)
def test_what_machines_are_told_is_looked_through_too(file, pattern, wanted, of_parts, tmp_path):
    shutil.copytree(of_parts.output, tmp_path / "output")
    target = tmp_path / "output" / file
    target.write_text(re.sub(pattern, "", target.read_text("utf-8")), "utf-8")
    command = [sys.executable, "-m", "pelican.plugins.newsroom", "audit", tmp_path / "output", "-s", "publishconf.py"]

    found = run(command, of_parts.output.parent).stdout.splitlines()

    assert any(one.startswith(f"{file}: E06 ") and wanted in one for one in found), found
