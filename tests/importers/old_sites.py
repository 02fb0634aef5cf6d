"""Old sites of a few lines, read in this process."""

from pathlib import Path

from pelican.plugins.importers.article import Imported, Notes
from pelican.plugins.importers.jekyll import read_jekyll

from .test_bylines import files


def from_jekyll(root: Path, text: str) -> dict[str, Imported]:
    """What becomes of the texts of a Jekyll site, by their titles; `text` are its files, each below `-- path --`."""
    files(root, text)
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md")
    return {one.title: one for one in read_jekyll(root, notes)}
