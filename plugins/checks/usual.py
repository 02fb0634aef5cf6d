"""What most of a site says, against which the few that differ are told. Pure."""

from collections import Counter


def usual(said: Counter[str], least: int) -> str:
    """What more than half of at least so many say; "" where that is not clear."""
    name, count = said.most_common(1)[0] if said else ("", 0)
    return name if count * 2 > said.total() >= least else ""
