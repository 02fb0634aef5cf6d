"""The form of a story: every key of the front matter that a writer may want, in the order in which a writer thinks. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..newsroom.registry import Registries
from ..newsroom.story import RELATIONS, STATUSES, TYPES
from ..newsroom.words import message
from .fields import Field, choice, day, entries, group, moment, names, of_registry, switch, text

#: Keys of the front matter that the form leaves out, and why.
NOT_ASKED: Mapping[str, str] = {
    "draft": "status says it",
    "published": "status says it",
}

ADDRESS = (
    r"^\s*$|^\s*(?:[hH][tT][tT][pP][sS]?:)?//[^\s/\\?#]+[^\s\\]*\s*$",
    "a whole web address that begins with https://",
)
PATH = (r"^(?!.*\\)(?!(?:.*/)?\.\.(?:/|$))(?!(?!https?://|HTTPS?://)[^/]*:).*$", "a path inside the site, without ..")
ID = (r"^[A-Za-z0-9._-]{0,64}$", "letters, digits, dots, hyphens and underscores, at most 64")
SLUG = (r"^[^\s/\\:?#\[\]@!$&'()*+,;=%\"<>^`{|}]*$", "letters, digits, hyphens, dots and underscores")
LANGUAGE = (r"^([A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*)?$", "a language code such as en, de or pt-BR")
NOT_EMPTY = (r"\S", "one line of text")
#: What Decap calls the moment at which a form is opened.
NOW = "{{now}}"


@dataclass(frozen=True, slots=True)
class Known:
    """What a site's forms offer. `stories` are {"label", "value"} of each story, newest first; `media` is where pictures go."""

    registries: Registries = field(default_factory=Registries)
    stories: Sequence[Mapping[str, str]] = ()
    media: str = "images"
    public: str = "/images"


def story_form(known: Known) -> tuple[Field, ...]:
    """The fields of an article."""
    return (
        *_words(),
        _sources(known),
        text(
            "source_text",
            message("Saved text of the source"),
            "The path of the saved text; it is never published, and shows how much of theirs is in yours.",
            pattern=PATH,
        ),
        *_people(known),
        *_shelves(known),
        _picture(known),
        *_publication(),
        *_seldom(known),
    )


def page_form(known: Known) -> tuple[Field, ...]:
    """The fields of a page such as "About us": those of an article that mean something there."""
    wanted = {"title", "deck", "body", "image", "status", "summary", "slug", "aliases", "lang", "translation_of", "toc"}
    wanted |= {"template", "url", "save_as", "modified"}
    return tuple(one for one in story_form(known) if one.name in wanted)


def _words() -> tuple[Field, ...]:
    return (
        text("title", message("Headline"), "Plain text, at most 110 characters.", required=True, pattern=NOT_EMPTY),
        text(
            "deck",
            message("Deck"),
            "The line under the headline: why to read on, in 40 to 220 characters. Do not repeat the headline.",
            long=True,
        ),
        names(
            "key_points",
            message("Key points"),
            "The box at the top of an explainer: three to five short sentences.",
            message("key point"),
        ),
        text(
            "body",
            message("Text"),
            "Markdown: ## begins a section. Footnotes, tables and attributes are welcome; nothing that you write here is changed.",
            long=True,
        ),
        choice("type", message("Kind of story"), TYPES, "Left empty, the site's usual kind."),
    )


def _sources(known: Known) -> Field:
    theirs = (
        _name("source", message("Source"), "sources", known, "Who reported it, by the list of sources."),
        text("name", message("Another source, not in the list"), "Only where the list has no such name."),
        choice("relation", message("What we owe them"), (*RELATIONS, "original"), "based-on: their report, our words. republished and wire: their words, and then a licence or a permission is needed. via: where you saw it first."),
        text("url", message("Address of their article"), "With https:// in front.", pattern=ADDRESS),
        text("title", message("Headline of their article")),
        text("author", message("Author of their article")),
        day("published", message("Published on")),
        day("accessed", message("Read on")),
        text("archived", message("Archived copy"), "Its address in a web archive.", pattern=ADDRESS),
        switch("gone", message("No longer at its address"), "Then the credit leads to the archived copy, and says so."),
        text("license", message("Licence"), "An SPDX id such as CC-BY-4.0, or an address."),
        text("permission", message("Permission"), "Who allowed it, when, and where that is kept."),
        text("changes", message("What we added or changed"), long=True),
        group("upstream", message("Who had it before them"), (
            text("name", message("Name"), "Whom an aggregator had it from."),
            text("url", message("Address"), pattern=ADDRESS),
        )),
        text("lang", message("Language of the original"), pattern=LANGUAGE),
    )  # fmt: skip
    return entries(
        "sources",
        message("Where it comes from"),
        theirs,
        "{{fields.source}}{{fields.name}} {{fields.relation}}",
        "Everybody whose work this story rests on. The credit sentence is made from it.",
        message("source"),
    )


def _people(known: Known) -> tuple[Field, ...]:
    return (
        _names("authors", message("Written by"), "authors", known),
        _names("translators", message("Translated by"), "authors", known),
        _names("editors", message("Edited by"), "authors", known),
        _names("contributors", message("With contributions by"), "authors", known),
        names("interviewees", message("Interviewed"), "Whoever was asked.", message("name")),
    )


def _shelves(known: Known) -> tuple[Field, ...]:
    return (
        _names(
            "categories",
            message("Categories"),
            "categories",
            known,
            "The first is the primary one: it stands above the headline.",
        ),
        _names("tags", message("Tags"), "tags", known, "What it is about; at most eight."),
        _name("storyline", message("Storyline"), "storylines", known, "The event that it follows."),
        _stories("related", message("Read next"), known, "Shown first under related stories, in this order."),
        _stories("related_exclude", message("Never read next"), known),
    )


def _picture(known: Known) -> Field:
    return group(
        "image",
        message("Picture"),
        (
            Field(
                "src",
                message("File"),
                "image",
                "At least 1,200 pixels wide. Readers get it in the size of their screen.",
                pattern=PATH,
                more={"choose_url": False, "media_folder": known.media, "public_folder": known.public},
            ),
            text(
                "alt",
                message("What is to be seen"),
                "For everybody who does not see the picture. Needed, unless it only decorates.",
            ),
            text("credit", message("Credit"), "Who made it: needed."),
            text("caption", message("Caption"), long=True),
            text("license", message("Licence"), "An SPDX id such as CC-BY-4.0, or an address."),
            switch("decorative", message("It only decorates"), "Then it needs no description."),
        ),
        is_open=True,
    )


def _publication() -> tuple[Field, ...]:
    return (
        moment("date", message("Date"), "When readers may first see it.", default=NOW),
        choice(
            "status",
            message("Status"),
            STATUSES,
            "Nothing or published: readers see it from its date on. draft: only we do. hidden: no list shows it. withdrawn: a notice stays.",
            default="draft",
        ),
        moment("embargo", message("Embargo"), "Nothing of the story leaves the building before this moment."),
        moment("modified", message("Changed on"), "The last real change; never before the date."),
        entries(
            "corrections",
            message("Corrections"),
            (
                day("date", message("Date"), required=True),
                choice("kind", message("Kind"), ("correction", "clarification", "update")),
                text("text", message("What was wrong, and what is right"), long=True, required=True, pattern=NOT_EMPTY),
            ),
            "{{fields.date}} {{fields.text}}",
            "Shown on the story and on the page of corrections.",
            message("correction"),
        ),
        day("review_by", message("Look at it again by"), "When somebody must see whether it still holds."),
        moment("expires", message("Hidden from"), "From then on no list shows it."),
        group(
            "withdrawn",
            message("Withdrawal"),
            (
                day("date", message("Date")),
                text("text", message("Reason"), long=True),
            ),
            "What the notice says of a story with the status withdrawn.",
        ),
    )


def _seldom(known: Known) -> tuple[Field, ...]:
    return (
        text("summary", message("Summary"), "What lists and search engines show in place of the deck.", long=True),
        text(
            "id",
            message("Id"),
            "Its name for machines. A new story gets one when it is saved: never change it.",
            pattern=ID,
        ),
        text("slug", message("Name in the address"), "Left empty, the name of the file.", pattern=SLUG),
        names("aliases", message("Old addresses"), "Old names and addresses that lead here.", message("old address")),
        text("license", message("Licence of the story"), "Left empty, that of the site."),
        text("lang", message("Language"), "Left empty, that of the site.", pattern=LANGUAGE),
        choice("translation_of", message("Translation of"), known.stories, "The story in the other language."),
        switch("comments", message("Comments")),
        switch("toc", message("List of sections")),
        text("template", message("Template"), pattern=PATH),
        text("url", message("Own address"), pattern=PATH),
        text("save_as", message("Own file"), pattern=PATH),
    )


def _name(name: str, label: str, registry: str, known: Known, hint: str = "") -> Field:
    """One name of a registry; any name where the site has no such registry."""
    if getattr(known.registries, registry).exists:
        return of_registry(name, label, registry, hint)
    return text(name, label, hint)


def _names(name: str, label: str, registry: str, known: Known, hint: str = "") -> Field:
    if getattr(known.registries, registry).exists:
        return of_registry(name, label, registry, hint, several=True)
    return names(name, label, hint)


def _stories(name: str, label: str, known: Known, hint: str = "") -> Field:
    return choice(name, label, known.stories, hint, several=True)
