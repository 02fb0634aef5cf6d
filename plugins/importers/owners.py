"""Whose an old address is, where the old program let several texts have it. Pure."""

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from .article import page_at

if TYPE_CHECKING:
    from .folder import Sheet

Owner = TypeVar("Owner")


def key_of(path: str) -> str:
    """What the ways to write one address have in common: `/a/b/`, `a/b/index.html`, `a/b.html`, `a/c/../b`."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", ".", ".."):
            parts.append(part)
    if parts and parts[-1] in ("index.html", "index.htm"):
        parts.pop()
    return "/".join(parts).lower().removesuffix(".html").removesuffix(".htm")


def owners_of(claims: Iterable[tuple[str, Owner]]) -> dict[str, Owner]:
    """Who has each address: the first that claims it."""
    owners: dict[str, Owner] = {}
    for address, owner in claims:
        owners.setdefault(address, owner)
    return owners


def one_owner(sheets: Sequence["Sheet"]) -> list["Sheet"]:
    """Each old address for one text only: the page that keeps it, the one that stood there, else the first that names it. The old program took
    whichever came last. A further page of one address gets one with a number.
    """
    sheets = _pages_apart(sheets)
    pages_first = sorted(sheets, key=lambda one: one.article.kind != "page")
    owners = owners_of(
        [
            *((key_of(one.address), one) for one in pages_first if one.address and "?" not in one.address),
            *((key_of(alias), one) for one in sheets for alias in one.article.aliases),
        ]
    )

    def mended(sheet: "Sheet") -> "Sheet":
        lost = [alias for alias in sheet.article.aliases if owners[key_of(alias)] is not sheet]
        said = [f"aliases: {alias} leads to {owners[key_of(alias)].inner}, which has it too" for alias in lost]
        made = dataclasses.replace(
            sheet.article,
            aliases=tuple(one for one in sheet.article.aliases if one not in lost),
            left=(*sheet.article.left, *said),
        )
        address = sheet.address if owners.get(key_of(sheet.address), sheet) is sheet else ""
        return dataclasses.replace(sheet, article=made, address=address)

    return [mended(sheet) for sheet in sheets]


def _pages_apart(sheets: Sequence["Sheet"]) -> list["Sheet"]:
    """The texts with an address for each page that no other page has."""
    taken: set[str] = set()
    made = []
    for sheet in sheets:
        url = sheet.article.url
        if sheet.article.kind != "page" or not url or key_of(url) not in taken:
            taken |= {key_of(url)} if sheet.article.kind == "page" and url else set()
            made.append(sheet)
            continue
        stem, end = (
            (url[:-1], "/") if url.endswith("/") else (url.removesuffix(".html"), url[len(url.removesuffix(".html")) :])
        )
        free = next(one for number in count(2) if key_of(one := f"{stem}-{number}{end}") not in taken)
        taken.add(key_of(free))
        said = f"url: /{url} is the address of another page too; this one is at /{free}"
        article = page_at(sheet.article, free)
        article = dataclasses.replace(
            article,
            guessed=(*article.guessed, said),
            name=f"{sheet.article.name}{free[len(stem) : len(free) - len(end)]}",
        )
        made.append(dataclasses.replace(sheet, article=article, address=""))
    return made
