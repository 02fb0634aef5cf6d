"""The file that shows IndexNow whose site it is (indexnow.org/documentation). Pure."""

import re

_KEY = re.compile(r"[A-Za-z0-9-]{8,128}")


def is_key(key: str) -> bool:
    """Whether it has the form that IndexNow asks of a key: 8 to 128 letters, digits and hyphens."""
    return bool(_KEY.fullmatch(key))


def file_of(key: str) -> str:
    """The file of a key, at the top of the site."""
    return f"{key}.txt"
