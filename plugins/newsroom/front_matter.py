"""The typed front matter: what each key may hold. The only place that judges raw values, with pydantic, and names every fault.

Imported only when a file has to be read: pydantic is heavy.
"""

import contextlib
import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from . import keys
from .keys import KEYS
from .story import RELATIONS, STATUSES, TYPES
from .values import (
    Address,
    Boolean,
    Day,
    Embargo,
    Headline,
    Id,
    InnerPath,
    Lang,
    Line,
    Lines,
    Moment,
    OutputPath,
    SitePath,
    Slug,
    Terms,
    Text,
    a_list,
    a_source,
    a_withdrawal,
    an_entry,
    an_image,
    an_upstream,
    known_type,
    one_of,
    refuse,
)
from .yaml_text import Path

__all__ = ["KEYS", "FrontMatter", "SourceEntry", "Trouble", "read_front_matter"]

#: Tags that no title holds: it is text.
HTML_TAG = re.compile(
    r"<\s*/?\s*(script|style|iframe|object|embed|svg|math|img|a|b|i|em|strong|u|s|br|p|div|span|sub|sup|code|h[1-6])\b[^>]*>",
    re.IGNORECASE,
)


class Trouble(tuple[Path, str, str, str]):
    """(path of the value, rule, message, remedy)."""

    __slots__ = ()


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class UpstreamEntry(_Part):
    name: Line
    url: Address = ""


class SourceEntry(_Part):
    """One entry of `sources`. `source` is a key, name or alias of the registry, `name` an outlet outside it."""

    source: Line = ""
    name: Line = ""
    relation: Annotated[str, one_of((*RELATIONS, "original"), "relation", "E18")] = ""
    url: Address = ""
    title: Line = ""
    author: Line = ""
    published: Day = None
    accessed: Day = None
    archived: Address = ""
    gone: Boolean = None
    license: Terms = ""
    permission: Line = ""
    changes: Line = ""
    upstream: Annotated[UpstreamEntry | None, BeforeValidator(an_upstream)] = None
    lang: Lang = ""

    @model_validator(mode="after")
    def _is_named(self) -> "SourceEntry":
        if not (self.source or self.name or self.url):
            refuse("E00", "a source without a name", "write source: and the name of the outlet")
        return self


class CorrectionEntry(_Part):
    date: Day
    kind: Annotated[str, one_of(("correction", "clarification", "update"), "kind of correction")] = "correction"
    text: Line

    @model_validator(mode="after")
    def _is_dated(self) -> "CorrectionEntry":
        if self.date is None:
            refuse("E00", "a correction without a date", "write date: 2026-11-20")
        return self


class ImageEntry(_Part):
    src: InnerPath
    alt: Line = ""
    caption: Text = ""
    credit: Line = ""
    license: Terms = ""
    decorative: Boolean = False


class WithdrawalEntry(_Part):
    date: Day = None
    text: Text = ""


class FrontMatter(BaseModel):
    """Every key of the contract, typed. Missing keys have their empty value; defaults of the site come later."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: Headline = ""
    deck: Line = ""
    summary: Text = ""
    date: Moment = None
    modified: Moment = None
    id: Id = ""
    slug: Slug = ""
    aliases: Annotated[tuple[SitePath, ...], BeforeValidator(a_list)] = ()
    authors: Lines = ()
    editors: Lines = ()
    translators: Lines = ()
    interviewees: Lines = ()
    contributors: Lines = ()
    categories: Lines = ()
    tags: Lines = ()
    type: Annotated[str, one_of(TYPES, "type"), BeforeValidator(known_type)] = ""
    sources: Annotated[tuple[Annotated[SourceEntry, BeforeValidator(a_source)], ...], BeforeValidator(a_list)] = ()
    related: Lines = ()
    related_exclude: Lines = ()
    storyline: Line = ""
    status: Annotated[str, one_of(STATUSES, "status")] = ""
    draft: Boolean = None
    published: Boolean = None
    expires: Moment = None
    embargo: Embargo = None
    withdrawn: Annotated[WithdrawalEntry | None, BeforeValidator(a_withdrawal)] = None
    corrections: Annotated[
        tuple[Annotated[CorrectionEntry, BeforeValidator(an_entry)], ...], BeforeValidator(a_list)
    ] = ()
    image: Annotated[ImageEntry | None, BeforeValidator(an_image)] = None
    key_points: Lines = ()
    comments: Boolean = None
    toc: Boolean = None
    license: Terms = ""
    source_text: OutputPath = ""
    lang: Lang = ""
    translation_of: Line = ""
    review_by: Day = None
    template: OutputPath = ""
    url: OutputPath = ""
    save_as: OutputPath = ""

    @property
    def tells_of_withdrawal(self) -> bool:
        """Whether `withdrawn` says that the story is: `false` says that it is not."""
        return self.withdrawn is not None and self.withdrawn.text.casefold() not in ("false", "no")

    @model_validator(mode="after")
    def _in_order(self) -> "FrontMatter":
        if self.date and self.modified and self.modified < self.date:
            refuse("E02", "modified lies before date", "look at both: the story was changed before it appeared")
        return self


_FIELDS: Mapping[str, Any] = FrontMatter.model_fields
#: The keys of mappings inside the header, for near misses.
PARTS: Mapping[str, tuple[str, ...]] = {
    "sources": tuple(SourceEntry.model_fields),
    "corrections": tuple(CorrectionEntry.model_fields),
    "image": tuple(ImageEntry.model_fields),
    "withdrawn": tuple(WithdrawalEntry.model_fields),
}


def html_in(title: str) -> str:
    """The first HTML tag in a title, which is text; "" when there is none. `<explained>` is no tag."""
    found = HTML_TAG.search(title)
    return found[0] if found else ""


def read_front_matter(data: Mapping[str, Any], context: Mapping[str, Any]) -> tuple[FrontMatter, tuple[Trouble, ...]]:
    """The typed front matter of `data`, and every fault in it.

    `data` maps keys of the contract to text, lists and mappings; `context["zone"]` is the site's tzinfo, `context["site"]` its address. A key whose value is at
    fault takes its empty value, so that one fault never hides another.
    """
    troubles: list[Trouble] = []
    if not any(map(_is_numbered, data.values())):
        with contextlib.suppress(ValidationError):  # most have no fault
            return FrontMatter.model_validate(dict(data), context=dict(context)), ()
    left = {key: dict(enumerate(value)) if isinstance(value, list) and value else value for key, value in data.items()}
    for _attempt in range(len(_FIELDS) + len(left) + 2):
        plain = {key: list(value.values()) if _is_numbered(value) else value for key, value in left.items()}
        try:
            return FrontMatter.model_validate(plain, context=dict(context)), tuple(troubles)
        except ValidationError as error:
            faults = [
                (_numbered(tuple(one["loc"]), left), one)
                for one in error.errors(include_url=False, include_input=False)
            ]
            for path, one in faults:
                troubles.append(_trouble(path, one))
                _drop(left, path)
    raise AssertionError(f"front matter that cannot be mended: {sorted(data)}")


#: Without these an entry says nothing: it goes as a whole, and one fault is enough.
_NEEDED = frozenset({"date", "text", "name", "src"})


def _is_numbered(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(isinstance(key, int) for key in value)


def _numbered(path: Path, left: Mapping[str, Any]) -> Path:
    """The path with the entry's number in the file, although entries before it were taken out."""
    if len(path) > 1 and isinstance(path[1], int) and _is_numbered(left.get(str(path[0]))):
        return (path[0], list(left[str(path[0])])[path[1]], *path[2:])
    return path


def _trouble(path: Path, error: Any) -> Trouble:
    context = error.get("ctx") or {}
    if "remedy" in context:
        rule, message, remedy = error["type"], context["message"], context["remedy"]
    elif error["type"] == "missing":
        rule, message, remedy = "E00", f"{path[-1]} is missing", f"write {path[-1]}: and its text"
    else:
        rule, message, remedy = "E00", str(error["msg"]), "see docs/writing.md"
    return Trouble((path or ("modified",), rule, message, remedy))


def _drop(data: dict[str, Any], path: Path) -> None:
    """Take out the smallest part that holds the fault: a key of an entry, the entry, or the key of the header."""
    if not path:
        data.pop("modified", None)
        return
    key, inner = str(path[0]), data.get(str(path[0]))
    if len(path) > 1 and isinstance(inner, dict) and path[1] in inner:
        entry = inner[path[1]]
        if len(path) > 2 and isinstance(entry, dict) and path[2] not in _NEEDED:
            lighter = {
                name: value
                for name, value in entry.items()
                if keys.normal(name).replace("licence", "license") != path[2]
            }
            if len(lighter) < len(entry):
                data[key] = {**inner, path[1]: lighter}
                return
        data[key] = {name: value for name, value in inner.items() if name != path[1]} or (
            [] if isinstance(path[1], int) else ""
        )
        return
    data.pop(key, None)
