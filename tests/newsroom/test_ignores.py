"""What a writer leaves as it is, with a reason; and what is said of an ignore that does nothing."""

import pytest
from pelican.plugins.newsroom.desk import Build, read_desk

HEAD = "---\ntitle: T\ndate: 2026-01-01\n{}tags: [a, A]\n---\n{}\n"


@pytest.fixture
def told(tmp_path, site):
    def _told(text):
        (tmp_path / "content").mkdir()
        (tmp_path / "content/a.md").write_text(text, encoding="utf-8")
        build = Build(read_desk(site(tmp_path), {}), {})
        build.report_idle_ignores()
        return [f"{one.line}:{one.column}:{one.rule}" for one in build.problems if one.rule in ("W07", "W23", "E00")]

    return _told


REASON = "newsroom: ignore W07 because the case of letters is what it is about"


@pytest.mark.parametrize(
    "text",
    [
        HEAD.format(f"# {REASON}\n", "x"),
        HEAD.format(f"lang: en # {REASON}\n", "x"),
        HEAD.format("", f"x\n\n<!-- {REASON} -->"),
        f"+++\ntitle = 'T'\ndate = 2026-01-01\n# {REASON}\ntags = ['a', 'A']\n+++\nx",
        f"Title: T\n# {REASON}\nDate: 2026-01-01\nTags: a, A\n\nx",
        HEAD.format("# newsroom: ignore w07, W02 and W14 because so\n", "x").replace("W02 and W14", "w07"),
    ],
)
def test_a_rule_is_ignored_in_every_dialect_and_in_the_text(told, text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (HEAD.format("# newsroom: ignore W07\n", "x"), ["4:1:W23", "5:11:W07"]),
        (HEAD.format("# newsroom: ignore W07 because\n", "x"), ["4:1:W23", "5:11:W07"]),
        (HEAD.format("# newsroom: ignore because I say so\n", "x"), ["4:1:W23", "5:11:W07"]),
        (HEAD.format("# newsroom: ignore W99 because so\n", "x"), ["4:1:W23", "5:11:W07"]),
        (HEAD.format("", f"x <!-- newsroom: ignore W20 because it was there --> <!-- {REASON} -->"), ["6:3:W23"]),
        (HEAD.format("", f"`<!-- {REASON} -->`"), ["4:11:W07"]),
        ("---\ntitle: T\n# newsroom: ignore E00 because I have no date\n---\nx", ["1:0:E00", "3:1:W23"]),
    ],
)
def test_an_ignore_without_reason_or_use_is_told(told, text, want):
    """And a rule that protects readers cannot be ignored at all."""
    assert told(text) == want
