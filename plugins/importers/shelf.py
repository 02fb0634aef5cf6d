"""Where imported files go, and what is known of those that came before: a second import changes nothing and overwrites nobody's work."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from itertools import chain
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from ..newsroom.commands import Wrong
from ..newsroom.dates import DateFault, leading_date, moment_of
from ..newsroom.identity import slug_in
from ..newsroom.starter import STARTED, is_untouched
from .article import Imported, safe_slug
from .markdown import to_markdown

#: The memory of earlier imports, below the folder of registries: it belongs into the site's git, beside the stories.
LEDGER = "imports.json"
#: Folders of a new site in which no story is looked for; a category may be called so, too.
_NO_STORIES = ("pages", "data", "images", "files")

WRITTEN, UNCHANGED, EDITED, GONE, TAKEN, RENEWED = "written", "unchanged", "edited", "gone", "taken", "renewed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `path` below the content folder, `what` is one of the words above."""

    path: str
    what: str


@dataclass
class Shelf:
    """The content folder, and the ledger: origin -> the path that it got, the digest of what was written there, and slug or id where it had to get another."""

    content: Path
    data: str = "data"
    entries: dict[str, dict[str, str]] = field(default_factory=dict)
    claimed: set[str] = field(default_factory=set)
    reserved: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """(language, month, slug) and (language, day, what the id is made of) -> origin: two of one name would have one address, or one id."""
    zone: tzinfo = UTC
    """The site's zone, which says in which month and on which day a story appeared."""
    changed: bool = False

    @classmethod
    def opened(cls, content: Path, data: str = "data", zone: tzinfo = UTC) -> "Shelf":
        """The shelf with what it remembers. Raises Wrong where its memory cannot be read: then it could not keep its promise."""
        file = content / data / LEDGER
        if not file.is_file():
            return cls(content, data, zone=zone)
        try:
            read: Any = json.loads(file.read_text(encoding="utf-8"))
            entries = {
                str(name): {
                    key: str(one[key])
                    for key in ("path", "digest", "slug", "id")
                    if key in one or key in ("path", "digest")
                }
                for name, one in read.items()
            }
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Wrong(
                f"{file} cannot be read: {error}; mend it, or delete it if no imported file was edited"
            ) from error
        return cls(content, data, entries, {one["path"].casefold() for one in entries.values()}, zone=zone)

    def close(self) -> None:
        if not self.changed:
            return
        text = json.dumps(dict(sorted(self.entries.items())), indent=1, ensure_ascii=False)
        file = self.content / self.data / LEDGER
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".new")
        beside.write_text(f"{text}\n", encoding="utf-8")
        beside.replace(file)

    def reserve(self, article: Imported) -> str:
        """The path that the article's file has or will have. Its name is its own; where another has it already, its date comes before it."""
        known = self.entries.get(article.origin)
        path = self.reserved.get(article.origin) or (known["path"] if known else self._free(article))
        self.reserved[article.origin] = path
        self.claimed.add(path.casefold())
        return path

    def put_story(self, article: Imported) -> tuple[Imported, Outcome]:
        """Write the article's file; with what became of it comes the article as it was written."""
        path = self.reserve(article)
        alone, kept = self._alone(article, path)
        named = _with_slug(alone, path)
        outcome = self.put(article.origin, path, to_markdown(named).encode(), kept)
        if outcome.what in (WRITTEN, RENEWED, UNCHANGED):
            for address in (article.url, *article.aliases):
                self._make_room(path, address)
        return named, outcome

    def _make_room(self, path: str, address: str) -> None:
        """Take away the page of `newsroom start` that has this address, too, where nobody has written into it."""
        own = f"pages/{address.removesuffix('index.html').removesuffix('.html').strip('/')}.md"
        if own not in STARTED:
            return
        file = self.content / own
        if own != path and is_untouched(
            own, file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        ):
            file.unlink()

    def _alone(self, article: Imported, path: str) -> tuple[Imported, Mapping[str, str]]:
        """The article with an address and an id that no other has; with it what had to be another one for that, which it keeps for ever."""
        own = _slug_wanted(article) or _slug_said(path)
        if article.kind == "page" or article.url or not own:
            return article, {}
        kept: dict[str, str] = {}
        guessed = list(article.guessed)
        known = self.entries.get(article.origin)
        first = [known.get("slug") or own] if known else []  # what was published once keeps its address
        slugs = chain(first, [own], (f"{own}-{number}" for number in range(2, 10_000)))
        day = self._day(article)
        places = (day[:7], *(("drafts",) if article.status == "draft" else ()))  # all drafts lie in one folder
        slug = next(name for name in slugs if all(self._claims(article, place, name) for place in places))
        if slug != own:
            kept["slug"] = slug
            others = "another draft" if article.status == "draft" else "another story of that month"
            guessed.append(f'slug: {others} is called "{own}" too; it became "{slug}"')
        extra = dict(article.extra)
        given = str(extra.get("id") or "")
        name = slug_in(article.aliases[-1]) if article.aliases else slug
        is_free = self._names_alone(article, given) if given else self._claims(article, day, f"id:{name}")
        if not is_free or (known and "id" in known):
            kept["id"] = hashlib.blake2b(article.origin.encode(), digest_size=6).hexdigest()
            extra = {"id": kept["id"], **{key: value for key, value in extra.items() if key != "id"}}
            guessed += [f'id: another text has "{given}" too; it became "{kept["id"]}"'] if given else []
        return dataclasses.replace(
            article, slug=kept.get("slug", article.slug), guessed=tuple(guessed), extra=extra
        ), kept

    def _day(self, article: Imported) -> str:
        """The day on which a story appeared, as the site's addresses and ids say it; "" for none."""
        try:
            return f"{moment_of(article.date, self.zone):%Y-%m-%d}" if article.date else ""
        except DateFault:
            return ""

    def _claims(self, article: Imported, day: str, name: str) -> bool:
        """Whether a name of a day or month is the article's; it is from now on where it was nobody's."""
        return self.names.setdefault((article.lang, day, name), article.origin) == article.origin

    def _names_alone(self, article: Imported, given: str) -> bool:
        """Whether an id that a header gives is the article's alone: of all languages and days, as two old sites in one may have it twice."""
        known = self.entries.get(article.origin)
        if known and "id" in known:  # it was another's before, which need not come first this time
            return False
        return self.names.setdefault(("", "", f"own id:{given}"), article.origin) == article.origin

    def put(self, origin: str, path: str, data: bytes, kept: Mapping[str, str] = MappingProxyType({})) -> Outcome:
        """Write a file, unless somebody has changed, moved or deleted it since it was imported, or has one of that name."""
        known = self.entries.get(origin)
        path = known["path"] if known else path
        target = self._inside(path)
        digest = hashlib.blake2b(data, digest_size=16).hexdigest()
        there = target.read_bytes() if target.is_file() else None
        if there is None and known:
            return Outcome(path, GONE)
        if there is not None and there != data:
            if not known and is_untouched(path, there.decode(errors="replace")):
                pass  # `newsroom start` has left that place for it
            elif not known:
                self.claimed.add(path.casefold())
                return Outcome(path, TAKEN)
            elif hashlib.blake2b(there, digest_size=16).hexdigest() != known["digest"]:
                return Outcome(path, EDITED)
        entry = {"path": path, "digest": digest, **kept}
        if known != entry:
            self.entries[origin] = entry
            self.changed = True
        self.claimed.add(path.casefold())
        if there == data:
            return Outcome(path, UNCHANGED)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return Outcome(path, RENEWED if there is not None and known else WRITTEN)

    def copy(self, source: Path, path: str) -> Outcome:
        """Put a picture or another file beside the stories; one of that name that differs stays as it is."""
        target = self._inside(path)
        if target.is_file():
            same = target.stat().st_size == source.stat().st_size and target.read_bytes() == source.read_bytes()
            return Outcome(path, UNCHANGED if same else TAKEN)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
        return Outcome(path, WRITTEN)

    def _free(self, article: Imported) -> str:
        folder = PurePosixPath(*(part for part in map(safe_slug, article.folder.split("/")) if part))
        if article.kind != "page" and folder.parts and folder.parts[0] in (*_NO_STORIES, self.data):
            folder = PurePosixPath(f"{folder.parts[0]}-stories", *folder.parts[1:])
        slug = safe_slug(article.name or article.slug or article.title) or "untitled"
        day = article.date[:10] if article.date else ""
        dated = [f"{day}-{slug}"] if day else []
        names = chain([slug], dated, (f"{slug}-{number}" for number in range(2, 10_000)))
        for name in names:
            path = (folder / f"{name}.md").as_posix()
            if path.casefold() not in self.claimed:
                return path
        raise AssertionError(f"no free name for {article.where}")

    def _inside(self, path: str) -> Path:
        """The file of a path below the content folder; never one outside it, also by way of a link."""
        target = self.content / path
        parts = PurePosixPath(path).parts
        if (
            not parts
            or ".." in parts
            or PurePosixPath(path).is_absolute()
            or not target.resolve().is_relative_to(self.content.resolve())
        ):
            raise ValueError(f"{path!r} leads out of {self.content}")
        return target


def _with_slug(article: Imported, path: str) -> Imported:
    """The article with its slug written down only where the name of its file does not say it."""
    said, wanted = _slug_said(path), _slug_wanted(article)
    return dataclasses.replace(article, slug="" if said == wanted or not wanted else wanted)


def _slug_said(path: str) -> str:
    """The slug that the name of a file says, "" where it says none."""
    stem = PurePosixPath(path).stem
    # `x.fr` would name a language.
    return "" if stem == "index" or "." in stem else (leading_date(stem)[1] or stem).lower()


def _slug_wanted(article: Imported) -> str:
    return article.slug or safe_slug(article.name)


def redirects_added(file: Path, moved: Mapping[str, str]) -> int:
    """Add `old: new` lines to redirects.yaml for the old addresses that it does not hold yet; how many were added."""
    text = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    known = {line.split(":", 1)[0].strip().strip("\"'").strip("/") for line in text.splitlines() if ":" in line}
    lines = [
        f"{json.dumps(old, ensure_ascii=False)}: {json.dumps(new, ensure_ascii=False)}"
        for old, new in sorted(moved.items())
        if old.strip("/") not in known
    ]
    if lines:
        file.parent.mkdir(parents=True, exist_ok=True)
        start = text if not text or text.endswith("\n") else f"{text}\n"
        file.write_text(start + "\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)
