"""The files of a site under test: found always in the same order, and changed line by line."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def files_below(site: Path, folder: str, pattern: str) -> list[Path]:
    """Those below a folder of the site, always in the same order."""
    return sorted(one for one in (site / folder).rglob(pattern) if one.is_file() and not one.is_symlink())


def stories_of(site: Path) -> list[Path]:
    return [one for one in files_below(site, "content", "*.md") if "pages" not in one.parts]


def one_of(random_: random.Random, files: Sequence[Path]) -> Iterator[Path]:
    """One of them, or none where there is none."""
    if files:
        yield random_.choice(files)


def with_line(text: str, key: str, value: str | None, sign: str = ":") -> str:
    """The text with this value in the line of a key: in its place, else at the end."""
    lines = [one for one in text.splitlines() if one]
    new = [] if value is None else [f"{key}{sign} {value}"]
    at = next((n for n, one in enumerate(lines) if one.startswith(f"{key}{sign}")), len(lines))
    return "\n".join([*lines[:at], *new, *lines[at + 1 :]]) + "\n"


def set_fact(file: Path, key: str, value: str | None) -> None:
    text = file.read_text(encoding="utf-8")
    if not text.startswith("---\n") or text.count("\n---\n") < 1:
        return
    header, _, body = text.removeprefix("---\n").partition("\n---\n")
    file.write_text(f"---\n{with_line(header, key, value)}---\n{body}", encoding="utf-8")
