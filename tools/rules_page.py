"""Writes the tables of docs/rules.md from the book of rules, and its examples from their golden cases.

`--bless` first takes over into the cases what the code tells today.
"""

import sys
import tempfile
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import pelican  # noqa: E402, F401 (the namespace of our plugins opens with it)
from pelican.plugins.newsroom.rule_book import BOOK  # noqa: E402 (the folder must be known first)

from tests import rule_cases  # noqa: E402

PAGE = ROOT / "docs" / "rules.md"
BOOK_MARK = "<!-- The two tables are written by tools/rules_page.py from plugins/newsroom/rule_book.py. -->\n"
MARK = "<!-- What follows is written by tools/rules_page.py from tests/golden/rules. -->\n"


def page(text: str) -> str:
    """docs/rules.md with its tables and examples as they are now."""
    head = text.partition(BOOK_MARK)[0].rstrip("\n")
    tables = f"## Errors\n\n{table('E')}\n## Warnings\n\n{table('W')}"
    failing = [case for case in rule_cases.cases() if case.fails]
    parts = [
        f"### {rule}\n\n" + "\n".join(rule_cases.example_of(case) for case in group)
        for rule, group in groupby(failing, key=lambda case: case.rule)
    ]
    return f"{head}\n\n{BOOK_MARK}\n{tables}\n{MARK}\n## What is told, with an example of each\n\n" + "\n".join(parts)


def table(kind: str) -> str:
    """The rules whose id begins with `kind`, as a table in Markdown."""
    rows = ["| id | severity | when | what to do |", "|---|---|---|---|"]
    for rule, one in BOOK.items():
        if rule.startswith(kind):
            but = one.but if one.but.startswith(",") or not one.but else f" {one.but}"
            mark = "\\*" if one.fixed else ""
            rows.append(f"| {rule}{mark} | {one.severity}{but} | {one.when} | {one.remedy} |")
    return "\n".join([*rows, ""])


def bless() -> None:
    """Write into each case what is told of it today."""
    for case in rule_cases.cases():
        with tempfile.TemporaryDirectory() as folder:
            told = rule_cases.told(case, Path(folder).resolve())
        head, _, _ = case.file.read_text(encoding="utf-8").partition("-- told --\n")
        case.file.write_text(f"{head}-- told --\n{told}", encoding="utf-8")


if __name__ == "__main__":
    if "--bless" in sys.argv:
        bless()
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
