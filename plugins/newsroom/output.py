"""Files of the output that no template writes."""

from pathlib import Path


def write_text(output: Path, file: str, text: str) -> None:
    """Write `file` below the output folder: UTF-8, and the same line ends on every machine."""
    write_bytes(output, file, text.encode("utf-8"))


def write_bytes(output: Path, file: str, data: bytes) -> None:
    """Write `file` below the output folder."""
    target = output / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
