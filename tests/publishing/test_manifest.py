"""build.json: the same of the same commit, and what tells a damaged site."""

import json
import subprocess

from pelican.plugins.publishing import manifest


def a_site(folder, **files):
    for name, text in {"index": "<p>Home", "tram": "<p>Tram", **files}.items():
        file = folder / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / "site.css").write_text("p { color: red }")
    found = manifest.digests(folder)
    (folder / "build.json").write_text(
        manifest.text_of(found, manifest.Source("abc"), "https://a.example", {"b": "2", "a": "1"})
    )
    return folder


def git(folder, *words):
    identity = ("-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def test_pages_stand_apart_and_everything_is_in_order(tmp_path):
    facts = json.loads((a_site(tmp_path) / "build.json").read_text())

    assert list(facts) == ["site", "commit", "uncommitted", "versions", "pages", "files"]
    assert list(facts["pages"]) == ["index.html", "tram.html"]
    assert list(facts["files"]) == ["site.css"]
    assert list(facts["versions"]) == ["a", "b"]


def test_a_site_is_what_its_manifest_says_until_a_byte_changes(tmp_path):
    site = a_site(tmp_path)
    assert manifest.damaged(site) == []

    (site / "tram.html").write_text("<p>Tran")
    (site / "index.html").unlink()
    (site / "new.html").write_text("")

    assert manifest.damaged(site) == ["index.html", "new.html", "tram.html"]


def test_a_site_without_a_readable_manifest_is_damaged(tmp_path):
    (tmp_path / "build.json").write_text("{")

    assert manifest.damaged(tmp_path) == ["build.json"]


def test_git_says_which_commit_and_whether_something_is_not_in_it(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "a.md").write_text("a")
    assert manifest.source_of(tmp_path) == manifest.Source()
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "One")

    clean = manifest.source_of(tmp_path)
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "index.html").write_text("built")
    built = manifest.source_of(tmp_path, without=["output"])
    (tmp_path / "b.md").write_text("b")

    assert len(clean.commit) == 40
    assert not clean.is_changed
    assert built == clean
    assert manifest.source_of(tmp_path, without=["output"]) == manifest.Source(clean.commit, True)


def test_a_folder_outside_git_has_no_commit(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert manifest.source_of(tmp_path) == manifest.Source()
