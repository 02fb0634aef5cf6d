"""Where a theme lies that was installed with pip: a site's settings import its folder from here."""

from pathlib import Path

BROADSHEET = str(Path(__file__).parent / "broadsheet")

__all__ = ["BROADSHEET"]
