"""A folder of Markdown files that belong together: their headers, the files beside them, and the links among them."""

import dataclasses
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from ..newsroom.commands import Wrong
from ..newsroom.dialects import read_manuscript
from ..newsroom.file_text import Unreadable, text_of
from ..newsroom.headline import first_heading
from ..newsroom.links import host_of
from ..newsroom.slug import Slugs, slug_of
from ..newsroom.yaml_text import Raw
from .article import Imported, cleaned, each_once, with_credit
from .fields import with_address
from .heading_ids import with_ids, with_names
from .html_markdown import markdown_of
from .old_header import taken_apart
from .owners import key_of, one_owner
from .relink import relinked

MARKDOWN = frozenset({".md", ".markdown", ".mkd", ".mdown"})
#: Markdown with components in it, which no build of ours reads.
MDX = ".mdx"
HTML = frozenset({".html", ".htm"})
#: What Liquid, or Hugo in a shortcode, puts something in the place of.
_TEMPLATE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".ico"})
#: Folders that no generator keeps texts in, wherever they lie.
_ELSEWHERE = frozenset({"node_modules", "__pycache__"})
_MOST_MEGABYTES = 20


class Unusable(Exception):
    """A file that cannot be carried over: the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file taken apart. `guessed` are sentences about how it had to be read."""

    fields: Mapping[str, Raw]
    body: str
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One text of the old site: where it lies (`inner`, below the folder), what it says, and its old address, "" where that is unknown."""

    source: Path
    inner: str
    article: Imported
    address: str = ""


@dataclass
class OldSite:
    """What the links of the old site mean. `roots` are the folders whose files lay at the site's root, with their own prefix."""

    root: Path
    hosts: frozenset[str] = frozenset()
    base: str = ""
    roots: Sequence[Path] = ()
    targets: dict[str, str] = field(default_factory=dict)
    """Old address or source path, both without slashes around -> path below `content/`."""
    taken: dict[str, Path] = field(default_factory=dict)

    def own_path(self, address: str) -> str | None:
        """The path on the old site, with its leading slash where it has one; None for an address elsewhere."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            if host_of(parts) not in self.hosts or parts.scheme not in ("", "http", "https"):
                return None
            path = parts.path or "/"
        else:
            path = parts.path
        if self.base and path.startswith(f"{self.base}/"):
            path = path[len(self.base) :]
        while path.startswith("/../"):  # a browser climbs no higher than the site
            path = path[3:]
        return unquote(path)

    def story_at(self, path: str, sheet: Sheet) -> str:
        """The new file of the text that a path of the old site leads to, or ""."""
        beside = f"{PurePosixPath(sheet.inner).parent}/{path}"
        below = [f"{sheet.address.rstrip('/')}/{path}", f"{sheet.address.rstrip('/')}/../{path}"]
        if not sheet.address.endswith("/"):
            below.reverse()  # a browser goes from the folder that a page lies in
        if path.startswith("/"):
            options = [path]
        elif not sheet.address or PurePosixPath(path).suffix.lower() in (*MARKDOWN, MDX):
            options = [beside, *below]
        else:
            options = [below[0], beside, below[1]]
        for option in options:
            found = self.targets.get(key_of(option))
            if found:
                return found
        return ""

    def file_at(self, path: str, sheet: Sheet) -> tuple[Path, str] | None:
        """(file, path below `content/`) of a picture or another file of the old site; nothing outside its folder is ever read."""
        places = list(self.roots)
        if not path.startswith("/"):  # beside the text, else as a browser took it, below the address of the text
            above = [root / sheet.address.strip("/") for root in self.roots if sheet.address]
            places = [
                sheet.source.parent,
                sheet.source.with_suffix(""),
                *above,
                *self.roots,
            ]  # the second one is Hexo's
        for place in places:
            file = place / path.lstrip("/")
            try:
                real = file.resolve()
                if (
                    not real.is_file()
                    or not real.is_relative_to(self.root.resolve())
                    or real.suffix.lower() in (*MARKDOWN, MDX)
                    or is_template(real)
                ):
                    continue
            except (OSError, ValueError):
                continue
            return real, self._target(real)
        return None

    def _target(self, real: Path) -> str:
        """Below `content/images` or `content/files`, by its path below the innermost folder that lay at the site's root."""
        tops = [top for one in (self.root, *self.roots) if real.is_relative_to(top := one.resolve())]
        below = real.relative_to(max(tops, key=lambda one: len(one.parts))).as_posix()
        kind = "images" if real.suffix.lower() in _PICTURES else "files"
        clean = "/".join(part.lstrip("_.") or "x" for part in below.split("/"))
        target = clean if clean.startswith(f"{kind}/") else f"{kind}/{clean}"
        while self.taken.setdefault(target, real) != real:
            stem, dot, ending = target.rpartition(".")
            target = f"{stem}-2{dot}{ending}"
        return target


def is_template(file: Path) -> bool:
    """Whether it is a page that the old program made another one of: HTML below a header."""
    if file.suffix.lower() not in HTML:
        return False
    with file.open("rb") as opened:
        return opened.read(64).removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r\n", b"+++\n"))


def files_of(root: Path, endings: Iterable[str] = MARKDOWN, made: Iterable[str] = ()) -> list[Path]:
    """The texts below a folder, sorted; hidden folders and, at its top, those that the generator has `made` are left out, links are not followed.

    Further down a folder of such a name holds texts like any other: `content/en/resources/`.
    """
    wanted, at_top = frozenset(endings), frozenset(made)
    found = []
    for file in root.rglob("*"):
        inner = file.relative_to(root).parts
        if (
            file.suffix.lower() in wanted
            and not any(part in _ELSEWHERE or part.startswith(".") for part in inner)
            and inner[0] not in at_top
            and file.is_file()
        ):
            found.append(file)
    return sorted(found)


def read_text(file: Path) -> Text:
    """A file's header and body. Raises Unusable."""
    text, guessed = letters_of(file)
    given = _json(text)
    if given is not None:
        return Text(given[0], given[1], guessed)
    manuscript = read_manuscript(text)
    if not manuscript.readable:
        fault_ = manuscript.faults[0]
        raise Unusable(f"line {fault_.line}: {fault_.message}; {fault_.remedy}")
    guessed += tuple(f"line {one.line}: {one.message}" for one in manuscript.faults)
    fields, body = taken_apart(manuscript)
    return Text(fields, cleaned(body), guessed)


def letters_of(file: Path) -> tuple[str, tuple[str, ...]]:
    """(what a file holds, what had to be guessed to read it). Raises Unusable."""
    try:
        return text_of(file, _MOST_MEGABYTES), ()
    except Unreadable as fault:
        said = "its letters: the file is not UTF-8 and was read as it most likely was meant; look for wrong ones"
        return _decoded(file, fault), (said,)


def read_html(file: Path) -> Text:
    """A file's header and its body of HTML, as Markdown. Raises Unusable."""
    text = read_text(file)
    if not text.fields:
        raise Unusable(f"{file.suffix} without a header is not read; save its text as Markdown")
    return from_html(text)


def from_html(text: Text) -> Text:
    """A text whose body is HTML, as Markdown; what stands in the brackets of a template stays as it is. Raises Unusable."""
    tags: list[str] = []

    def put_away(found: re.Match[str]) -> str:
        tags.append(found[0])
        return f"q7tag{len(tags) - 1}q"

    try:
        made = markdown_of(_TEMPLATE_TAG.sub(put_away, text.body))
    except Wrong as fault:
        raise Unusable(str(fault)) from fault
    body = re.sub(
        r"q7tag(\d+)q", lambda found: tags[int(found[1])] if int(found[1]) < len(tags) else found[0], made.text
    )
    return Text(
        text.fields,
        body,
        (*text.guessed, "its text: HTML, which became Markdown", *(f"left behind: {one}" for one in made.left)),
    )


def _decoded(file: Path, fault: Unreadable) -> str:
    """The text of a file that is not UTF-8; UTF-16 says what it is, anything else is taken for Windows-1252, which never fails."""
    if "UTF-8" not in str(fault):
        raise Unusable(f"{fault}; {fault.remedy}")
    data = file.read_bytes()
    try:
        text = data.decode("utf-16") if "UTF-16" in str(fault) else data.decode("cp1252", "replace")
    except UnicodeDecodeError as error:
        raise Unusable(f"{fault}; {fault.remedy}") from error
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _json(text: str) -> tuple[Mapping[str, Raw], str] | None:
    """Hugo's third dialect: a JSON object before the text."""
    start = text.lstrip()
    if not start.startswith("{") or start.startswith(("{{", "{%")):
        return None
    try:
        found, end = json.JSONDecoder().raw_decode(start)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return {str(name): as_text(value) for name, value in found.items()}, cleaned(start[end:])


def as_text(value: Any) -> Raw:
    """A value of JSON, TOML or a settings file as our readers give values: text, lists and mappings."""
    if isinstance(value, dict):
        return {str(key): as_text(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_text(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)


def finished(
    sheets: Sequence[Sheet], site: OldSite, reserve: Callable[[Imported], str], slugs: Slugs
) -> Iterator[Imported]:
    """The articles with one spelling for each name that `slugs` gives one address, and their links made ours: to each other by file, to pictures and files that come along."""
    sheets = [_titled_once(sheet) for sheet in one_owner(_one_spelling(sheets, slugs))]
    paths = [reserve(sheet.article) for sheet in sheets]
    for sheet, path in zip(sheets, paths, strict=True):
        bundle = PurePosixPath(sheet.inner).parent.as_posix() if PurePosixPath(sheet.inner).stem == "index" else ""
        for way in (
            sheet.address,
            sheet.inner,
            bundle,
            PurePosixPath(sheet.inner).with_suffix("").as_posix(),
            *sheet.article.aliases,
        ):
            if way and "?" not in way:
                site.targets.setdefault(key_of(way), path)
    wanted: dict[str, set[str]] = defaultdict(set)
    articles = [_linked(sheet, site, path, wanted) for sheet, path in zip(sheets, paths, strict=True)]
    made = [with_ids(article.body, wanted.get(path, ())) for article, path in zip(articles, paths, strict=True)]
    others = {path: names for path, (_, names) in zip(paths, made, strict=True) if names}
    for article, own, (body, _) in zip(articles, paths, made, strict=True):
        yield dataclasses.replace(
            article, body=with_names(body, {**others, "": others.get(own, {})}) if others else body
        )


def _titled_once(sheet: Sheet) -> Sheet:
    """The text without a first heading that says its title again, which the old theme left out or readers saw twice."""
    article = sheet.article
    heading = first_heading(article.body)
    if not heading or _letters(heading[0]) != _letters(article.title):
        return sheet
    rest = "\n".join(article.body.split("\n")[heading[2] :]).lstrip("\n")
    return dataclasses.replace(sheet, article=dataclasses.replace(article, body=rest))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _one_spelling(sheets: Sequence[Sheet], slugs: Slugs) -> list[Sheet]:
    """Names of topics that differ in case, blanks, hyphens or accents alone, as most of the texts write them: they would share one address."""
    spelled: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sheet in sheets:
        for kind in ("categories", "tags"):
            for name in getattr(sheet.article, kind):
                spelled[kind, _topic(name, slugs)][name] += 1
    best = {key: max(names, key=lambda name: (names[name], name[:1].isupper(), name)) for key, names in spelled.items()}

    def mended(sheet: Sheet) -> Sheet:
        article, said = sheet.article, []
        names: dict[str, tuple[str, ...]] = {}
        for kind in ("categories", "tags"):
            given: tuple[str, ...] = getattr(article, kind)
            names[kind] = each_once(best[kind, _topic(name, slugs)] for name in given)
            said += [
                f'{kind}: "{name}" is written "{best[kind, _topic(name, slugs)]}", as elsewhere'
                for name in given
                if best[kind, _topic(name, slugs)] != name
            ]
        made = dataclasses.replace(
            article, categories=names["categories"], tags=names["tags"], guessed=(*article.guessed, *said)
        )
        return dataclasses.replace(sheet, article=made)

    return [mended(sheet) for sheet in sheets]


def _topic(name: str, slugs: Slugs) -> str:
    """What two spellings of one topic have in common: the address that they would have here."""
    return slugs.of(name) or slug_of(name)


def _linked(sheet: Sheet, site: OldSite, own_path: str, wanted: dict[str, set[str]]) -> Imported:
    """The article with its links made ours; which ids they lead to in which text is added to `wanted`."""
    files: dict[str, Path] = {}
    lost: list[str] = []

    def change(address: str, picture: bool) -> str:
        if address.startswith(("#", "{", "|")):
            if address.startswith("#"):
                wanted[own_path].add(address[1:])
            return address
        path = site.own_path(address)
        if path is None or not path.strip("/"):
            return address
        rest = address[len(address.split("?", 1)[0].split("#", 1)[0]) :]
        story = "" if picture else site.story_at(path, sheet)
        if story:
            if "#" in rest:
                wanted[story].add(rest.split("#", 1)[1])
            return f"{{filename}}/{quote(story)}{'#' + rest.split('#', 1)[1] if '#' in rest else ''}"
        found = site.file_at(path, sheet)
        if found:
            files[found[1]] = found[0]
            return f"{{static}}/{quote(found[1])}"
        if picture and not urlsplit(address).scheme:
            lost.append(f"the file {address}: it is not in the folder")
        return address

    article = sheet.article
    body = relinked(article.body, change)
    image = article.image
    if image and (path := site.own_path(image.src)) and (found := site.file_at(path, sheet)):
        files[found[1]] = found[0]
        image = dataclasses.replace(image, src=f"/{found[1]}")
    elif image and not image.src.startswith(("http://", "https://")):
        lost.append(f"the picture {image.src}: it is not in the folder")
    own = next(iter(sorted(site.hosts)), "")
    article = dataclasses.replace(
        article,
        body=body.strip("\n"),
        image=image,
        files=tuple((file, path) for path, file in sorted(files.items())),
        left=(*article.left, *lost),
    )
    return with_credit(article if article.url else with_address(article, sheet.address), own)
