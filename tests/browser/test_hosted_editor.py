"""The editor on a host of static files: the memory of the browser is its repository, and nothing of it is secret."""

import sys

import pytest

from ..conftest import ROOT, run, write
from ..publishing import servers
from .editing import SITE, enter, field, newsroom

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DRAFT = """-- content/city/secret.md --
---
title: Nobody may know of this yet
deck: Nobody may know of this, because it is a draft that its writer has not finished.
date: 2026-11-01 09:00
authors: [Ann Bee]
categories: [City]
status: draft
---

Text.
"""
POLICY = "content-security-policy"


@pytest.fixture(scope="module")
def hosted(tmp_path_factory):
    """The demo as it is published, with the editor in it: its output, and its address on a server that is told what the build wrote for it."""
    folder = tmp_path_factory.mktemp("hosted")
    output = folder / "output"
    settings = (
        'EDITOR={"enabled": true, "backend": "test-repo"}',
        'HEADERS={"caddy": true}',
        'REDIRECTS={"caddy": true}',
    )
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", output, "-e", *settings]
    built = run([*command, "--fatal", "errors"], ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    with servers.caddy(output, folder) as server:
        yield output, f"http://127.0.0.1:{server.port}"


def test_anybody_may_try_the_demo_from_its_static_files(hosted, writer):
    """The memory of the browser is the repository: nothing is asked of another host, and no header of the site is in the way."""
    output, address = hosted
    assert "noindex" in (output / "admin/index.html").read_text(encoding="utf-8")

    enter(writer, f"{address}/admin/")
    writer.get_by_role("link", name="Health", exact=True).click()
    writer.get_by_role("link", name="How vaccines are approved").click()
    title = field(writer, "title").input_value()
    field(writer, "title").fill(f"{title}, again")
    assert writer.frame_locator("#preview-pane").locator("h1").inner_text() == f"{title}, again"
    writer.get_by_role("button", name="Save", exact=True).click()
    writer.get_by_text("Entry saved").first.wait_for()
    writer.goto(f"{address}/admin/#/workflow")
    writer.get_by_text(f"{title}, again").first.wait_for()
    stored = writer.evaluate("Object.values(window.repoFilesUnpublished)[0].diffs[0].content")
    written = (ROOT / "content/health/how-vaccines-are-approved.md").read_text(encoding="utf-8")
    assert [pair for pair in zip(stored.splitlines(), written.splitlines(), strict=True) if pair[0] != pair[1]] == [
        (f"title: {title}, again", f"title: {title}")
    ]
    assert writer.asked == []
    assert [one for one in writer.said if "Content Security Policy" in one] == []


def test_only_the_editor_has_its_policy(hosted, writer):
    """Every other page of the site is sent the site's, and nothing that differs from it."""
    _, address = hosted

    editor, story = (
        writer.request.get(f"{address}{one}").headers_array
        for one in ("/admin/", "/2026/06/how-vaccines-are-approved/")
    )

    policies = [[one["value"] for one in given if one["name"].lower() == POLICY] for given in (editor, story)]
    assert [len(one) for one in policies] == [1, 1]
    assert "'unsafe-eval'" in policies[0][0]
    assert "unsafe-" not in policies[1][0].replace("wasm-unsafe-eval", "")


def test_what_is_not_public_is_not_in_the_memory_of_the_browser(tmp_path):
    """And the build says what a host does not know of the headers of the editor."""
    write(tmp_path, SITE + DRAFT)
    with (tmp_path / "publishconf.py").open("a", encoding="utf-8") as file:
        file.write('\nEDITOR = {"enabled": True, "backend": "test-repo"}\n')

    built = newsroom(tmp_path, "build", "-s", "publishconf.py", "-o", "output")

    assert built.returncode == 0, built.stdout + built.stderr
    files = [one for one in (tmp_path / "output").rglob("*") if one.is_file()]
    assert [one for one in files if b"Nobody may know" in one.read_bytes()] == []
    assert "W27 /_headers takes the site's policy from /admin/" in built.stdout + built.stderr
    assert "The bridge holds" in (tmp_path / "output/admin/repo.js").read_text(encoding="utf-8")
