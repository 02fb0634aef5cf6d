"""A story as others may print it: text, author, source, licence and link, and nothing that counts readers. Pure.

The credit holds what Creative Commons asks for: title, author, source, licence (wiki.creativecommons.org, "Recommended practices for
attribution").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from ..newsroom.credit import Credit, License, license_of, relation_of
from ..newsroom.named_values import signed
from ..newsroom.story import ORIGINAL, Story
from ..newsroom.words import Words

#: Relations of a text that is ours alone.
_OURS = frozenset({ORIGINAL, "based-on", "press-release", "via"})
_PICTURES = re.compile(r"<figure\b.*?</figure\s*>|<picture\b.*?</picture\s*>|<img\b[^>]*>", re.IGNORECASE | re.DOTALL)
_ACTIVE = re.compile(r"<(script|style|iframe|object|embed|form|video|audio)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"class|id|style|data-[\w-]+|on\w+", re.IGNORECASE)
_VALUE = re.compile(r"""=(?:"[^"]*"|'[^']*')""")
_EMPTY = re.compile(r"<p>\s*</p>\n?")


@dataclass(frozen=True, slots=True)
class Pack:
    """`html` is a fragment to paste. `notice` is the sentence that must stay; `license_url` may be empty."""

    title: str
    html: str
    notice: str
    license: str
    license_url: str
    without_pictures: bool


def refusal(story: Story) -> str:
    """Why a story is not ours to give away; "" where it is."""
    if story.status != "published":
        return "it is not published"
    if relation_of(story) not in _OURS:
        return "the text is somebody else's, or theirs too"
    if license_of(story.license) is None:
        return "it stands under no licence"
    return ""


def pack_of(story: Story, credit: Credit, body: str, *, url: str, site: str, names: Sequence[str], _: Words) -> Pack:
    """The pack of a story that `refusal` lets through. `body` is its HTML with absolute links, `names` its authors, `_` the words of its language."""
    terms = _terms(story)
    without = _PICTURES.search(body) is not None or story.image is not None
    clean = _EMPTY.sub("", _without_names(_ACTIVE.sub("", _PICTURES.sub("", body)))).strip()
    by = _by(names, _)
    link = Markup('<a href="{}">{}</a>').format(url, site)
    named = Markup('<a rel="license" href="{}">{}</a>').format(terms.url, terms.name) if terms.url else terms.name
    lines = [
        f"<h1>{escape(story.title)}</h1>",
        *([f"<p>{escape(story.deck)}</p>"] if story.deck else []),
        *([f"<p>{escape(by)}</p>"] if by else []),
        *([f"<p>{escape(credit.text)}</p>"] if credit.text else []),
        clean,
        f"<p>{_said(story, link, named, _)}</p>",
    ]
    notice = _notice(story, url, site, _)
    return Pack(story.title, "\n".join(lines) + "\n", notice, terms.name, terms.url, without)


def text_of(story: Story, credit: Credit, *, url: str, site: str, names: Sequence[str], _: Words) -> str:
    """The same as plain text."""
    words = [story.title, story.deck, _by(names, _), credit.text, story.text, _notice(story, url, site, _)]
    return "\n\n".join(word.strip() for word in words if word.strip()) + "\n"


def _without_names(html: str) -> str:
    """Without the attributes that mean something to our style and scripts. A text has few signs of equality, and blanks without number."""
    kept, start = [], 0
    for name, sign in signed(html):
        blank = sign - len(name) - 1
        if blank < start or not html[blank].isspace() or not html.startswith(name, blank + 1):
            continue
        if _NAME.fullmatch(name) and (value := _VALUE.match(html, sign)):
            kept.append(html[start:blank])
            start = value.end()
    return "".join(kept) + html[start:]


def _terms(story: Story) -> License:
    terms = license_of(story.license)
    assert terms is not None
    return terms


def _by(names: Sequence[str], _: Words) -> str:
    return _("By {names}", names=_.names(names)) if names else ""


def _notice(story: Story, url: str, site: str, _: Words) -> str:
    return _said(story, f"{site} ({url})", _terms(story).name, _)


def _said(story: Story, site: str, under: str, _: Words) -> str:
    """Who published it first, when, and under what licence."""
    if story.date:
        return _(
            "This article was first published by {site} on {date} and is republished here under {license}.",
            site=site,
            date=f"{story.date:%Y-%m-%d}",
            license=under,
        )
    return _(
        "This article was first published by {site} and is republished here under {license}.", site=site, license=under
    )
