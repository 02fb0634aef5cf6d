"""What the name of a story's file says, and those of its folders: a day, a language, a shelf, and what an address may be made of. Pure."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from .dates import leading_date
from .languages import is_language

_LANG_SUFFIX = re.compile(r"(?P<stem>.+)\.(?P<lang>[a-z]{2}(?:[-_][A-Za-z]{2,4})?)$")


@dataclass(frozen=True, slots=True)
class FileName:
    """The name of a file without its ending, and the two folders around it; "" for a folder that is not there."""

    name: str
    folder: str
    outer_folder: str

    @classmethod
    def of(cls, inner: str) -> "FileName":
        """Those of a file by its path below the content folder."""
        folders, _, name = inner.rpartition("/")
        outer, _, folder = folders.rpartition("/")
        stem = PurePosixPath(name).stem if name.startswith(".") else name.rpartition(".")[0] or name
        return cls(stem, folder, outer.rpartition("/")[2])

    @property
    def is_index(self) -> bool:
        """Whether the story has a folder of its own, which then says what other files say by their names."""
        return self.name.split(".")[0] == "index"

    @property
    def shelf(self) -> str:
        """The folder in which a writer has put the story."""
        return self.outer_folder if self.is_index else self.folder

    @property
    def day(self) -> str:
        """The day with which the name begins, as in `2026-11-20-tram.md`; "" where it begins with none."""
        named, _ = leading_date(self.name)
        folder, _ = leading_date(self.folder)
        return named or (folder if self.is_index else "")

    @property
    def lang_and_stem(self) -> tuple[str, str]:
        """The language of `tram.de.md`, "" where the name says none, and the name that a slug comes from."""
        stem, lang = self.name, ""
        found = _LANG_SUFFIX.fullmatch(stem)
        if found and is_language(found["lang"]):
            stem, lang = found["stem"], found["lang"].replace("_", "-")
        return lang, self.folder if stem == "index" and self.folder else stem
