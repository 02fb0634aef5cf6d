"""Files of articles, ranked by likeness alone: how ours are compared with other programs'."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from .document import documents_of
from .engines import engine_of
from .options import Options
from .rescue import rescued

#: How many of a ranking are looked at when it is asked whether anybody leads to an article.
SHOWN = 5

_GZIP = b"\x1f\x8b"


class Unreadable(Exception):
    """What is wrong with a file of articles, with its line."""


def ranked_file(path: Path, limit: int, *, rerank: str = "") -> dict[str, list[str]]:
    """Id -> ids, best first, for each record of a file of JSON lines, plain or compressed by gzip. Raises Unreadable."""
    documents = documents_of(list(_records(path)))
    found = engine_of(Options(rerank=rerank), documents).ranked_all(limit)
    ranked = {key[0]: [match.key[0] for match in matches] for key, matches in found.items()}
    return rescued(dict(sorted(ranked.items())), min(SHOWN, limit))


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file, line by line: each an object with an `id` of its own. Blank lines are none."""
    lines: dict[str, int] = {}
    for number, line in _lines(path):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise Unreadable(f"{path}:{number}: this is no JSON: {error}") from None
        except RecursionError:
            raise Unreadable(f"{path}:{number}: this JSON is nested too deeply") from None
        if not isinstance(record, dict):
            raise Unreadable(f"{path}:{number}: each line must be an object in braces")
        given = record.get("id")
        name = str(given).strip() if isinstance(given, (str, int)) else ""
        if not name:
            raise Unreadable(f'{path}:{number}: the article has no "id"')
        if name in lines:
            raise Unreadable(f'{path}:{number}: the id "{name}" stands on line {lines[name]} already')
        lines[name] = number
        yield record


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    number = 0
    try:
        with _opened(path) as file:
            for number, line in enumerate(file, start=1):
                yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise Unreadable(f"{path}:{number}: this is not UTF-8") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Unreadable(f"{path}: the gzip file is damaged: {error}") from None
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror or error}") from None


def _opened(path: Path) -> IO[bytes]:
    """By what the file holds, not by its name."""
    with path.open("rb") as file:
        compressed = file.read(2) == _GZIP
    return gzip.open(path) if compressed else path.open("rb")  # type: ignore[return-value]
