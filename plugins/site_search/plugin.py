"""Publishes `site_search` for templates; writes the search page of each language and the index behind it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.output import write_bytes
from ..newsroom.places import file_of
from ..newsroom.problem import Problem
from ..newsroom.view import Link
from .document import Document, document_of
from .options import Options
from .pagefind import Failed, index_of
from .places import addresses, is_wanted
from .rules import program
from .searched import label_of, searched, searched_pages


class SiteSearch:
    """The name `site_search` in templates."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self.folder = build.options("SITE_SEARCH", Options).folder.strip("/")

    @property
    def has_index(self) -> bool:
        """Whether this build makes an index that the search page can ask."""
        build = self._build
        return build.once(is_wanted) and build.once(program) is not None and len(build.once(searched)) > 0

    def url(self, lang: str) -> str:
        """The address of the search page in a language, else of the site's own; "" where there is none."""
        pages = self._build.once(addresses)
        return pages.get(lang) or pages.get(self._build.site.lang, "")

    def pages(self, lang: str) -> tuple[Link, ...]:
        """The pages of a language that the search finds, by title."""
        return tuple(Link(one.title, one.url, lang) for one in self._build.once(searched_pages) if one.lang == lang)


def publish_site_search(generator: Any) -> None:
    generator.context["site_search"] = SiteSearch(desk_of(generator.settings))


def write_search(generator: Any, writer: Any) -> None:
    build = desk_of(generator.settings)
    for lang, url in build.once(addresses).items():
        writer.write_file(
            file_of(url),
            generator.get_template("search"),
            generator.context,
            relative_urls=generator.settings["RELATIVE_URLS"],
            url=url,
            search_lang=lang,
            search_url=url,
            page_name=url.rstrip("/"),
            template_name="search",
        )
    if generator.context["site_search"].has_index:
        write_index(build, generator.context, Path(writer.output_path))


def write_index(build: Build, context: Mapping[str, Any], output: Path) -> None:
    """The index of the published stories and pages, of no other."""
    found = build.once(program)
    assert found is not None
    folder = build.options("SITE_SEARCH", Options).folder.strip("/")
    try:
        for file, data in index_of(list(documents_of(build, context)), found, build.site.root / ".cache" / "search"):
            write_bytes(output, f"{folder}/{file}", data)
    except Failed as failure:
        message = f"Pagefind made no index: {failure}"
        build.report([Problem("pelicanconf.py", 0, 0, "W26", message, "mend what it names, and build again")])


def documents_of(build: Build, context: Mapping[str, Any]) -> Iterator[Document]:
    """What the search may find: each story and page that is written, in its own language. `context` is that of the templates."""
    written = pages_of(build, context.get("pages") or ())
    with_stories = {story.lang for story in build.archive}
    for story in build.once(searched):
        words = build.words(story.lang)
        content = context["newsroom"].article_of(story) if story.is_article else written.get(story.path)
        if content is None:
            continue
        day = words.day(story.date) if story.is_article and story.date else ""
        label = "" if story.is_article else label_of(story, words, among_stories=story.lang in with_stories)
        html = str(content.get_content(build.site.url))
        yield document_of(story, html, file=content.save_as, day=day, label=label)


def pages_of(build: Build, pages: Iterable[Any]) -> Mapping[str, Any]:
    """The path of each page's file -> Pelican's object, translations among them."""
    contents = [one for page in pages for one in (page, *page.translations)]
    return {story.path: content for content in contents if (story := build.story_of(content))}


def register() -> None:
    signals.article_generator_finalized.connect(publish_site_search)
    signals.article_writer_finalized.connect(write_search)
