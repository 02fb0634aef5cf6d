"""How long the vectors of documents are. Pure."""

from typing import Any

#: Exponent of the vector's length: 1 would be the cosine, less prefers stories that say more.
LENGTH_OF_VECTOR = 0.7

#: Steps of the square of a length from one power of two to the next.
LENGTHS = 16


def lengths(squares: Any, alone: Any) -> tuple[Any, Any]:
    """(what a score is multiplied by, what a document shares with itself), by the squares of the weights that are shared and of the rest."""
    import numpy as np

    whole = squares + alone
    scale = _settled(_rounded_length(squares) ** (-LENGTH_OF_VECTOR / 2))
    return scale, _settled(np.where(whole > 0, whole, 0.0) ** ((2 - LENGTH_OF_VECTOR) / 2))


def _rounded_length(squares: Any) -> Any:
    """The squares of lengths in LENGTHS steps to the double: one term more among hundreds seldom changes a score with anybody else."""
    import numpy as np

    return 2.0 ** (np.round(LENGTHS * np.log2(np.maximum(squares, 1.0))) / LENGTHS)


def _settled(numbers: Any) -> Any:
    """Without the last bits, in which the powers and logarithms of two machines may differ."""
    import numpy as np

    mantissa, exponent = np.frexp(numbers)
    return np.ldexp(np.rint(mantissa * 2.0**40), exponent - 40)
