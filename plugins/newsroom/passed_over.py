"""Files below the content folder that somebody meant as a story and that nobody reads: no story is lost in silence. Pure."""

from collections.abc import Collection, Iterable, Iterator

from .options import nearest
from .problem import Problem
from .registry_files import FILES
from .site import Site

#: How the files of word processors end.
_PROCESSED = (".docx", ".doc", ".odt", ".rtf", ".pages")


def passed_over(files: Iterable[str], known: Collection[str], site: Site, statics: Iterable[str]) -> Iterator[Problem]:
    """E00 as a warning: `files` are all paths below the content folder, `known` the stories' as writers read them.

    What lies below one of `statics` is copied as it is, and meant so.
    """
    files = tuple(files)
    texts = tuple(f".{one}" for one in sorted(site.extensions))
    nearly = (*_PROCESSED, *texts)
    folders = tuple(f"{one.strip('/')}/" for one in statics if one.strip("/."))
    found = [one for one in files if one.lower().endswith(nearly) and not one.endswith(texts)]
    yield from _misnamed_registries(files, site)
    yield from _doubly_ended(files, texts, folders, site)
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
