"""Files of the output that no template writes."""

from pathlib import Path


def write_text(output: Path, file: str, text: str) -> None:
    """Write `file` below the output folder: UTF-8, and the same line ends on every machine."""
    target = output / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
