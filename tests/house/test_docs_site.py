"""The documents as a site, built by Newsroom itself: every one of them is there, and every link leads somewhere."""

import re
import runpy
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pelican.plugins.checks.audit import audit
from pelican.plugins.checks.built_site import BuiltSite

from ..docs_site import built_documents

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory, worker_id):
    """(folder of the built documents, what the build said)."""
    return built_documents(tmp_path_factory, worker_id)


def page(site, address: str) -> BeautifulSoup:
    return BeautifulSoup((site[0] / address / "index.html").read_bytes(), "html.parser")


def test_no_document_has_a_problem(site):
    assert re.findall(r"^.*: [EW]\d\d .*$", site[1], re.MULTILINE) == []


def test_the_site_does_not_contradict_itself(site):
    assert [str(one) for one in audit(BuiltSite(site[0]))] == []


def test_every_document_is_in_the_navigation_of_every_page(site):
    documents = [*ROOT.glob("docs/*.md"), *ROOT.glob("*.md"), *ROOT.glob("plugins/*/README.md")]
    links = page(site, "writing").find("nav", attrs={"aria-label": "All documents"}).find_all("a")
    titles = {path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ") for path in documents}

    assert titles <= {link.get_text() for link in links}
    assert [link.get_text() for link in links if link.get("aria-current") == "page"] == ["For writers"]


def test_a_link_that_a_code_host_follows_leads_to_the_page(site):
    links = {link["href"] for link in page(site, "editors").find("article").find_all("a", href=True)}

    assert "../writing/#who-reported-it-first" in links
    assert page(site, "writing").find(id="who-reported-it-first") is not None


def test_pictures_of_a_document_are_shown(site):
    pictures = page(site, "components").find("article").find_all("img")

    assert len(pictures) > 10
    assert [one["src"] for one in pictures if not (site[0] / "components" / one["src"]).resolve().is_file()] == []


def test_every_decision_stands_in_the_list_of_decisions(site):
    links = {link["href"].strip("./") for link in page(site, "decisions").find("article").find_all("a", href=True)}

    assert {file.stem for file in ROOT.glob("docs/decisions/[0-9]*.md")} <= {link.rpartition("/")[2] for link in links}


def test_a_problem_is_told_of_the_document_and_not_of_its_copy(site, tmp_path, capfd, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    make = runpy.run_path(str(ROOT / "docs/site/make.py"))
    shutil.copytree(site[0].with_name("content"), tmp_path / "content")
    document = tmp_path / "content/docs/writing.md"
    lines = document.read_text(encoding="utf-8").count("\n")
    with document.open("a", encoding="utf-8") as file:
        file.write("\n[astray](nowhere.md)\n")

    assert make["build"](tmp_path / "content", tmp_path / "output") == 1
    said = [line for line in capfd.readouterr().err.splitlines() if "nowhere.md" in line]
    assert [line.partition(" ")[0] for line in said] == [f"docs/writing.md:{lines + 2}:"]


def test_the_pictures_are_in_the_navigation(site):
    links = page(site, "tutorial").find("nav", attrs={"aria-label": "All documents"}).find_all("a")

    assert "../pictures/" in {link["href"] for link in links}
    assert len(page(site, "pictures").find("article").find_all("img")) > 12


def test_every_page_says_what_it_is(site):
    """To search engines, to tabs, and to whoever hears it: a title of its own, a description, one headline."""
    titles = {}
    for file in sorted(site[0].rglob("*.html")):
        page = BeautifulSoup(file.read_bytes(), "html.parser")
        where = file.relative_to(site[0]).as_posix()
        assert page.html["lang"] == "en", where
        assert len(page.find_all("h1")) == 1, where
        assert 20 < len(page.find("meta", attrs={"name": "description"})["content"].strip()) < 240, where
        titles.setdefault(page.title.get_text(strip=True), []).append(where)

    assert {title: pages for title, pages in titles.items() if len(pages) > 1} == {}
    assert titles["Newsroom: From Markdown to a news site that readers can trust"] == ["index.html"]


def test_how_to_help_and_the_decisions_are_in_the_navigation(site):
    links = {
        link["href"] for link in page(site, "tutorial").find("nav", attrs={"aria-label": "All documents"}).find_all("a")
    }

    assert {"../contributing/", "../decisions/", "../architecture/"} <= links
