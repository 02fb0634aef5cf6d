"""Ways between a folder and its files where they are plain: what Pelican takes apart and puts together for each file is then cut, or added. Pure."""

from posixpath import normpath

#: Signs of a folder and its slash that is not the root.
_LEAST = 3


def below(folder: str, path: object) -> str:
    """The way from a folder to a path that is plainly below it, both written out from the root; "" for any other."""
    start = f"{folder}/"
    if not isinstance(path, str) or not path.startswith(start) or len(start) < _LEAST or start[0] != "/":
        return ""
    return path.removeprefix(start) if normpath(path) == path else ""


def joined(folder: str, name: object) -> str:
    """The path of a file that is named plainly below a folder which is written out from the root; "" for any other."""
    path = f"{folder}/{name}"
    return path if isinstance(name, str) and below(folder, path) == name and name else ""
