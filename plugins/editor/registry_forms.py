"""The forms of the registries: tags, categories, sources, authors, storylines, the glossary, and the front page. Pure."""

import dataclasses
from collections.abc import Mapping

from ..newsroom.registry import Author, Definition, Front, Outlet, Storyline, Topic
from ..newsroom.registry_files import CHOICES
from ..newsroom.words import message
from .fields import Field, choice, day, group, names, of_registry, text
from .story_form import ADDRESS, LANGUAGE, NOT_EMPTY, SLUG, Known

#: Registry -> (its label, what an entry is).
FILES: Mapping[str, tuple[str, type]] = {
    "tags": (message("Tags"), Topic),
    "categories": (message("Categories"), Topic),
    "sources": (message("Sources"), Outlet),
    "authors": (message("Authors"), Author),
    "storylines": (message("Storylines"), Storyline),
    "glossary": (message("Glossary"), Definition),
}
#: What no file holds: the key of the entry, and its line.
_NO_KEYS = frozenset({"slug", "line"})
_OF_OUTLETS = (
    text("url", message("Address"), pattern=ADDRESS),
    text("feed", message("Address of their feed"), pattern=ADDRESS),
    text("permission", message("Permission"), "Who allowed it, when, and where that is kept."),
    day("permission_expires", message("Permission until")),
    text("license", message("Licence"), "An SPDX id such as CC-BY-4.0, or an address."),
    names(
        "acknowledged",
        message("Looked at again"),
        "Ids of our stories that an editor has looked at since.",
        message("id"),
    ),
    group(
        "sentences",
        message("Own credit sentences"),
        [text(relation, relation, "{source} stands for the name.") for relation in CHOICES[Outlet, "allowed"]],
        "In place of the usual sentence, by relation.",
    ),
)
_OF_AUTHORS = (
    text("bio", message("About them"), "Markdown.", long=True),
    text("role", message("Role")),
    text("image", message("Picture")),
    text("email", message("Mail address")),
)
_OF_WORDS = (
    text("definition", message("Definition"), "Markdown.", long=True, required=True, pattern=NOT_EMPTY),
    text("lang", message("Language"), pattern=LANGUAGE),
)
_CHOSEN = {"kind": message("Kind"), "status": message("Status"), "allowed": message("What they allow")}


def entry_fields(registry: str, known: Known) -> tuple[Field, ...]:
    """The fields of an entry of a registry, in the order of its own type."""
    kind = FILES[registry][1]
    made = _fields(registry, known)
    order = [one.name for one in dataclasses.fields(kind) if one.name not in _NO_KEYS]
    slug = text(
        "slug",
        message("Name in the address"),
        "Small letters, digits and hyphens. Readers' bookmarks hold it: where you change it, keep the old one below.",
        required=True,
        pattern=(SLUG[0].replace("*$", "+$"), SLUG[1]),
    )
    return (slug, *(made[name] for name in order))


def front_form(known: Known) -> tuple[Field, ...]:
    """The fields of the front page."""
    categories = known.registries.categories
    sections = (
        of_registry("sections", message("Sections"), "categories", "In this order.", several=True, key="slug")
        if categories.exists
        else names("sections", message("Sections"), "Categories, in this order.")
    )
    made = {
        "lead": choice(
            "lead", message("Lead"), known.stories, "The story at the top. Left empty, the newest with a picture."
        ),
        "pinned": choice("pinned", message("Beside the lead"), known.stories, "In this order.", several=True),
        "sections": sections,
    }
    return tuple(made[one.name] for one in dataclasses.fields(Front))


def _fields(registry: str, known: Known) -> dict[str, Field]:
    """Every field that entries may have, by its key; which of them an entry of this registry has, its type says."""
    every = (*_names(registry), *_ties(registry, known), *_OF_OUTLETS, *_OF_AUTHORS, *_OF_WORDS, *_choices(registry))
    return {one.name: one for one in every}


def _names(registry: str) -> tuple[Field, ...]:
    """What an entry is called, here and elsewhere, and what readers are told of it."""
    return (
        text(
            "name",
            message("Name"),
            "As readers see it. Where you change it, keep the old one below: stories still use it.",
            required=registry != "glossary",
            pattern=NOT_EMPTY,
        ),
        names(
            "aliases",
            message("Other spellings"),
            "Writers may use any of them; readers see the name.",
            message("spelling"),
        ),
        text("description", message("Description"), "Markdown; heads the page.", long=True),
        names(
            "same_as",
            message("The same elsewhere"),
            "Addresses that mean the same, such as that of Wikidata.",
            message("address"),
        ),
        names("was", message("Former names in the address"), "Each of them leads here.", message("name")),
    )


def _ties(registry: str, known: Known) -> tuple[Field, ...]:
    """What an entry has to do with others of its registry, and with stories."""
    return (
        of_registry("parent", message("Part of"), registry, "The wider one.", key="slug"),
        of_registry("merged_into", message("Merged into"), registry, "For the status merged.", key="slug"),
        choice("key_story", message("Key story"), known.stories, "The one to begin with."),
    )


def _choices(registry: str) -> tuple[Field, ...]:
    """What an entry takes from a list of ours, where this registry has one for it."""
    kind = FILES[registry][1]
    return tuple(
        choice(name, label, CHOICES[kind, name], several=name == "allowed")
        for name, label in _CHOSEN.items()
        if (kind, name) in CHOICES
    )
