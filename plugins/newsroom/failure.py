"""What went wrong where, in one sentence: for a template, a setting or a plugin that cannot be used as it is."""

import traceback
from collections.abc import Iterable
from pathlib import Path

from .cores import HelperEnded

#: What Pelican raises with `--fatal` once it has logged an error: the fault itself is what was being handled then.
_LOGGED = "Warning or error encountered"


def said(error: BaseException, roots: Iterable[Path]) -> str:
    """`themes/gazette/templates/article.html:12: unexpected '}'`: the place nearest to the fault that lies in one of `roots`, and the fault.

    Raises nothing, whatever the error holds.
    """
    folders = [root.resolve() for root in roots]
    if isinstance(error, RuntimeError) and str(error) == _LOGGED:
        if error.__context__ is None:
            return "see the error above"
        error = error.__context__
    words = " ".join(str(error).split()) or type(error).__name__
    place = _place(error, folders)
    if isinstance(error, SyntaxError):
        words = f"{error.msg}"
    kind = "" if _explains_itself(error) else f"{type(error).__name__}: "
    return f"{place}: {kind}{words}" if place else f"{kind}{words}"


def line_of(error: BaseException, file: str) -> int | None:
    """The line of the fault in a file of this name, the innermost where it is there more than once."""
    if isinstance(error, SyntaxError):
        return error.lineno
    lines = [one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename.endswith(file)]
    return lines[-1] if lines else None


def _explains_itself(error: BaseException) -> bool:
    """Whether the words say enough without the name of the exception."""
    return type(error).__module__.partition(".")[0] == "jinja2" or isinstance(
        error, (SyntaxError, SystemExit, HelperEnded)
    )


def _place(error: BaseException, folders: list[Path]) -> str:
    """The file and line of the fault, relative to the first folder that holds it; "" where none does."""
    named = getattr(error, "filename", None)
    line = getattr(error, "lineno", None)
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if named and line:
        frames.append((str(named), line))
    for file, number in reversed(frames):
        path = Path(file)
        if not path.is_file():
            continue
        for folder in folders:
            if path.resolve().is_relative_to(folder) and "site-packages" not in path.parts:
                return f"{path.resolve().relative_to(folders[0]) if path.resolve().is_relative_to(folders[0]) else path}:{number}"
    return ""
