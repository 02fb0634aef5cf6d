"""A Nikola site: texts with a header above them or in a file beside, in Markdown, reStructuredText and HTML, in several languages."""

import dataclasses
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from ..newsroom.commands import Wrong
from ..newsroom.links import host_of
from ..newsroom.yaml_text import Raw
from .article import HOUSEKEEPING, Imported, Notes, cleaned, folder_of, page_at, safe_slug, spoken
from .fields import article_from
from .folder import OldSite, Sheet, Text, Unusable, finished, from_html, letters_of, read_text
from .nikola_site import NikolaSite, Place
from .nikola_text import header_in, linked, marks_kept, moment, without_shortcodes, without_teaser
from .notebook import read_notebook
from .owners import key_of
from .restructured import markdown_from_rst

#: What only Nikola reads in a header.
_MACHINERY = frozenset({
    "type", "template", "hidetitle", "hyphenate", "nocomments", "pretty_url", "has_math", "guid", "enclosure",
    "annotations", "noannotations", "password", "data", "depends", "wp-status", "post_id",
})  # fmt: skip
#: Tags that told Nikola how to treat a text, and no reader what it is about.
_KEPT_BACK = frozenset({"draft", "private", "retired"})
_NO_TOPICS = _KEPT_BACK | {"mathjax"}

NOTEBOOK = ".ipynb"


def read_nikola(root: Path, notes: Notes) -> Iterator[Imported]:
    """Every text of a Nikola site."""
    nikola = NikolaSite.at(root)
    notes.lang = nikola.lang
    places = list(nikola.places())
    sheets = [sheet for place in places if (sheet := _sheet(place, nikola, notes))]
    for folder, count in nikola.left_out({place.file for place in places}):
        texts = "text is" if count == 1 else "texts are"
        notes.left.append(f"{folder}: {count} {texts} not read: no pattern of POSTS or PAGES in conf.py meets them")
    sheets = _led_to(sheets, nikola, notes)
    notes.moved |= _moved(sheets, nikola, notes)
    site = OldSite(root, frozenset({nikola.host} - {""}), "", (root / "files", root))
    yield from finished(_linked(sheets, nikola), site, notes.reserve, notes.slugs)


def _sheet(place: Place, nikola: NikolaSite, notes: Notes) -> Sheet | None:
    inner = place.file.relative_to(nikola.root).as_posix()
    if place.file.stem.lower() in HOUSEKEEPING and not place.is_post:
        return None
    try:
        text, program = _read(place, nikola), nikola.reader(place.main.name if place.main else place.file.name)
        return _post(place, inner, text, _body(text, program, nikola), nikola)
    except Unusable as fault:
        notes.failed.append(f"{inner}: {fault}")
        return None


def _read(place: Place, nikola: NikolaSite) -> Text:
    """A text with all that is said of it: its header or the file beside it, below that of its main language. Raises Unusable."""
    text = _apart(place.file, place.lang)
    if place.main is None or not place.main.is_file():
        return text
    if nikola.reader(place.main.name) not in ("rest", "markdown", "html", "ipynb"):
        return text
    above = {name: value for name, value in _apart(place.main, "").fields.items() if name not in ("status", "draft")}
    return dataclasses.replace(text, fields={**above, **text.fields})


def _apart(file: Path, lang: str) -> Text:
    """One file and the one beside it that ends in `.meta`. Raises Unusable."""
    held, guessed = letters_of(file)
    whole = cleaned(held)
    stem = file.name.removesuffix(f".{lang}").rpartition(".")[0].removesuffix(f".{lang}")
    beside = [f"{stem}.{lang}.meta", f"{stem}.meta.{lang}"] if lang else []
    for name in (*beside, f"{stem}.meta"):
        if (meta := file.with_name(name)).is_file():
            facts, _ = letters_of(meta)
            whole, said = _of_notebook(whole)[1:] if file.suffix == NOTEBOOK else (whole, ())
            given: Mapping[str, Raw] = header_in(facts, is_apart=not facts.lstrip().startswith(("---", "+++")))[0]
            return Text(given or read_text(meta).fields, whole, (*guessed, *said))
    if file.suffix == NOTEBOOK:
        return Text(*_of_notebook(whole))
    fields, body = header_in(whole)
    if fields or file.suffix.lower() in (".rst", ".txt"):
        if not fields and whole.lstrip().startswith(("---\n", "+++\n")):
            return read_text(file)
        return Text(fields, body, guessed)
    return read_text(file)


def _of_notebook(whole: str) -> tuple[Mapping[str, Raw], str, tuple[str, ...]]:
    made = read_notebook(whole)
    said = ("its text: a notebook, which became Markdown", *(f"left behind: {one}" for one in made.left))
    return made.fields, made.text, said


def _body(text: Text, program: str, nikola: NikolaSite) -> Text:
    """The text in Markdown, with what was left behind of it among `guessed`. Raises Unusable."""
    body = without_teaser(text.body)
    if program in ("markdown", "ipynb"):
        return dataclasses.replace(text, body=body)
    if program == "html":
        return from_html(dataclasses.replace(text, body=body))
    if program != "rest":
        raise Unusable(f"{program} is not read; save its text as Markdown")
    kept, put_back = marks_kept(body)

    def listing(name: str) -> str | None:
        file = nikola.root / "listings" / name
        if not file.is_file() or not file.resolve().is_relative_to(nikola.root.resolve()):
            return None
        return letters_of(file)[0]

    try:
        read = markdown_from_rst(kept, str(text.fields.get("title") or ""), nikola.lang, listing)
    except Wrong as fault:
        raise Unusable(str(fault)) from fault
    said = ("its text: reStructuredText, which became Markdown", *(f"left behind: {one}" for one in read.left))
    return dataclasses.replace(text, body=put_back(read.text), guessed=(*text.guessed, *said))


def _post(place: Place, inner: str, text: Text, made: Text, nikola: NikolaSite) -> Sheet:
    fields = _ours(text.fields, nikola)
    stem = (place.main or place.file).name.partition(".")[0] if place.lang else place.file.stem
    given = article_from(fields)
    guessed, left = [*made.guessed], [*given.left]
    old_slug = str(text.fields.get("slug") or "") or nikola.slug(stem)
    slug = given.slug or safe_slug(old_slug) or safe_slug(stem)
    title = given.title
    if not title:
        title = spoken(stem)
        guessed.append(f"title: {title}, after the file's name")
    authors = given.authors
    if not authors and place.is_post and nikola.author:
        authors = (nikola.author,)
        guessed.append(f"author: {nikola.author}, whom the old site named below texts that name nobody")
    categories = given.categories
    if not categories and place.is_post and place.section:
        categories = (spoken(place.section),)
        guessed.append(f"category: {categories[0]}, after the folder")
    keeps_back = {one.lower() for one in given.tags} & _KEPT_BACK
    lang = given.lang or place.lang
    done = without_shortcodes(made.body)
    link = str(text.fields.get("link") or "")
    if link and host_of(link) not in ("", nikola.host):
        left.append(f"link: {link}: write it as sources if the text was taken from there")
    address = nikola.address(old_slug, place.folder, place.lang, str(text.fields.get("pretty_url") or ""))
    article = dataclasses.replace(
        given,
        kind="article" if place.is_post else "page",
        title=title,
        authors=authors,
        categories=categories if place.is_post else (),
        tags=tuple(one for one in given.tags if one.lower() not in _NO_TOPICS),
        status="draft" if keeps_back else given.status,
        lang="" if lang.lower().partition("-")[0] == nikola.lang.lower().partition("-")[0] else lang,
        slug=slug,
        name=slug if not place.lang else f"{slug}.{place.lang}",
        folder=folder_of(categories) if place.is_post else "pages",
        origin=f"nikola:{nikola.host or nikola.root.resolve().name}:{inner}",
        where=inner,
        body=done.text,
        guessed=(*given.guessed, *guessed, *done.left),
        left=tuple(left),
        unresolved=tuple(done.unresolved),
    )
    return Sheet(place.file, inner, article if place.is_post else page_at(article, address), address)


def _ours(fields: Mapping[str, Raw], nikola: NikolaSite) -> dict[str, Raw]:
    """A header with Nikola's names made those that all programs have, without its machinery."""
    made = {name: value for name, value in fields.items() if name.lower() not in _MACHINERY | {"link", "status"}}
    if isinstance(picture := made.pop("previewimage", None), str) and picture:
        made["image"] = picture
    if str(fields.get("status") or "").strip().lower() not in ("", "published", "featured"):
        made["status"] = "draft"  # a word that Nikola does not know either
    for name in ("date", "updated"):
        if isinstance(value := made.get(name), str) and value:
            made[name] = moment(value, nikola.zone)
    if isinstance(topic := made.get("category"), str) and nikola.is_on("CATEGORY_ALLOW_HIERARCHIES", usual=False):
        made["category"] = topic.rpartition("/")[2].strip()
    return made


def _linked(sheets: list[Sheet], nikola: NikolaSite) -> list[Sheet]:
    """The texts with addresses in the place of links that name a text, a tag or a category."""
    by_slug: dict[tuple[str, str], str] = {}
    by_file: dict[str, str] = {}
    for sheet in sorted(sheets, key=lambda one: one.article.lang != ""):
        last = key_of(sheet.address).rpartition("/")[2]
        by_slug.setdefault((sheet.article.lang, last), sheet.address)
        by_slug.setdefault(("", last), sheet.address)
        by_file.setdefault(sheet.inner, sheet.address)
        by_file.setdefault(sheet.inner.rpartition(".")[0], sheet.address)

    def known(kind: str, name: str, lang: str) -> str:
        bare, mark, heading = name.partition("#")
        if kind == "slug":
            found = by_slug.get((lang, bare.lower())) or by_slug.get(("", bare.lower()), "")
        elif kind == "filename":
            found = by_file.get(bare, "")
        elif kind in ("tag", "category", "author"):
            return nikola.page_of(kind, bare, lang)
        else:
            return {"root": "/", "index": "/", "archive": "/archive.html"}.get(kind, "")
        return f"{found}{mark}{heading}" if found else ""

    made = []
    for sheet in sheets:
        body, lost = linked(sheet.article.body, partial(known, lang=sheet.article.lang))
        article = dataclasses.replace(sheet.article, body=body, unresolved=(*sheet.article.unresolved, *lost))
        made.append(dataclasses.replace(sheet, article=article))
    return made


def _led_to(sheets: list[Sheet], nikola: NikolaSite, notes: Notes) -> list[Sheet]:
    """The texts with the addresses that REDIRECTIONS led to them from."""
    at = {key_of(sheet.address): number for number, sheet in enumerate(sheets)}
    for one in nikola.listed("REDIRECTIONS"):
        if not isinstance(one, tuple | list) or len(one) != 2 or not all(isinstance(part, str) for part in one):
            continue
        old, target = f"/{one[0].lstrip('/')}", one[1]
        number = at.get(key_of(target)) if "://" not in target else None
        if number is None:
            notes.left.append(f"conf.py: REDIRECTIONS leads from {old} to {target}; write it into data/redirects.yaml")
            continue
        article = sheets[number].article
        article = dataclasses.replace(article, aliases=(*article.aliases, old))
        sheets[number] = dataclasses.replace(sheets[number], article=article)
    return sheets


def _moved(sheets: list[Sheet], nikola: NikolaSite, notes: Notes) -> dict[str, str]:
    """The old pages of tags, categories and writers and ours."""
    found: dict[str, str] = {}
    for sheet in sheets:
        article = sheet.article
        names = (("tag", article.tags), ("category", article.categories), ("author", article.authors))
        for kind, every in names:
            for name in every:
                old = nikola.page_of(kind, name, article.lang).strip("/")
                new = f"{kind}/{notes.slugs.of(name)}/"
                if old.rpartition("/")[2].removesuffix(".html") not in ("", "cat_"):
                    found.setdefault(old if old.endswith(".html") else f"{old}/", new)
    return {old: new for old, new in found.items() if old != new}
