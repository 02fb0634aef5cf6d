"""How large a page says that its pictures are, against the files: attributes, candidates of `srcset`, cards. Pure but for reading the site.

A page may crop or scale a picture by its style: so a size is wrong only where nearly all other pictures of the site have their own.
"""

import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..newsroom.page import Page
from ..newsroom.page_parts import Shown
from ..newsroom.problem import Problem
from .built_site import BuiltSite
from .fault import AGAIN, fault
from .usual import without

_HEAD = 65_536
#: What a drawing says of its size.
_BOX = re.compile(rb"""<svg[^>]*\sviewBox=["'][-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)["']""", re.DOTALL)
_KINDS = {
    "image/avif": (".avif",), "image/webp": (".webp",), "image/png": (".png",), "image/jpeg": (".jpg", ".jpeg"),
    "image/svg+xml": (".svg",), "image/gif": (".gif",),
}  # fmt: skip
_ENDS = frozenset(end for ends in _KINDS.values() for end in ends)
#: So much may a side be rounded.
_NEARLY = 1.03
#: So many pictures with their own size tell what is usual, and so many times as many as the others.
_ENOUGH = 3
_MORE = 4

#: What a size adds to the name of its picture.
_SIZE = re.compile(r"(?:[-_@.](?:\d+x\d+|\d+(?:\.\d+)?[wxh]?))?\.\w+$")
_Place = tuple[str, int]


def picture_sizes(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them, each once with the pages that say it."""
    sizes: dict[str, tuple[int, int] | None] = {}
    right: Counter[str] = Counter()
    wrong: dict[str, dict[str, list[_Place]]] = defaultdict(lambda: defaultdict(list))
    for page in site.pages.values():
        for kind, url, width, height, line in _claims(page):
            target = site.path_of(url, page.path)
            if target is None or target not in site.files:
                continue
            if target not in sizes:
                sizes[target] = size_of(site.output / target)
            size = sizes[target]
            if size is None or _fits(kind, size, width, height):
                right[kind] += size is not None
            else:
                told = " x ".join(one for one in (width, height) if one)
                said = f"{url[:150]} is said to be {told[:40]}, and is {size[0]} x {size[1]}"
                wrong[kind][said].append((page.path, line))
        for said, line in _unclear(page.shown):
            yield fault(page.path, "E21", said, "write each candidate with its own width", line)
    several = {
        (page.path, one.line): len({_stem(url) for url, _ in one.candidates}) == 1
        for page in site.pages.values()
        for one in page.shown
        if len(one.candidates) > 1
    }
    for path, line in without(several):
        said = "the candidates of a srcset are several pictures: which is shown depends on the screen"
        yield fault(path, "E06", said, AGAIN, line)
    for kind, found in wrong.items():
        places = sum(map(len, found.values()))
        if right[kind] >= _ENOUGH and places * _MORE <= right[kind]:
            for said, where in sorted(found.items()):
                path, line = min(where)
                more = f" (and on {len(where) - 1} more pages)" if len(where) > 1 else ""
                yield fault(path, "E06", f"{said}{more}", AGAIN, line)


def _claims(page: Page) -> Iterator[tuple[str, str, str, str, int]]:
    """(kind, address, width, height, line) of each size that a page tells."""
    for one in page.shown:
        if one.url and one.width and one.height:
            yield "attributes", one.url, one.width, one.height, one.line
        for url, told in one.candidates:
            if told.endswith("w"):
                yield "srcset", url, told[:-1], "", one.line
    card = page.cards
    if (url := card.get("og:image", "")) and card.get("og:image:width") and card.get("og:image:height"):
        yield "card", url, card["og:image:width"], card["og:image:height"], 0


def _fits(kind: str, size: tuple[int, int], width: str, height: str) -> bool:
    """Whether a size is told; of attributes only their relation counts, and a picture may lie on its side."""
    told = [int(one) for one in (width, height) if one.isdecimal()]
    if len(told) < (1 if kind == "srcset" else 2) or 0 in (*told, *size):
        return False
    if kind == "srcset":
        return any(_near(told[0], one) for one in size)
    ways = (size, size[::-1])
    if kind == "card":
        return any(_near(told[0], one[0]) and _near(told[1], one[1]) for one in ways)
    return any(
        _near(told[0] * one[1], told[1] * one[0]) or abs(told[0] * one[1] / one[0] - told[1]) <= 1 for one in ways
    )


def _near(one: float, other: float) -> bool:
    return max(one, other) <= min(one, other) * _NEARLY


def _unclear(shown: list[Shown]) -> Iterator[tuple[str, int]]:
    """Candidates between which no browser can choose, or of another kind than is said."""
    for one in shown:
        told = [size for _, size in one.candidates]
        is_mixed = "" in told and any(size.endswith("w") for size in told)
        if is_mixed or len(set(told)) < len(told):
            what = "a candidate of a srcset has no width" if is_mixed else "two candidates of a srcset have one size"
            yield f"{what}: {', '.join(size or 'none' for size in told)}", one.line
        ends = _KINDS.get(one.kind.partition(";")[0].strip().lower())
        for url, _ in one.candidates if ends else ():
            if ends and _end(url) not in ends and _end(url) in _ENDS:
                yield f"{url[:150]} is said to be {one.kind[:40]}", one.line
                break


def _stem(url: str) -> str:
    """What the sizes of one picture have in common."""
    return _SIZE.sub("", url.partition("?")[0])


def _end(url: str) -> str:
    return PurePosixPath(url.partition("?")[0]).suffix.lower()


def size_of(path: Path) -> tuple[int, int] | None:
    """Width and height of a picture, of a drawing as they relate; None where nobody can tell by its begin."""
    if path.suffix.lower() == ".svg":
        with path.open("rb") as opened:
            box = _BOX.search(opened.read(_HEAD))
        return (round(float(box[1])), round(float(box[2]))) if box else None
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # how large a picture may be is no question here
            with Image.open(path) as picture:
                return picture.size
    except (OSError, SyntaxError, ValueError, TypeError, Image.DecompressionBombError):  # for what is none, or damaged
        return None
