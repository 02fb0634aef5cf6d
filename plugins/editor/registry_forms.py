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
    kind = FILES[registry][1]
    name = text(
        "name",
        message("Name"),
        "As readers see it. Where you change it, keep the old one below: stories still use it.",
        required=registry != "glossary",
        pattern=NOT_EMPTY,
    )
    same_as = names(
        "same_as",
        message("The same elsewhere"),
        "Addresses that mean the same, such as that of Wikidata.",
        message("address"),
    )
    description = text("description", message("Description"), "Markdown; heads the page.", long=True)
    parent = of_registry("parent", message("Part of"), registry, "The wider one.", key="slug")
    made = {
        "name": name,
        "aliases": names(
            "aliases",
            message("Other spellings"),
            "Writers may use any of them; readers see the name.",
            message("spelling"),
        ),
        "description": description,
        "same_as": same_as,
        "parent": parent,
        "key_story": choice("key_story", message("Key story"), known.stories, "The one to begin with."),
        "was": names("was", message("Former names in the address"), "Each of them leads here.", message("name")),
        "merged_into": of_registry(
            "merged_into", message("Merged into"), registry, "For the status merged.", key="slug"
        ),
        "url": text("url", message("Address"), pattern=ADDRESS),
        "feed": text("feed", message("Address of their feed"), pattern=ADDRESS),
        "permission": text("permission", message("Permission"), "Who allowed it, when, and where that is kept."),
        "permission_expires": day("permission_expires", message("Permission until")),
        "license": text("license", message("Licence"), "An SPDX id such as CC-BY-4.0, or an address."),
        "acknowledged": names(
            "acknowledged",
            message("Looked at again"),
            "Ids of our stories that an editor has looked at since.",
            message("id"),
        ),
        "sentences": group(
            "sentences",
            message("Own credit sentences"),
            [
                text(relation.replace("-", "-"), relation, "{source} stands for the name.")
                for relation in CHOICES[Outlet, "allowed"]
            ],
            "In place of the usual sentence, by relation.",
        ),
        "bio": text("bio", message("About them"), "Markdown.", long=True),
        "role": text("role", message("Role")),
        "image": text("image", message("Picture")),
        "email": text("email", message("Mail address")),
        "definition": text(
            "definition", message("Definition"), "Markdown.", long=True, required=True, pattern=NOT_EMPTY
        ),
        "lang": text("lang", message("Language"), pattern=LANGUAGE),
    }
    labels = {"kind": message("Kind"), "status": message("Status"), "allowed": message("What they allow")}
    for one, label in labels.items():
        if (kind, one) in CHOICES:
            made[one] = choice(one, label, CHOICES[kind, one], several=one == "allowed")
    return made
