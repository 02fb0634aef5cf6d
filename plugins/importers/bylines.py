"""Who wrote, where the old site names its writers by keys: Jekyll's `_data/authors.yml` and `_authors`, Hugo's `data/authors` and `content/authors`."""

import dataclasses
import html
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..newsroom.registry_files import read_registries
from ..newsroom.slug import slug_of
from .article import Imported, Notes, each_once
from .folder import MARKDOWN, Sheet, Unusable, read_text
from .settings_files import settings_in, settings_of

_NAMES = ("display_name", "displayname", "name", "title")
_FOLDERS = frozenset({"author", "authors", "_authors"})
#: What has no place in a few words about somebody.
_MORE = re.compile(r"!\[|\{[{%]|<(?!/?(?:a|em|strong|b|i|br)\b)")
_ENDINGS = frozenset({".toml", ".yaml", ".yml", ".json"})


def spelled_out(article: Imported, names: Mapping[str, str]) -> Imported:
    """The article with its writers by name. `names` are those of `names_of_writers`."""
    authors = each_once(names.get(one.lower(), one) for one in article.authors)
    return article if authors == article.authors else dataclasses.replace(article, authors=authors)


def without_writers(sheets: Sequence[Sheet], notes: Notes, names: Mapping[str, str]) -> list[Sheet]:
    """The texts without those about who wrote others of them: these stand on that person's page from now on, above the stories, and not in its place."""
    wrote = {name for sheet in sheets for name in spelled_out(sheet.article, names).authors}
    kept = []
    for sheet in sheets:
        article, name = sheet.article, sheet.article.title
        is_about = article.kind == "page" and sheet.source.parent.name.lower() in _FOLDERS and name in wrote
        if not is_about or article.status or _MORE.search(article.body) or not notes.takes_bio(name):
            kept.append(sheet)
            continue
        notes.bios[name] = article.body.strip()
        if article.image:
            notes.left.append(f"{sheet.inner}: the picture {article.image.src}: write it as image into authors.yaml")
        if sheet.address:
            notes.moved[f"{sheet.address.strip('/')}/"] = f"author/{notes.slugs.of(name)}/"
    return kept


def taking_bios(folder: Path) -> Callable[[str], bool]:
    """Whether the `authors.yaml` of a folder of registries takes what is told of a writer, or holds it already."""
    registry = read_registries(folder, Path.as_posix)[0].authors

    def takes(name: str) -> bool:
        known = registry.find(name) or registry.get(slug_of(name))
        return registry.exists and bool(slug_of(name)) and (known is None or bool(known.bio))

    return takes


def names_of_writers(data: Path, texts: Iterable[Path]) -> dict[str, str]:
    """Key in small letters -> name of the writers of a folder of data files, and of folders that hold a text about each."""
    found: dict[str, str] = {}
    for folder in texts:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            is_index = file.stem in ("_index", "index")
            if file.suffix.lower() in MARKDOWN and not (is_index and file.parent == folder):
                found |= _named(file.parent.name if is_index else file.stem, _header(file))
    for name in ("author", "authors"):
        for key, one in settings_in(data, (name,)).items():
            found |= _named(key, one)
        for file in sorted((data / name).glob("*")) if (data / name).is_dir() else ():
            found |= _named(file.stem, settings_of(file)) if file.suffix.lower() in _ENDINGS else {}
    return found


def names_beside(folder: Path) -> dict[str, str]:
    """Key in small letters -> name of the writers of a file that lies with the texts or in the folder above: `.authors.yml` of MkDocs, `authors.yml` of Docusaurus."""
    found: dict[str, str] = {}
    for place in (folder.resolve().parent, folder):
        for name in (".authors", "authors"):
            given = settings_in(place, (name,))
            every = given.get("authors") if name == ".authors" else given
            for key, one in every.items() if isinstance(every, Mapping) else ():
                found |= _named(str(key), one) if isinstance(one, Mapping) else {}
    return found


def _header(file: Path) -> Mapping[str, Any]:
    try:
        return {name.lower(): value for name, value in read_text(file).fields.items()}
    except Unusable:
        return {}


def _named(key: str, said: Any) -> dict[str, str]:
    """One writer: a name alone, or facts of which one is the name; {} where there is none."""
    given = {str(name).lower(): value for name, value in said.items()} if isinstance(said, Mapping) else {"name": said}
    names = (" ".join(html.unescape(value).split()) for one in _NAMES if isinstance(value := given.get(one), str))
    name = next((one for one in names if slug_of(one)), "")
    return {key.lower(): name} if name else {}


def authors_added(folder: Path, names: Iterable[str], bios: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Add those who are not in it to the `authors.yaml` of the folder of registries, where there is one; their names.

    Nothing is written where the file would not hold them then: somebody wrote it in a form that takes no more lines.
    """
    file = folder / "authors.yaml"
    registry = read_registries(folder, Path.as_posix)[0].authors
    new: dict[str, str] = {}
    for name in each_once(names):
        slug = slug_of(name)
        if slug and not registry.find(name) and not registry.get(slug):
            new.setdefault(slug, name)
    if not new or not registry.exists:
        return ()
    before = file.read_bytes()
    text = before.decode("utf-8-sig")
    lines = [f"{slug}: {{{_entry(name, (bios or {}).get(name, ''))}}}\n" for slug, name in sorted(new.items())]
    file.write_text((text if not text or text.endswith("\n") else f"{text}\n") + "".join(lines), encoding="utf-8")
    held, faults = read_registries(folder, Path.as_posix)
    if any(not held.authors.get(slug) for slug in new) or any(file.name in one.path for one in faults):
        file.write_bytes(before)
        return ()
    return tuple(new[slug] for slug in sorted(new))


def _entry(name: str, bio: str) -> str:
    told = {"name": name, **({"bio": bio} if bio else {})}
    return ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items())
