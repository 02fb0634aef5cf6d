"""What others may print of a story: no word in it that its page does not show, wherever it lies."""

import pytest

from tests.checks.planting import findings, planted, put, silent, swapped, told

OWN = "2026/11/own/republish/"
TEXT, PASTED = f"{OWN}text.txt", f"{OWN}index.html"
STRAITS_PAGE = "2026/11/straits/index.html"
STRAITS = "2026/11/straits/republish/text.txt"
CREDIT = "This article was originally reported by Harbour Wire."

FAULTS = {
    "a credit that the story has not": (TEXT, swapped("By Ann Bee\n\n", f"By Ann Bee\n\n{CREDIT}\n\n"), f"E06 {TEXT}"),
    "a credit that the story has not, to be pasted": (PASTED, swapped("&lt;p&gt;Our words.", f"&lt;p&gt;{CREDIT}&lt;/p&gt;\n&lt;p&gt;Our words."), f"E06 {PASTED}"),
    "one more author": (TEXT, swapped("By Ann Bee\n", "By Ann Bee and Gee Aitch\n"), f"E06 {TEXT}"),
    "other words": (PASTED, swapped("&lt;p&gt;Our words.", "&lt;p&gt;Your words."), f"E06 {PASTED}"),
    "the words of another story": (STRAITS, put("An opening paragraph.*(?=\n\nThis article was first)", "Our words."), f"E06 {STRAITS}"),
    "another publisher": (TEXT, swapped("published by The Lamplighter", "published by The Candle"), f"E06 {TEXT}"),
    "a script": (PASTED, swapped("&lt;p&gt;Our words.", "&lt;script src=&#34;https://else.example/a.js&#34;&gt;&lt;/script&gt;&lt;p&gt;Our words."), f"E06 {PASTED}"),
}  # fmt: skip
test_what_the_page_does_not_show_is_found = told(FAULTS)
test_other_signs_are_no_other_words = silent(
    {"signs": (TEXT, swapped("Our words.", "“Our” words…")), "a picture amidst a line": (STRAITS_PAGE, swapped("about trade and ships", 'about trade <img src="/favicon.ico" alt="coins"> and ships')), "a formula": (STRAITS, swapped("An opening paragraph", "It is n/2. An opening paragraph"))}
)  # fmt: skip


@pytest.mark.parametrize("owner", ["2026/11/copied", "2026/11/gone", "2026/11/nobody"])
def test_a_pack_of_no_story_of_ours_is_found(owner, built, tmp_path):
    file = f"{owner}/republish/text.txt"

    def plant(text):
        (tmp_path / "output" / owner / "republish").mkdir(parents=True)
        (tmp_path / "output" / file).write_text(text, "utf-8")
        return text

    found = planted(built.output, tmp_path / "output", TEXT, plant)

    assert any(one.startswith(f"E06 {file}: ") for one in found), found


def test_packs_beside_pages_that_are_files_are_read(build):
    made = build(
        "-- content/own.md --\n---\nid: own-1\ntitle: What we saw\ndate: 2026-11-23\nauthors: [Ann Bee]\ncategories: [Law]\nlicense: CC-BY-4.0\n---\nOur words.\n",
        more='ARTICLE_URL = ARTICLE_SAVE_AS = "{slug}.html"',
    )
    assert made.code == 0, made.log
    text = made.output / "own/republish/text.txt"
    text.write_text(text.read_text("utf-8").replace("By Ann Bee", "By Gee Aitch"), "utf-8")

    assert f"E06 {text.relative_to(made.output)}: what others may print of /own.html" in "\n".join(
        findings(made.output)
    )
