"""What the scripts of the editor must know of a site, as one document: `desk.json`. Pure but for asking the build."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..newsroom import keys
from ..newsroom.desk import Build
from ..newsroom.problem import ERROR, WARNING
from ..newsroom.rules.linking import EMPTY_WORDS
from ..newsroom.sentences import sentences_in
from ..newsroom.slug import fold
from ..newsroom.story import RELATIONS, STATUSES, TYPES
from ..newsroom.vocabulary import MAX_TAGS
from ..newsroom.words import Words, message
from .fields import Field
from .rule_table import rows
from .story_form import Known, story_form

#: Widget -> how its value is read from a header.
_KINDS = {"boolean": "boolean", "object": "object"}
_REGISTRIES = ("tags", "categories", "sources", "authors", "storylines")
#: What the preview says, by the name that it has there.
_SAID = {
    "key_points": message("Key points"), "by": message("By {names}"), "edited": message("Edited by {names}"),
    "added": message("What we added: {text}"), "corrections": message("Corrections and updates"),
    "licence": message("licence"), "label": message("Press release"),
}  # fmt: skip
#: What the buttons of a list's entries do.
_NAMES = {"toggle": message("Open or close"), "remove": message("Take out")}
#: What Decap's buttons say where saving publishes nothing: readers see a story by its status and its date.
_BUTTONS = {
    "publish": message("Save"), "publishNow": message("Save"), "publishing": message("Saving…"),
    "published": message("Saved"), "deployButtonLabel": message("All stories"),
    "publishAndCreateNew": message("Save and begin another"), "publishAndDuplicate": message("Save and copy"),
}  # fmt: skip


def facts_of(build: Build, known: Known, lists: Iterable[str] = (), words: Words | None = None) -> dict[str, Any]:
    """Everything: `shapes`, `keys`, `synonyms` and `spellings` for reading a header; `rules` and their lists for judging; `speech` for the preview. `lists` are the names of those whose entries are stories; with `words` the buttons say in that language that they save."""
    from ..newsroom.front_matter import HTML_TAG  # with pydantic, which is heavy

    site, registries = build.site, build.registries
    judge = build.desk.judge
    languages = {site.lang, *(story.lang for story in build.desk.stories)}
    return {
        "shapes": shapes_of(story_form(known)),
        "keys": sorted(keys.KEYS),
        "synonyms": dict(sorted(keys.SYNONYMS.items())),
        "spellings": {
            name: _spellings(getattr(registries, name)) for name in _REGISTRIES if getattr(registries, name).exists
        },
        "lists": list(lists),
        "names": {key: (words or build.words(site.lang))(text) for key, text in _NAMES.items()},
        "buttons": {key: words(text) for key, text in _BUTTONS.items()} if words else {},
        "zone": str(build.setting("TIMEZONE") or "UTC"),
        "site": {"lang": site.lang, "type": site.options.type, "url": site.url},
        "rules": rows(judge, vocabulary=ERROR if site.options.strict else WARNING, html=HTML_TAG.pattern),
        "types": list(TYPES),
        "statuses": list(STATUSES),
        "limits": {"tags": MAX_TAGS},
        "junk": sorted({fold(name) for name in site.options.junk}),
        "junk_tags": sorted(one.name for one in registries.tags if one.status == "junk"),
        "empty_words": sorted(EMPTY_WORDS),
        "sources": {one.name: _outlet(one, build) for one in registries.sources},
        "relations": list(RELATIONS),
        "own_sentences": dict(build.own_sentences),
        "speech": {lang: _speech(build.words(lang)) for lang in sorted(languages)},
    }


def shapes_of(fields: Sequence[Field]) -> dict[str, Any]:
    """Name -> {"kind", "fields", "registry"} of each field."""
    return {one.name: _shape(one) for one in fields}


def _shape(field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": _kind(field)}
    if field.inner:
        made["fields"] = shapes_of(field.inner)
    if field.more.get("collection") == "vocabulary" and field.more["value_field"].endswith(".name"):
        made["registry"] = field.more["file"]
    return made


def _kind(field: Field) -> str:
    if field.widget == "datetime":
        if field.name == "embargo":
            return "exact"  # without an offset it is a fault, which the form must not hide
        return "day" if field.more.get("time_format") is False else "moment"
    if field.widget == "list":
        return "entries" if field.inner else "texts"
    if field.more.get("multiple"):
        return "texts"
    return _KINDS.get(field.widget, "text")


def _spellings(registry: Any) -> dict[str, str]:
    """A spelling, folded -> the name that it means: as the registry itself finds it."""
    made: dict[str, str] = {}
    for entry in registry:
        for spelling in (entry.slug, *entry.aliases, *getattr(entry, "was", ()), entry.name):
            found = registry.find(spelling)
            if found:
                made[fold(spelling)] = found.name
    return dict(sorted(made.items()))


def _outlet(outlet: Any, build: Build) -> Mapping[str, Any]:
    """What is asked of a source; of a permission only whether there is one: its words are nobody's outside."""
    today = build.site.now.astimezone(build.site.zone).date()
    expired = bool(outlet.permission_expires and outlet.permission_expires < today)
    return {
        "kind": outlet.kind,
        "state": outlet.status,
        "acknowledged": list(outlet.acknowledged),
        "allowed": list(outlet.allowed),
        "license": outlet.license,
        "permission": bool(outlet.permission),
        "terms": bool(outlet.license or (outlet.permission and not expired)),
        "sentences": dict(outlet.sentences),
    }


def _speech(words: Words) -> Mapping[str, Any]:
    """The words of the preview in one language."""
    names = words.locale.languages
    return {
        "dir": words.dir,
        "sentences": dict(sentences_in(words)),
        "joints": {
            "2": words.joint(0, 2),
            "start": words.joint(0, 4),
            "middle": words.joint(1, 4),
            "end": words.joint(2, 4),
        },
        "languages": {
            code: name for code in sorted(names) if len(code) == 2 and (name := words.language(code)) != code
        },
        "words": {key: words(text) for key, text in _SAID.items()},
    }
