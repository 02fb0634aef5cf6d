"""One finding of the audit. Pure."""

from ..newsroom.problem import ERROR, Problem

#: The remedy of most: what differs from its story was made of an older one, or by hand.
AGAIN = "build the site again"


def fault(file: str, rule: str, message: str, remedy: str, line: int = 0, severity: str = ERROR) -> Problem:
    """What is wrong with a file of the output; of most files no column means anything."""
    return Problem(file, line, 0, rule, message, remedy, severity)
