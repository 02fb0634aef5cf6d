"""`newsroom upload`: what travels in which order, and where to."""

import subprocess

import pytest
from pelican.plugins.publishing import store_editions, upload

from . import servers

HEADERS = """/news/*
  X-Content-Type-Options: nosniff
/news/pictures/*
  Cache-Control: public, max-age=31536000, immutable
/news/theme/ab/*
  Cache-Control: public, max-age=31536000, immutable
/news/feeds/all.json
  Content-Type: application/feed+json
"""


def test_the_rules_of_a_site_are_read_from_its_headers():
    rules = upload.rules_of(HEADERS, "/news")

    assert rules.lasting == ("/pictures", "/theme/ab")
    assert rules.keep == "public, max-age=31536000, immutable"
    assert rules.types == {"/feeds/all.json": "application/feed+json"}
    assert upload.rules_of("") == upload.Rules((), "", {})


def test_what_pages_need_goes_first_and_what_nobody_needs_last():
    plan = upload.to_store("output", "news:bucket", upload.rules_of(HEADERS, "/news"), 60)

    assert [one[1] for one in plan] == ["copy"] * 5 + ["sync"]
    assert "--filter=+ /pictures/**" in plan[0]
    assert "Cache-Control: public, max-age=31536000, immutable" in plan[0]
    assert "--filter=- *.html" in plan[1]
    assert "--filter=- *.html" not in plan[2]
    assert "Content-Type: application/feed+json" in plan[3]
    assert "--filter=+ /build.json" in plan[4]
    assert "--delete-after" in plan[5]


@pytest.mark.parametrize("text", ["news", "a b:/srv", "-oProxyCommand=x:/srv", "host:srv", "host:/a\nb", ""])
def test_what_is_no_folder_is_refused(text):
    with pytest.raises(ValueError, match="is no folder"):
        upload.place_of(text)


def test_a_folder_whose_name_holds_signs_of_a_shell_stays_a_name(tmp_path):
    servers.program("rsync")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<p>One")
    there = tmp_path / "it's; touch x"

    for command in upload.to_host(str(tmp_path / "site"), upload.place_of(str(there)), b"one", 1, "ssh"):
        subprocess.run(command, check=True, cwd=tmp_path)

    assert (there / "current/index.html").read_text() == "<p>One"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["it's; touch x", "site"]


def test_one_edition_always_stays_behind_the_present_one():
    """Pages that a cache still hands out are from there."""
    shown = store_editions.Shown("/editions/b", ("/editions/a",)).after("/editions/c", 0)

    assert shown == store_editions.Shown("/editions/c", ("/editions/b",))
    assert store_editions.shown_of(shown.text()) == shown
    assert shown.after("/editions/b", 3) == store_editions.Shown("/editions/b", ("/editions/c",))
    assert store_editions.stale(["a/", "b/", "c/"], shown, "news:bucket") == [
        ["rclone", "purge", "news:bucket/editions/a"]
    ]
    with pytest.raises(ValueError, match="has not the shape"):
        store_editions.shown_of("[]")
