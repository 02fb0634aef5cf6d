"""Writes the examples of docs/rules.md from the golden cases of the rules; `--bless` first takes over what the code tells today."""

import sys
import tempfile
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests import rule_cases  # noqa: E402 (the folder must be known first)

PAGE = ROOT / "docs" / "rules.md"
MARK = "<!-- What follows is written by tools/rules_page.py from tests/golden/rules. -->\n"


def page(text: str) -> str:
    """docs/rules.md with its examples as they are now."""
    head = text.partition(MARK)[0].rstrip("\n")
    failing = [case for case in rule_cases.cases() if case.fails]
    parts = [
        f"### {rule}\n\n" + "\n".join(rule_cases.example_of(case) for case in group)
        for rule, group in groupby(failing, key=lambda case: case.rule)
    ]
    return f"{head}\n\n{MARK}\n## What is told, with an example of each\n\n" + "\n".join(parts)


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
