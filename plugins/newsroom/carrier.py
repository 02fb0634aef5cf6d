"""What must find its way back from a process that renders pages to the one that writes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Carrier:
    """`taken` gives what came up since it was last asked, as a value that can be pickled and is false when there is nothing; `given` is
    called with it in the process that writes, once for each page, in the order of the pages.
    """

    taken: Callable[[], Any]
    given: Callable[[Any], None]
