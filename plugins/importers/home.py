"""What the settings of the site that is imported into say: they are read as text, never run; Pelican's own where they say nothing."""

import re
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..newsroom.slug import Slugs

_YES_OR_NO = re.compile(r"^(SLUGIFY_USE_UNICODE|SLUGIFY_PRESERVE_CASE)\s*=\s*(True|False)\b", re.MULTILINE)
_WORD = re.compile(r"^(TIMEZONE|DEFAULT_LANG)\s*=\s*[\"']([^\"'\n]+)[\"']", re.MULTILINE)
_LIST = re.compile(r"^ARTICLE_EXCLUDES\s*=\s*[\[(]([^\])]*)[\])]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Home:
    """How the site makes addresses of topics, its zone and its language, "" for neither, and the folders that hold no stories."""

    slugs: Slugs
    zone: tzinfo = UTC
    lang: str = ""
    excluded: frozenset[str] = frozenset()


def home_of(file: Path) -> Home:
    """What a pelicanconf.py says, which may not be there."""
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    given = {name: value == "True" for name, value in _YES_OR_NO.findall(text)}
    slugs = Slugs(given.get("SLUGIFY_USE_UNICODE", False), given.get("SLUGIFY_PRESERVE_CASE", False))
    words = dict(_WORD.findall(text))
    listed = _LIST.search(text)
    excluded = re.findall(r"[\"']([^\"']*?)/?[\"']", listed[1]) if listed else ()
    try:
        zone: tzinfo = ZoneInfo(words.get("TIMEZONE", "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = UTC
    return Home(slugs, zone, words.get("DEFAULT_LANG", ""), frozenset(excluded))
