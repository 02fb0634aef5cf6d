"""JSON that says one thing twice: by its rules nobody knows which of the two counts. Pure."""

import json
from collections import Counter
from typing import Any


def read_json(text: str) -> tuple[Any, list[str]]:
    """What a text holds, as all readers of Python have it, and the keys that stand twice in one of its objects. Raises ValueError, RecursionError."""
    twice: list[str] = []

    def made(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        read = dict(pairs)
        if len(read) < len(pairs):
            twice.extend(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        return read

    return json.loads(text, object_pairs_hook=made), twice
