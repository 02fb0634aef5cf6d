"""A site by Pelican's settings: what the core needs of them, and what is wrong with our blocks among them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from . import clock
from .conversion import ENGINES
from .options import choice_from, options_from
from .problem import Problem
from .settings_rules import settings_faults
from .site import Checks, Options, Site, default_date, patterns_of
from .slug import Slugs

_PATTERNS = (
    "CATEGORY_SAVE_AS",
    *(
        f"{kind}_{lang}{what}"
        for kind in ("ARTICLE", "PAGE", "DRAFT", "DRAFT_PAGE")
        for lang in ("", "LANG_")
        for what in ("URL", "SAVE_AS")
    ),
)


def site_from(settings: Mapping[str, Any], slugs: Callable[[bool], Slugs]) -> tuple[Site, tuple[Problem, ...]]:
    """The site, and what is wrong. `slugs` makes its slugs, told whether those of stories come of their titles."""
    options, faults = options_from(settings, "NEWSROOM", Options)
    checks, more = options_from(settings, "CHECKS", Checks)
    _, unknown = choice_from(settings, "MARKDOWN_ENGINE", ENGINES)
    site = Site(
        root=root_of(settings),
        content=Path(settings["PATH"]).absolute(),
        now=clock.now(),
        zone=ZoneInfo(settings.get("TIMEZONE") or "UTC"),
        lang=str(settings["DEFAULT_LANG"]),
        url=str(settings["SITEURL"]).rstrip("/"),
        name=str(settings["SITENAME"]),
        options=options,
        checks=checks,
        article_paths=tuple(settings["ARTICLE_PATHS"]),
        article_excludes=tuple(settings["ARTICLE_EXCLUDES"]),
        page_paths=tuple(settings["PAGE_PATHS"]),
        page_excludes=tuple(settings["PAGE_EXCLUDES"]),
        ignore=tuple(settings["IGNORE_FILES"]),
        patterns={name: str(settings[name] or "") for name in _PATTERNS},
        name_patterns=patterns_of(settings, "FILENAME_METADATA"),
        path_patterns=patterns_of(settings, "PATH_METADATA"),
        default_metadata=dict(settings["DEFAULT_METADATA"]),
        path_metadata=dict(settings["EXTRA_PATH_METADATA"]),
        default_category=str(settings["DEFAULT_CATEGORY"]),
        default_date=default_date(settings.get("DEFAULT_DATE")),
        file_dates=settings.get("DEFAULT_DATE") == "fs",
        default_author=str(settings.get("AUTHOR") or ""),
        folder_is_category=bool(settings["USE_FOLDER_AS_CATEGORY"]),
        slugs=slugs(options.slug_from == "title"),
    )
    slips = settings_faults(settings, checks.severity, is_published=not options.preview)
    return site, (*settings.get("MISREAD", ()), *faults, *more, *unknown, *slips)


def root_of(settings: Mapping[str, Any]) -> Path:
    """The folder from which a writer reads the paths of files: the one they stand in, where the stories are below it."""
    content = Path(settings["PATH"]).absolute()
    return Path.cwd() if content.is_relative_to(Path.cwd()) else content.parent
