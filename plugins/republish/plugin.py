"""Publishes `republish` for templates, and writes the pack of each story that others may print."""

from pathlib import Path
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.output import write_text
from ..newsroom.places import file_of
from .options import Options
from .pack import pack_of
from .places import address_of, offered, offered_paths


class Republish:
    """The name `republish` in templates."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self.options = build.options("REPUBLISH", Options)

    def of(self, content: Any) -> str:
        """The address of a story's pack below the site's; "" for a story that is not ours to give away."""
        story = self._build.story_of(content)
        return address_of(story) if story and story.path in self._build.once(offered_paths) else ""


def publish_republish(generator: Any) -> None:
    generator.context["republish"] = Republish(desk_of(generator.settings))


def write_packs(generator: Any, writer: Any) -> None:
    build = desk_of(generator.settings)
    newsroom = generator.context["newsroom"]
    template = generator.get_template("republish") if build.has_template("republish") else None
    for story in build.once(offered):
        article = newsroom.article_of(story)
        if article is None:
            continue
        names = [person.name for person in story.authors]
        body = str(article.get_content(build.site.url))
        pack = pack_of(
            story,
            build.credit(story),
            body,
            url=build.site.absolute(story.url),
            site=build.site.name,
            names=names,
            _=build.words(story.lang),
        )
        url = address_of(story)
        write_text(Path(writer.output_path), f"{url}text.txt", pack.text)
        if template is not None:
            writer.write_file(
                file_of(url), template, generator.context, relative_urls=generator.settings["RELATIVE_URLS"], url=url, article=article,
                pack=pack, page_name=url.rstrip("/"), template_name="republish",
            )  # fmt: skip


def register() -> None:
    signals.article_generator_finalized.connect(publish_republish)
    signals.article_writer_finalized.connect(write_packs)
