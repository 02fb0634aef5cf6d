"""Puts the documents of the project, and what they show, into the content folder of their site: `make docs` runs it."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WANTED = ("*.md", "LICENSE", "docs/*.md", "docs/*.png", "docs/decisions/*.md", "docs/components/*", "docs/pictures/*", "plugins/*/README.md", "benchmarks/README.md")  # fmt: skip


def gather(content: Path) -> None:
    """Copy them to the same paths below `content`; what is there already goes."""
    shutil.rmtree(content, ignore_errors=True)
    for file in sorted({file for pattern in WANTED for file in ROOT.glob(pattern) if file.is_file()}):
        copy = content / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, copy)
    decisions = content / "docs" / "decisions"
    with (decisions / "README.md").open(
        "a", encoding="utf-8"
    ) as page:  # a code host shows the files of a folder by itself
        page.writelines(["\n", *(_line(file) for file in sorted(decisions.glob("[0-9]*.md")))])


def _line(document: Path) -> str:
    title = document.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
    return f"- [{title}]({document.name})\n"


if __name__ == "__main__":
    gather(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".cache" / "docs")
