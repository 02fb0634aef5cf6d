"""`make docs`: puts the documents of the project, and what they show, into the content folder of their site, and builds it.

    python docs/site/make.py [CONTENT [OUTPUT]]

The build runs in that folder: paths of problems are then those of the documents themselves.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WANTED = ("*.md", "LICENSE", "docs/*.md", "docs/*.png", "docs/decisions/*.md", "docs/components/*", "docs/pictures/*", "plugins/*/README.md", "benchmarks/README.md")  # fmt: skip


def gather(content: Path) -> None:
    """Copy them to the same paths below `content`; what is there already goes, but for what builds keep there."""
    content.mkdir(parents=True, exist_ok=True)
    for old in content.iterdir():
        if old.is_dir() and old.name != ".cache":
            shutil.rmtree(old)
        elif old.is_file():
            old.unlink()
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


def build(content: Path, output: Path) -> int:
    """The exit code of the build; its words go where ours go."""
    newsroom = [sys.executable, "-m", "pelican.plugins.newsroom", "build", ".", "-s", ROOT / "docs/site/pelicanconf.py"]
    return subprocess.run([*newsroom, "-o", output], cwd=content, check=False).returncode


if __name__ == "__main__":
    places = [Path(one).absolute() for one in sys.argv[1:3]]
    content, output = [*places, *(ROOT / ".cache" / "docs", ROOT / "docs" / "output")[len(places) :]]
    gather(content)
    sys.exit(build(content, output))
