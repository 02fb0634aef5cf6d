"""What a site may set of its embeds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`EMBEDS = {...}`. `peertube` are hosts of PeerTube whose videos may stand in a text, "tube.example.org"; `frames` lets other frames in too."""

    peertube: tuple[str, ...] = ()
    frames: bool = True
