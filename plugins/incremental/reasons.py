"""Why a page was made or kept, and what it hangs on, in words for a writer. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from .plan import Reason, Trace, counted
from .questions import Question

#: What is read of a story, as a writer calls it.
_FACTS = {
    "title": "headline", "content": "text", "get_content": "text", "summary": "summary", "deck": "deck", "url": "address", "save_as": "address",
    "slug": "address", "date": "date", "locale_date": "date", "modified": "date of the last change", "authors": "authors", "author": "author",
    "category": "category", "tags": "tags", "lang": "language", "status": "status", "image": "picture", "corrections": "corrections",
    "key_points": "key points", "description": "description", "age": "age", "translations": "translations", "template": "template",
}  # fmt: skip
#: What our names answer about a story.
_ANSWERS = {
    "taxonomy.of": "categories and tags", "attribution.of": "credit", "related.of": "related stories", "storylines.of": "place in its storyline",
    "structured_data.of": "data for machines", "newsroom.bylines": "byline", "newsroom.neighbours": "neighbours in time",
    "newsroom.translations": "translations", "newsroom.versions": "translations", "newsroom.contents": "list of contents",
    "history.of": "history", "comments.of": "comments", "images.of": "pictures", "embeds.of": "videos", "republish.of": "terms for republishing",
    "newsroom.of": "facts",
}  # fmt: skip
#: What they answer about the site.
_SITE = {
    "taxonomy.sections": "the sections of the site", "taxonomy.ways": "the ways to the sections", "taxonomy.has_more_sections": "whether there are more sections than the head shows", "taxonomy.categories": "the categories of the site", "taxonomy.tags": "the tags of the site",
    "taxonomy.index": "the index of topics", "newsroom.words": "the words of the theme", "newsroom.menu": "the menu", "newsroom.front": "the front page",
    "newsroom.person": "an author", "newsroom.people": "the authors of the site", "newsroom.corrections": "the corrections of the site",
    "newsroom.years": "the years of the site", "newsroom.year": "the years of the site",
    "glossary.known": "the glossary", "glossary.all": "the glossary", "headers.loaded": "what pages may load",
    "site_icons.colours": "the colours of the theme", "storylines.all": "the storylines of the site", "attribution.sources": "the sources of the site",
}  # fmt: skip
_EVERYWHERE = {
    "Python": "this is another Python",
    "packages": "a package that makes pages has another version",
    "locale": "the locale or time zone is another",
    "plugins": "the code of a plugin changed",
}
_LISTS = ("articles", "dates", "all_articles", "categories", "tags", "authors", "pages")


def said(reason: Reason) -> str:
    """One sentence without its end."""
    kind, what = reason.kind, reason.what
    more = f", and {reason.more} more" if reason.more else ""
    if kind == "kept":
        return "kept: nothing it shows changed"
    if kind == "unknown":
        return f"always written: it shows what cannot be compared with the last build ({what})"
    because = {
        "new": "it was not there before",
        "first": "nothing is known of how it came about",
        "output": "the file is not as the last build left it",
        "heard": "a plugin wants to see every page that is written",
        "tags": "the theme has tags of a plugin, which may write files of their own",
    }.get(kind)
    if kind == "all":
        because = _EVERYWHERE.get(what) or f"the {what} changed"
    elif kind == "own":
        because = f"{_own(what)} changed"
    elif kind == "asked":
        because = f"{named(what)} changed"
    return f"written because {because}{more}"


def _own(name: str) -> str:
    if not name:
        return "the template that it is made with"
    if name.startswith(_LISTS):
        return "the list of stories on it"
    if name in ("SITEURL", "localsiteurl", "output_file"):
        return "the address of the site or of the page"
    return {"article": "the story", "page": "the page"}.get(name, f"`{name}`, which is its alone,")


def named(question: Question) -> str:
    """What a question asks about: `the headline of content/tram.md`."""
    kind = question[0]
    if kind == "recipe":
        return f"the template {question[1]}, or one that it takes in,"
    if kind == "name":
        return "a list of stories" if question[1] in _LISTS else f"`{question[1]}`"
    if kind == "content":
        step = question[2][0]
        name = step if isinstance(step, str) else step[0]
        return f"the {_FACTS.get(name, f'`{name}`')} of content/{question[1]}"
    way = question[2]
    first = way[0] if isinstance(way[0], str) else way[0][0]
    whole, story = f"{question[1]}.{first}", _story(way)
    if whole == "newsroom.of" and len(way) > 1 and isinstance(way[1], str):
        return f"the {_FACTS.get(way[1], f'`{way[1]}`')} of {story}"
    if story:
        return f"the {_ANSWERS.get(whole, f'`{whole}`')} of {story}"
    return _SITE.get(whole, f"`{whole}`")


def _story(way: Iterable[Any]) -> str:
    """The first story among the arguments of a way, as a writer knows its file; "" where there is none."""
    for step in way:
        for kind, *parts in () if isinstance(step, str) else step[1]:
            if kind in ("content", "story"):
                return f"content/{parts[0]}" if kind == "content" else str(parts[0])
    return ""


def explained(file: str, reason: Reason, trace: Trace | None) -> str:
    """Why, and what the page hangs on: a line each."""
    lines = [f"{file}: {said(reason)}."]
    if trace is not None and not trace.unknown:
        lines.append("It is made from:")
        things = {named(question).rstrip(",") for question, _ in trace.asked} | {
            _own(name).rstrip(",") for name, _ in trace.own
        }
        lines += [f"  {one}" for one in sorted(things)]
    return "\n".join(lines)


def table(reasons: Mapping[str, Reason], most: int = 20) -> str:
    """How many pages were made for which reason, the most frequent first."""
    if not reasons:
        return "Why pages were made is not known: no ledger is kept of this build."
    rows: dict[str, int] = {}
    for reason, count in counted(reasons):
        rows[said(reason)] = rows.get(said(reason), 0) + count
    kept = sum(reason.is_kept for reason in reasons.values())
    lines = [f"{len(reasons) - kept} of {len(reasons)} pages were made."]
    ordered = sorted(rows.items(), key=lambda one: (-one[1], one[0]))
    lines += [f"{count:7}  {words}" for words, count in ordered[:most]]
    if len(ordered) > most:
        lines.append(f"{sum(count for _, count in ordered[most:]):7}  for {len(ordered) - most} other reasons")
    return "\n".join(lines)
