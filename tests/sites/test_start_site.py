"""`newsroom start`: a folder that is a site, and never another's file lost."""

import sys
from pathlib import Path

import pytest

from tests.conftest import run


def start_in(folder, *arguments: str, **environment: str):
    return run([sys.executable, "-m", "pelican.plugins.newsroom", "start", *arguments], folder, **environment)


def test_a_started_site_is_published_as_it_is(tmp_path):
    made = start_in(tmp_path, "harbour-news", TZ="Europe/Berlin", LANG="de_DE.UTF-8")
    site = tmp_path / "harbour-news"
    published = run([sys.executable, "-m", "pelican.plugins.newsroom", "publish"], site)

    assert made.returncode == 0, made.stderr
    assert 'SITENAME = "Harbour News"'.replace('"', "'") in (site / "pelicanconf.py").read_text(encoding="utf-8")
    assert "TIMEZONE = 'Europe/Berlin'" in (site / "pelicanconf.py").read_text(encoding="utf-8")
    assert "DEFAULT_LANG = 'de'" in (site / "pelicanconf.py").read_text(encoding="utf-8")
    assert published.returncode == 0, published.stderr
    assert "https://news.example/about/" in (site / "output/about/index.html").read_text(encoding="utf-8")


def test_what_the_document_says_of_another_theme_is_enough_to_publish_with_it(tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "theme.md").read_text(encoding="utf-8")
    settings = page.partition("## Another theme")[2].partition("```python\n")[2].partition("```")[0]
    start_in(tmp_path, "harbour-news")
    site = tmp_path / "harbour-news"
    (site / "content/tram.md").write_text("Title: T\nDate: 2026-01-01\nTags: trams\n\nIt runs.\n", encoding="utf-8")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(settings)

    published = run([sys.executable, "-m", "pelican.plugins.newsroom", "publish"], site)

    assert 'THEME = "notmyidea"' in settings
    assert published.returncode == 0, published.stdout + published.stderr


def test_a_started_site_in_git_is_told_of_an_address_that_was_lost(tmp_path):
    start_in(tmp_path)
    story = tmp_path / "content/tram.md"
    story.write_text("---\ntitle: The tram\ndate: 2026-01-01\ncategories: [City]\n---\n\nIt runs.\n", encoding="utf-8")
    identity = ("-c", "user.name=A", "-c", "user.email=a@news.example")
    run(["git", "init", "-q"], tmp_path)
    run(["git", "add", "."], tmp_path)
    run(["git", *identity, "commit", "-qm", "one"], tmp_path)
    run(["git", "mv", "content/tram.md", "content/tramway.md"], tmp_path)
    run(["git", *identity, "commit", "-qm", "two"], tmp_path)

    checked = run([sys.executable, "-m", "pelican.plugins.newsroom", "check"], tmp_path)

    assert checked.returncode == 1
    assert "E11 this story was published at /2026/01/tram/" in checked.stdout


def test_first_pages_are_named_until_somebody_has_written_them(tmp_path):
    start_in(tmp_path, ".", "--name", "The Tidal")
    pages = tmp_path / "content" / "pages"
    checked = [sys.executable, "-m", "pelican.plugins.newsroom", "check"]

    both = run(checked, tmp_path)
    asked = (pages / "about.md").read_text(encoding="utf-8")
    (pages / "about.md").write_text(asked.replace("Say here who writes", "Mara Quill writes"), encoding="utf-8")
    renamed = (pages / "contact.md").read_text(encoding="utf-8").replace("The Tidal", "the desk of The Tidal")
    (pages / "contact.md").write_text(renamed, encoding="utf-8")
    one = run(checked, tmp_path)
    (pages / "contact.md").write_text(renamed.replace("summary:", "status: draft\nsummary:"), encoding="utf-8")
    none = run(checked, tmp_path)

    assert [line.partition(" the text")[0] for line in both.stdout.splitlines()] == [
        "content/pages/about.md:6: W28",
        "content/pages/contact.md:6: W28",
    ]
    assert [line.partition(" the text")[0] for line in one.stdout.splitlines()] == ["content/pages/contact.md:6: W28"]
    assert "W28" not in none.stdout
    assert (both.returncode, one.returncode, none.returncode) == (0, 0, 0)


def test_a_file_that_is_there_stays_and_nothing_is_written_beside_it(tmp_path):
    (tmp_path / "pelicanconf.py").write_text("SITENAME = 'Mine'\n", encoding="utf-8")
    refused = start_in(tmp_path)

    assert refused.returncode == 1
    assert "pelicanconf.py is there already" in refused.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["pelicanconf.py"]
    assert (tmp_path / "pelicanconf.py").read_text(encoding="utf-8") == "SITENAME = 'Mine'\n"


def test_what_was_written_or_imported_before_stays_and_its_authors_are_not_refused(tmp_path):
    about = "---\ntitle: Ours\n---\n\nAll about us, by ourselves.\n"
    story = "---\ntitle: A\ndate: 2026-11-20\nauthors: [Mo Ferrant]\n---\n\nOne.\n"
    for name, text in (("pages/about.md", about), ("news/a.md", story)):
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    run(["git", "init", "-q"], tmp_path)
    run(["git", "config", "user.name", "Somebody Else"], tmp_path)

    started = start_in(tmp_path)
    checked = run([sys.executable, "-m", "pelican.plugins.newsroom", "check"], tmp_path)

    assert started.returncode == 0, started.stderr
    assert "content/pages/about.md is there already and stays" in started.stdout
    assert (tmp_path / "content/pages/about.md").read_text(encoding="utf-8") == about
    assert (tmp_path / "content/pages/contact.md").is_file()
    assert (checked.returncode, "E16" in checked.stdout) == (0, False), checked.stdout


def test_a_gitignore_that_is_there_is_kept(tmp_path):
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")

    assert start_in(tmp_path).returncode == 0
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine\n"


def test_what_cannot_be_is_said(tmp_path):
    (tmp_path / "news").write_text("", encoding="utf-8")
    zone = start_in(tmp_path, "site", "--zone", "Europe/Atlantis")

    assert zone.returncode == 2
    assert 'no time zone "Europe/Atlantis"' in zone.stderr
    assert start_in(tmp_path, "news").returncode == 2


@pytest.mark.parametrize(
    ("value", "lang"), [("de_DE.UTF-8", "de"), ("C.UTF-8", "en"), ("POSIX", "en"), ("uk_UA", "uk"), ("", "en")]
)
def test_the_language_is_the_machine_s(value, lang, tmp_path):
    start_in(tmp_path, LANG=value)

    assert f"DEFAULT_LANG = '{lang}'" in (tmp_path / "pelicanconf.py").read_text(encoding="utf-8")
