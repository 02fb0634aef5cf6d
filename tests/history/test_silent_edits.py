"""Published texts in a real git checkout: what changed in silence is told, and what readers were told of is not."""

import json
import subprocess

import pytest

from tests.conftest import ROOT, builder, run, write

STORY = """---
title: The tram
deck: A line of nine kilometres joins the harbour and the hills.
date: 2026-10-01 09:00
id: the-tram
{more}---
The council approved the tram on Tuesday. It has {stops} stops and costs 80 million crowns.
"""
QUIET = 'CHECKS = {"severity": {"W15": "off", "W08": "off", "W18": "off"}}\nHISTORY = {}\n'
DAYS = {1: "2026-10-01T10:00:00+00:00", 2: "2026-10-05T10:00:00+00:00", 3: "2026-10-09T10:00:00+00:00"}


class Checkout:
    def __init__(self, root):
        self.root = root
        write(root, "")
        settings = root / "pelicanconf.py"
        settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{QUIET}", encoding="utf-8")
        (root / ".gitignore").write_text("plugins\nthemes\n.cache\noutput\n", encoding="utf-8")
        self.git("init", "-q")

    def git(self, *words, **environment):
        who = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        ran = run(["git", *words], self.root, **who, **environment)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def story(self, stops="eight", more="", name="tram"):
        (self.root / f"content/{name}.md").write_text(STORY.format(stops=stops, more=more), encoding="utf-8")

    def commit(self, day):
        self.git("add", "-A")
        self.git("commit", "-qm", f"day {day}", GIT_AUTHOR_DATE=DAYS[day], GIT_COMMITTER_DATE=DAYS[day])

    def told(self, *rules):
        import sys

        ran = run([sys.executable, "-m", "pelican.plugins.newsroom", "check", "--format", "json"], self.root)
        return [one for one in json.loads(ran.stdout) if one["rule"] in (rules or ("E11", "E15"))]


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path)


def test_a_number_that_changed_in_silence_is_an_error_before_and_after_the_commit(checkout):
    checkout.story("eight")
    checkout.commit(1)
    assert checkout.told() == []
    checkout.story("nine")

    before = checkout.told()
    checkout.commit(2)
    after = checkout.told()

    assert [(one["rule"], one["severity"], one["line"], one["column"]) for one in before] == [("E15", "error", 7, 50)]
    assert '"eight" became "nine"' in before[0]["message"]
    assert "2026-10-01" in before[0]["message"]
    assert after == before


@pytest.mark.parametrize(
    "more",
    [
        "modified: 2026-10-05\n",
        "corrections:\n  - {date: 2026-10-05, kind: correction, text: 'It has nine stops, not eight.'}\n",
        "corrections:\n  - {date: 2026-10-05, kind: update, text: A stop was added.}\n",
    ],
)
def test_a_change_that_readers_are_told_of_is_none(checkout, more):
    checkout.story("eight")
    checkout.commit(1)
    checkout.story("nine", more)
    checkout.commit(2)

    assert checkout.told() == []


def test_a_word_to_readers_mends_an_earlier_silence_and_covers_no_later_one(checkout):
    checkout.story("eight")
    checkout.commit(1)
    checkout.story("nine")
    checkout.commit(2)
    checkout.story("nine", "modified: 2026-10-06\n")
    checkout.commit(3)
    assert checkout.told() == []

    checkout.story("ten", "modified: 2026-10-06\n")

    assert ['"nine" became "ten"' in one["message"] for one in checkout.told()] == [True]


def test_a_draft_may_change_as_it_likes(checkout):
    checkout.story("eight", "status: draft\n")
    checkout.commit(1)
    checkout.story("nine")
    checkout.commit(2)

    assert checkout.told() == []


def test_an_archive_may_be_brought_along(checkout):
    checkout.story("eight")
    checkout.commit(1)
    checkout.story("nine")
    checkout.commit(2)
    settings = checkout.root / "pelicanconf.py"
    settings.write_text(
        f'{settings.read_text(encoding="utf-8")}\nHISTORY = {{"since": "2026-10-06"}}\n', encoding="utf-8"
    )
    assert checkout.told() == []

    checkout.story("ten")

    assert len(checkout.told()) == 1


def test_an_address_that_was_lost_is_told_until_an_alias_leads_on(checkout):
    checkout.story()
    checkout.commit(1)
    checkout.git("mv", "content/tram.md", "content/tramway.md")
    lost = checkout.told()
    checkout.commit(2)
    found = checkout.told()
    checkout.story(more="aliases: [/2026/10/tram/]\n", name="tramway")

    assert [(one["path"], one["rule"]) for one in found] == [("content/tramway.md", "E11")]
    assert "/2026/10/tram/" in found[0]["message"]
    assert lost == found or lost == []
    assert checkout.told() == []


def test_outside_a_checkout_nothing_is_said(tmp_path):
    write(tmp_path, "-- content/a.md --\n" + STORY.format(stops="eight", more=""))

    import sys

    ran = run(
        [sys.executable, "-m", "pelican.plugins.newsroom", "check", "--format", "json"], tmp_path, PATH="/nowhere"
    )

    assert [one for one in json.loads(ran.stdout) if one["rule"] in ("E11", "E15")] == []


def test_readers_see_the_changes_by_setting_and_a_shallow_clone_says_what_it_cannot_know(checkout, tmp_path_factory):
    checkout.story("eight")
    checkout.commit(1)
    checkout.story("nine", "corrections:\n  - {date: 2026-10-05, text: 'Nine stops, not eight.'}\n")
    checkout.commit(2)
    shallow = tmp_path_factory.mktemp("shallow")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{checkout.root}", str(shallow / "site")],
        check=True,
        capture_output=True,
    )

    more = 'HISTORY = {"change_log": True}'
    whole = builder(checkout.root)(more=more).page("/2026/10/tram/").select_one(".change-log")
    cut = builder(shallow / "site")(more=more).page("/2026/10/tram/").select_one(".change-log")

    assert [one.text for one in whole.select("del, ins")] == ["eight", "nine"]
    assert whole.time["datetime"] == "2026-10-05"
    assert "Nine stops, not eight." in whole.text
    assert "not known" not in whole.text
    assert not cut.select("del, ins")
    assert "Earlier changes are not known" in cut.text


def test_the_log_is_off_unless_a_site_asks_for_it(build):
    site = build("-- content/tram.md --\n" + STORY.format(stops="eight", more=""))

    assert site.page("/2026/10/tram/").select_one(".change-log") is None
    assert (ROOT / "plugins/history").is_dir()
