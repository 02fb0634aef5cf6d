"""For whom a list must be chosen again after a change, by what is remembered of the last choice. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from .engine import Engine
from .memory import Changes, Memory
from .stamps import Stamp
from .standing import Standing


def stale_of(
    engine: Engine,
    facts: Mapping[str, Any],
    weighed: Collection[str],
    *,
    before: Memory,
    memory: Memory,
    changes: Changes,
) -> frozenset[str]:
    """The stories of whom something is another than when they were last chosen for. `weighed` are those whose words weigh another amount."""
    update = engine.update if isinstance(engine, Standing) else None
    if update is None or not before.chosen or (before.paces, before.everybodys) != (memory.paces, memory.everybodys):
        return frozenset(facts)
    assert isinstance(engine, Standing)
    found = {path for path in changes.paths if path in facts}
    found |= {key[-1] for key in update.changed if key[-1] in facts}
    found |= {key[-1] for key in engine.holders([facts[path].key for path in found & changes.paths])}
    found |= {path for path in weighed if before.chances.get(path) != memory.chances[path]}
    if changes.storylines:
        found |= {path for path in facts if Stamp._make(memory.stamps[path]).storyline in changes.storylines}
    for path in (memory.pins.keys() | before.pins.keys()) & facts.keys():
        pins = memory.pins.get(path, ())
        if memory.pins.get(path) != before.pins.get(path) or changes.touch(pins):
            found.add(path)
    return frozenset(found)
