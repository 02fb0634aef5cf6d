"""When everything is known: after the pages of articles and pages, before files are copied."""

from typing import Any

from .writer import PlannedWriter


class WritingGenerator:
    """Pelican asks it for its output after its own generators and before it copies files."""

    def __init__(self, context: dict[str, Any], **_: Any) -> None:
        self.context = context

    def generate_output(self, writer: Any) -> None:
        if isinstance(writer, PlannedWriter):
            writer.write_out(self.context)
