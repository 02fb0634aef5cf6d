"""The versions of what shapes the bytes of a site."""

import platform

from ..newsroom.bug_report import version_of

_SHAPING = (
    "pelican-newsroom", "pelican", "Markdown", "Jinja2", "MarkupSafe", "Pygments", "Babel", "python-slugify",
    "Unidecode", "pillow", "resvg-py", "segno", "numpy", "smartypants", "docutils", "feedgenerator", "pagefind-bin",
)  # fmt: skip


def versions() -> dict[str, str]:
    """Name -> version of each that is installed."""
    found = {name: version_of(name) for name in _SHAPING}
    return {"python": platform.python_version(), **{name: version for name, version in found.items() if version}}
