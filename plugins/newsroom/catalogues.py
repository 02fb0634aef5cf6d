"""Gettext catalogues, `locale/*.po`: what the words of the source, which are English, are in another language."""

import gettext
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from string import Formatter

from .languages import codes_of
from .problem import Problem


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries of one or more files: (context, message) -> its forms, of which `form_of(number)` chooses one."""

    lang: str = ""
    entries: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, hash=False)
    plural: str = "n != 1"

    def find(self, message: str, context: str = "", number: float | None = None) -> str | None:
        """The translation, None where there is none."""
        forms = self.entries.get((context, message))
        if not forms:
            return None
        n = 0 if number is None or len(forms) == 1 else form_of(self.plural)(int(abs(number)))
        return forms[min(n, len(forms) - 1)]


@cache
def ours(lang: str) -> Catalogue:
    """Our catalogue of a language; an empty one for English and for a language that we do not speak."""
    for code in codes_of(lang):
        file = resources.files(__package__ or "").joinpath("locale", f"{code}.po")
        if file.is_file():
            return read(file.read_bytes(), code)[0]
    return Catalogue()


def of_folder(folder: Path, shown: Callable[[Path], str]) -> tuple[Mapping[str, Catalogue], tuple[Problem, ...]]:
    """A site's own catalogues by language, of a folder of `pl.po`, `pt_BR.po`...; `shown` names a file to its maintainer."""
    if not folder.is_dir():
        return {}, (
            Problem(shown(folder), 0, 0, "E00", "there is no such folder", "make it, or mend locale in NEWSROOM"),
        )
    found: dict[str, Catalogue] = {}
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.po")):
        code = file.stem.replace("-", "_").lower()
        found[code], faults = read(file.read_bytes(), code, shown(file))
        problems += faults
    return found, tuple(problems)


def read(text: bytes, lang: str, path: str = "") -> tuple[Catalogue, tuple[Problem, ...]]:
    """A catalogue, and what is wrong with it: an entry whose blanks are not those of its message is left out."""
    from io import BytesIO

    from babel.messages.pofile import PoFileError, read_po

    try:
        found = read_po(BytesIO(text), locale=None, abort_invalid=True)
        plural = found.plural_expr if "plural-forms" in {name.lower() for name, _ in found.mime_headers} else "n != 1"
        form_of(plural)
    except (PoFileError, ValueError, UnicodeDecodeError, LookupError) as error:
        return Catalogue(), (
            Problem(path, 0, 0, "E00", f"this is no catalogue: {error}", "write it as gettext's .po files are written"),
        )
    entries: dict[tuple[str, str], tuple[str, ...]] = {}
    problems = []
    for entry in found:
        ids = tuple(map(str, entry.id if isinstance(entry.id, (tuple, list)) else (entry.id,)))
        forms = tuple(map(str, entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,)))
        if not ids[0] or entry.fuzzy or not all(forms):
            continue
        fault = _fault(ids, forms)
        if fault:
            problems.append(Problem(path, entry.lineno or 0, 0, "E00", *fault))
        else:
            entries[entry.context or "", ids[0]] = forms
    return Catalogue(lang, entries, plural), tuple(problems)


def _fault(ids: Sequence[str], forms: Sequence[str]) -> tuple[str, str] | None:
    """(message, remedy) where a translation would fill in what its message does not give."""
    known = {name for one in ids for name in blanks(one)}
    try:
        strange = sorted({name for one in forms for name in blanks(one)} - known)
    except ValueError:
        return f'a brace stands alone in the translation of "{ids[0]}"', "close it, or double it"
    if not strange:
        return None
    names = [", ".join("{" + name + "}" for name in sorted(group)) for group in (strange, known)]
    return f"{names[0]} stands for nothing", f'in "{ids[0]}" {names[1] or "nothing"} is filled in'


def blanks(text: str) -> list[str]:
    """The names that stand in braces, to be filled in. Raises ValueError for a brace that stands alone."""
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


@cache
def form_of(plural: str) -> Callable[[int], int]:
    """The rule of a `Plural-Forms` header, an expression of C, as a function. Raises ValueError."""
    rule: Callable[[int], int] = gettext.c2py(plural)
    return rule
