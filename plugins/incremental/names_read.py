"""Which names a piece of Python code may read."""

from types import CodeType


def names_of_code(code: CodeType) -> frozenset[str]:
    """Every name of an attribute or a global that the code names, inner functions included, and constants that look like names."""
    found = set(code.co_names)
    for one in code.co_consts:
        if isinstance(one, CodeType):
            found |= names_of_code(one)
        elif isinstance(one, str) and one.isidentifier():
            found.add(one)
    return frozenset(found)
