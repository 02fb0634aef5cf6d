"""Gives Pelican a writer that knows all that will be written before it writes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pelican import signals

from ..newsroom.output import is_waiting
from .generator import WritingGenerator
from .writer import PlannedWriter

#: Who else brings a writer. Pelican takes one only: theirs is mixed into ours.
_others: list[Callable[[Any], Any]] = []


def take_over_writers(_pelican: Any) -> None:
    """All plugins are there: whoever else brings a writer is asked by us from now on."""
    for receiver in list(signals.get_writer.receivers_for(signals.get_writer)):
        if receiver is not our_writer:
            signals.get_writer.disconnect(receiver)
            _others.append(receiver)


def our_writer(pelican: Any) -> Any:
    kinds = [kind for other in _others if isinstance(kind := other(pelican), type)]
    if is_waiting(Path(pelican.output_path)):  # a site that is looked at while it is written has its own way to wait
        return kinds[0] if kinds else None
    return type("BuildWriter", (PlannedWriter, *kinds[:1]), {})


def our_generator(_pelican: Any) -> type[WritingGenerator]:
    return WritingGenerator


def register() -> None:
    signals.initialized.connect(take_over_writers)
    signals.get_writer.connect(our_writer)
    signals.get_generators.connect(our_generator)
