"""A site with nine hundred messy tags, before and after `newsroom tags doctor --fix`."""

import json

from tests.taxonomy.mess import messy_stories


def test_a_month_of_mess_is_mended_and_nothing_repairable_is_left(newsroom, tmp_path):
    newsroom("--version")
    for path, text in messy_stories().items():
        (tmp_path / path).write_text(text, encoding="utf-8")

    before = json.loads(newsroom("tags", "doctor", "--format", "json").stdout)
    names_before = len(json.loads(newsroom("tags", "list", "--format", "json").stdout))
    fixed = newsroom("tags", "doctor", "--fix")
    after = json.loads(newsroom("tags", "doctor", "--format", "json").stdout)
    names_after = len(json.loads(newsroom("tags", "list", "--format", "json").stdout))

    assert fixed.returncode == 0, fixed.stderr
    assert 800 <= names_before <= 1100
    assert sum(one["fixable"] for one in before) > 300
    assert not [one for one in after if one["fixable"]]
    assert names_after < names_before * 0.75
    changed = [line for line in fixed.stdout.splitlines() if line.startswith("-") and not line.startswith("---")]
    assert all(line.startswith(("-Tags:", "-  - ", "-tags = ", "-tags:")) for line in changed)
    assert newsroom("check").returncode == 0
    again = newsroom("tags", "doctor", "--fix")
    assert "nothing to change" in again.stderr
