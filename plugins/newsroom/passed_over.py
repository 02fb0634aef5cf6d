"""Files below the content folder that somebody meant as a story and that nobody reads: no story is lost in silence."""

from collections.abc import Collection, Iterable, Iterator

from .dialects import read_manuscript
from .options import nearest
from .problem import Problem
from .registry_files import FILES
from .site import Site, has_readable_name

#: How the files of word processors end.
_PROCESSED = (".docx", ".doc", ".odt", ".rtf", ".pages")

#: So much of a text tells whether it has a header.
_BEGINNING = 4_000


def passed_over(files: Iterable[str], known: Collection[str], site: Site, statics: Iterable[str]) -> Iterator[Problem]:
    """E00 as a warning: `files` are all paths below the content folder, `known` the stories' as writers read them.

    What lies below one of `statics` is copied as it is, and meant so.
    """
    files = tuple(files)
    texts = tuple(f".{one}" for one in sorted(site.extensions))
    nearly = (*_PROCESSED, *texts)
    folders = tuple(f"{one.strip('/')}/" for one in statics if one.strip("/."))
    yield from _unreadable_names((one for one in files if one.lower().endswith(nearly)), site)
    files = tuple(one for one in files if has_readable_name(one))
    found = [one for one in files if one.lower().endswith(nearly) and not one.endswith(texts)]
    yield from _misnamed_registries(files, site)
    yield from _doubly_ended(files, texts, folders, site)
    yield from _stories_in_texts(files, texts, folders, site)
    for inner, _ in sorted(site.kinds_of(one for one in found if not one.startswith(folders))):
        path, ending = site.path_of(inner), inner[inner.rindex(".") :]
        if path in known:  # somebody's plugin reads them
            continue
        if ending.lower() in texts:
            said, remedy = f"nobody reads a file that ends with {ending}", f"rename it: {ending.lower()}"
        else:
            said = f"nobody reads a file of a word processor ({ending})"
            remedy = "copy its text into a plain one for `newsroom import`, or put it below a folder of STATIC_PATHS for readers to fetch"
        yield Problem(path, 0, 0, "E00", said, remedy, "warning")


def _misnamed_registries(files: Iterable[str], site: Site) -> Iterator[Problem]:
    """Files beside the registries whose names are nearly theirs: `sources.yml`, `source.yaml`."""
    start = f"{site.options.data}/"
    for inner in sorted(one for one in files if one.startswith(start) and one.lower().endswith((".yaml", ".yml"))):
        stem, _, ending = inner.removeprefix(start).rpartition(".")
        if "/" in stem or (stem in FILES and ending == "yaml"):
            continue
        if near := nearest(stem, list(FILES)):
            said, remedy = "nobody reads a registry of this name", f"rename it: {near}.yaml"
            yield Problem(site.path_of(inner), 0, 0, "E00", said, remedy, "warning")


def _doubly_ended(
    files: Iterable[str], texts: tuple[str, ...], folders: tuple[str, ...], site: Site
) -> Iterator[Problem]:
    """Texts as `tides.md.txt`: editors hang `.txt` on a name."""
    double = tuple(f"{one}.txt" for one in texts)
    for inner in sorted(one for one in files if one.lower().endswith(double) and not one.startswith(folders)):
        name = inner[: -len(".txt")].rsplit("/", 1)[-1]
        said, remedy = "nobody reads a file that ends with .txt", f"rename it: {name}"
        yield Problem(site.path_of(inner), 0, 0, "E00", said, remedy, "warning")


def _unreadable_names(files: Iterable[str], site: Site) -> Iterator[Problem]:
    for inner in sorted(one for one in files if not has_readable_name(one)):
        shown = site.path_of(inner).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        yield Problem(
            shown, 0, 0, "E00", "the name of this file is not UTF-8", "rename it, with letters of your keyboard"
        )


def _stories_in_texts(
    files: Iterable[str], texts: tuple[str, ...], folders: tuple[str, ...], site: Site
) -> Iterator[Problem]:
    """Files as `tides.txt` that begin with the header of a story."""
    found = [one for one in files if one.lower().endswith(".txt") and not one.startswith(folders)]
    for inner, _ in sorted(
        site.kinds_of(one for one in found if not one.endswith(tuple(f"{end}.txt" for end in texts)))
    ):
        try:
            with (site.content / inner).open(encoding="utf-8", errors="replace") as file:
                given = {one.key for one in read_manuscript(file.read(_BEGINNING)).fields}
        except OSError:
            continue
        if {"title", "date"} <= given:
            remedy = "rename it: .md, or put it below a folder of STATIC_PATHS for readers to fetch"
            yield Problem(
                site.path_of(inner),
                0,
                0,
                "E00",
                "nobody reads a story in a file that ends with .txt",
                remedy,
                "warning",
            )
