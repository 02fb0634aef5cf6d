"""Writes the file of the key for IndexNow."""

from pathlib import Path
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.output import write_text
from .key_file import file_of, is_key
from .options import Options


def write_key(generator: Any, writer: Any) -> None:
    key = desk_of(generator.settings).options("NOTIFY", Options).key
    if is_key(key):
        write_text(Path(writer.output_path), file_of(key), key)


def register() -> None:
    signals.article_writer_finalized.connect(write_key)
