"""Texts of an old site that only lead on (`redirect_to`): their addresses become old addresses of what they lead to."""

import dataclasses
from collections.abc import Sequence

from .article import Notes
from .fields import with_address
from .folder import OldSite, Sheet
from .owners import key_of


def without_redirecting(sheets: Sequence[Sheet], site: OldSite, notes: Notes) -> list[Sheet]:
    """The texts without those that have no words and lead on. What leads to no other text is named."""
    leading = [sheet for sheet in sheets if _target(sheet) and not sheet.article.body.strip()]
    kept = [sheet for sheet in sheets if not any(sheet is one for one in leading)]
    at = {key_of(sheet.address): number for number, sheet in reversed(list(enumerate(kept))) if sheet.address}
    for sheet in leading:
        target = _target(sheet)
        found = at.get(key_of(site.own_path(target) or "")) if site.own_path(target) else None
        old = [one for one in (sheet.address, *sheet.article.aliases) if one]
        if found is None:
            notes.left.append(
                f"{sheet.inner}: it leads to {target}; to keep that, write {' and '.join(old) or 'its old address'} into data/redirects.yaml"
            )
            continue
        article = kept[found].article
        for one in old:
            article = with_address(article, one)
        kept[found] = dataclasses.replace(kept[found], article=article)
    return kept


def _target(sheet: Sheet) -> str:
    given = sheet.article.extra.get("redirect_to")
    first = given[0] if isinstance(given, list | tuple) and given else given
    return first.strip() if isinstance(first, str) else ""
