"""Publishes `republish` for templates, and writes the pack of each story that others may print."""

from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals

from ..newsroom.answers import UnreadOfStory, of_story
from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.output import write_made
from ..newsroom.places import file_of
from ..newsroom.standing import standing_of
from ..newsroom.story import Story
from ..newsroom.writer import name_when_asked
from .options import Options
from .pack import Pack, pack_of, text_of
from .places import address_of, offered, offered_paths


class Republish:
    """The name `republish` in templates."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self.options = build.options("REPUBLISH", Options)

    @of_story(and_others=True)
    def of(self, content: Any) -> str:
        """The address of a story's pack below the site's; "" for a story that is not ours to give away."""
        story = self._build.story_of(content)
        return address_of(story) if story and story.path in self._build.once(offered_paths) else ""


def publish_republish(generator: Any) -> None:
    generator.context["republish"] = Republish(desk_of(generator.settings))


def _made_from(build: Build, story: Story, article: Any) -> Any:
    """What `incremental` compares in place of a pack."""
    told = _told(build, story, article)
    if told is not None:
        return told
    html = str(article.get_content(build.site.url))
    return (
        story,
        build.credit(story),
        html,
        build.site.absolute(story.url),
        build.site.name,
        story.authors,
        build.words(story.lang),
    )


def _told(build: Build, story: Story, article: Any) -> Any:
    """The same in a few bytes; None where that cannot be."""
    standing = build.once(standing_of)
    said = standing.of(story)
    return said and (said, standing.printed(article))


def _pack(build: Build, story: Story, article: Any) -> Pack:
    html = str(article.get_content(build.site.url))
    return pack_of(story, build.credit(story), html, **_around(build, story))


def _text(build: Build, story: Story) -> str:
    """Made by itself: the page may be made in another process, or not at all."""
    return text_of(story, build.credit(story), **_around(build, story))


def _around(build: Build, story: Story) -> dict[str, Any]:
    return {
        "url": build.site.absolute(story.url),
        "site": build.site.name,
        "names": [person.name for person in story.authors],
        "_": build.words(story.lang),
    }


def write_packs(generator: Any, writer: Any) -> None:
    has_page = desk_of(generator.settings).has_template("republish")
    template = generator.get_template("republish") if has_page else None
    name_when_asked(writer, partial(_name_packs, generator, writer, template))


def _name_packs(generator: Any, writer: Any, template: Any) -> None:
    build = desk_of(generator.settings)
    newsroom = generator.context["newsroom"]
    output = Path(writer.output_path)
    for story in build.once(offered):
        article = newsroom.article_of(story)
        if article is None:
            continue
        made_from = partial(_made_from, build, story, article)
        pack = UnreadOfStory(partial(_pack, build, story, article), article, made_from)
        url = address_of(story)
        write_made(
            output,
            f"{url}text.txt",
            partial(_text, build, story),
            partial(_told, build, story, article),
        )
        if template is not None:
            writer.write_file(
                file_of(url),
                template,
                generator.context,
                relative_urls=generator.settings["RELATIVE_URLS"],
                url=url,
                article=article,
                pack=pack,
                page_name=url.rstrip("/"),
                template_name="republish",
            )


def register() -> None:
    signals.article_generator_finalized.connect(publish_republish)
    signals.article_writer_finalized.connect(write_packs)
