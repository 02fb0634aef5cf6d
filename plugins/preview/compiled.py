"""Templates as Jinja compiled them, kept in memory: between two builds of one process most have not changed."""

from typing import Any

from jinja2 import BytecodeCache


class CompiledTemplates(BytecodeCache):
    """Jinja asks by name and source, so a template that was changed is compiled anew."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Any) -> None:
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Any) -> None:
        self._kept[bucket.key] = (bucket.checksum, bucket.code)
