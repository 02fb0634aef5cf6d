"""What Jinja is told before it reads a template: what our house wants, what the theme wants, and what the site says."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .kept_templates import KeptTemplates

_GETTEXT = "jinja2.ext.i18n"
#: What marks the words of a theme for gettext.
_MARK = re.compile(rb"\bendtrans\b|\bn?p?gettext\s*\(")
_SUFFIXES = (".html", ".xml", ".jinja", ".jinja2", ".j2", ".txt")


def environment_of(settings: Mapping[str, Any], kept: Path) -> dict[str, Any]:
    """JINJA_ENVIRONMENT of a build that keeps its compiled templates in `kept`.

    Nobody edits a template while the pages of one build are made: Jinja need not look for that at every use of one, nor for its oldest.
    """
    theme = Path(settings["THEME"])
    wanted = wanted_by(theme)
    ours = {"auto_reload": False, "cache_size": -1, "bytecode_cache": KeptTemplates(kept), **wanted}
    said = {**ours, **settings["JINJA_ENVIRONMENT"]}
    extensions = list(said.get("extensions") or ())
    folders = [theme / "templates", *map(Path, settings["THEME_TEMPLATES_OVERRIDES"])]
    if not wanted and _GETTEXT not in extensions and any(map(_is_marked, folders)):
        said["extensions"] = [*extensions, _GETTEXT]
    return said


def wanted_by(theme: Path) -> dict[str, Any]:
    """What a theme wants of Jinja by itself, in its `theme.toml`; JINJA_ENVIRONMENT stands before it."""
    try:
        return dict(tomllib.loads((theme / "theme.toml").read_text(encoding="utf-8"))["jinja"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def lend_words(generator: Any) -> None:
    """Give its templates the words that a theme marks for gettext as they stand, until a plugin brings their translations: that of an old site often stayed elsewhere."""
    environment = generator.env
    if hasattr(environment, "install_null_translations") and "gettext" not in environment.globals:
        environment.install_null_translations(newstyle=True)


def _is_marked(folder: Path) -> bool:
    """Whether a template in it asks for gettext."""
    files = (one for one in folder.rglob("*") if one.suffix in _SUFFIXES and one.is_file())
    return any(_MARK.search(one.read_bytes()) for one in files)
