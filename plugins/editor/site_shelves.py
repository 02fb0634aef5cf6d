"""Which lists an editor shows of a site: its folders of stories, and the stories that others lead to."""

import re

from ..newsroom.desk import Build
from ..newsroom.dialects import read_manuscript
from ..newsroom.story import READABLE, STATUSES
from ..newsroom.words import Words, message
from .config import Shelf
from .options import Options
from .story_form import Known

#: How many stories a list to choose from holds: the newest.
_CHOICES = 400
_PLAIN_LINE = re.compile(r"^[A-Za-z][\w-]*(?: [\w-]+)*[ \t]*:(?:[ \t]+.*)?$")


def shelves_of(build: Build, words: Words) -> list[Shelf]:
    """The folders of a site that hold stories, by their names, then those of its pages. What the site names itself comes in its own order."""
    options = build.options("EDITOR", Options)
    stories, pages, others = set(options.folders), set[str](), set[str]()
    for path in build.desk.readings:
        file = build.site.root / path
        if file.suffix != ".md" or not file.is_relative_to(build.site.content):
            continue
        inner = build.site.inner(file)
        folder = inner.rpartition("/")[0]
        (pages if build.site.kind_of(inner) == "page" else stories).add(folder)
        if not opens_in_form(_text(build, path)):
            others.add(folder)
    if not options.folders:
        stories |= {one.slug for one in build.registries.categories if one.status == "active" and not one.parent}
        stories = stories or {""}
    wanted = list(options.folders) or sorted(stories)
    names = {one.slug: one.name for one in build.registries.categories}
    article = [Shelf(folder, names.get(folder, _spoken(folder, words)), others=folder in others) for folder in wanted]
    folders = sorted(pages) or [one for one in build.site.page_paths if one][:1]
    return article + [Shelf(one, words(message("Pages")), is_pages=True, others=one in others) for one in folders]


def opens_in_form(text: str) -> bool:
    """Whether the form can show a story: its header is YAML, or a classic one of plain lines. `story_format.js` decides the same."""
    manuscript = read_manuscript(text)
    if not manuscript.readable or manuscript.faults:
        return False
    if manuscript.dialect == "yaml":
        return len({field.name for field in manuscript.fields}) == len(manuscript.fields)
    if manuscript.dialect != "classic":
        return False
    header = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n").split("\n")
    return all(
        _PLAIN_LINE.match(line)
        for line in header[: next((n for n, line in enumerate(header) if not line.strip()), len(header))]
    )


def known_of(build: Build) -> Known:
    """What the forms of a site offer."""
    options = build.options("EDITOR", Options)
    shown = STATUSES if build.site.preview else READABLE
    chosen = [
        story
        for story in build.desk.stories
        if story.is_article and story.status in shown and story.status != "withdrawn" and story.slug
    ]
    chosen.sort(key=lambda story: (story.date.isoformat() if story.date else "", story.slug), reverse=True)
    stories = {story.slug: story.title for story in reversed(chosen[:_CHOICES])}
    return Known(
        build.registries,
        [{"label": title, "value": slug} for slug, title in reversed(stories.items())],
        f"/{options.media}",
        f"/{options.media}",
    )


def _text(build: Build, path: str) -> str:
    try:
        return (build.site.root / path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


def _spoken(folder: str, words: Words) -> str:
    return folder.replace("-", " ").replace("/", " / ").capitalize() or words(message("Stories"))
