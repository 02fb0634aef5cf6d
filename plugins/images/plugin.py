"""Publishes `images` for templates, makes what pictures become, and writes it."""

import dataclasses
from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup
from pelican import signals

from ..newsroom.answers import follows
from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.links import resolved
from ..newsroom.output import is_waiting, write_made
from ..newsroom.published_files import published_files_of
from .derivatives import worthwhile
from .faults import unmade
from .in_text import with_pictures
from .options import SIZES, Options
from .used import Plan, hosts_of, is_shown, plan_of
from .view import Picture, StoryPictures, html_of, picture_of


class Images:
    """The name `images` in templates. `copied` is Pelican's list of copied files, by their path in `content/`."""

    def __init__(self, build: Build, output: Path, copied: Mapping[str, Any]) -> None:
        self._build, self._output, self._copied = build, output, copied
        self._sizes = {**SIZES, **build.options("IMAGES", Options).sizes}

    @cached_property
    def _plan(self) -> Plan:
        return _plan(self._build, self._output)

    def of(self, content: Any) -> StoryPictures:
        """The pictures of a story."""
        story = self._build.story_of(content)
        if story is None or not is_shown(story):
            return StoryPictures()
        lead = self.file(story.image.src) if story.image else None
        rows = tuple(
            (path, self.file(path)) for path in self._plan.of_story.get(story.path, ()) if path in self._copied
        )
        return StoryPictures(
            lead,
            rows,
            " ".join(f"picture-{host}" for host in hosts_of(story, self._build.desk.readings[story.path].near)),
        )

    def file(self, path: str) -> Picture:
        """One picture by its path in `content/`, or by its address elsewhere."""
        plain = path.lstrip("/")
        if "://" in path:
            return Picture(path)
        url = str(self._copied[plain].url) if plain in self._copied else plain
        return picture_of(url, self._plan.originals.get(plain), self._plan.sets.get(plain))

    @follows()
    def html(
        self, picture: Picture, siteurl: str, alt: str = "", place: str = "text", eager: bool = False, css: str = ""
    ) -> Markup:
        """`<picture>` for a page; `place` says how wide it stands. An `eager` one is fetched first: what readers see at once."""
        given = {"class": css} if css else {}
        # What is handed over is escaped there.
        return Markup(
            html_of(
                picture,
                siteurl,
                alt=alt,
                sizes=self._sizes.get(place, self._sizes["text"]),
                eager=eager,
                attributes=given,
            )
        )

    @follows("of()")
    def shown(self, html: Any, content: Any, siteurl: str) -> Markup:
        """A story's text with its pictures made fit."""
        story = self._build.story_of(content)
        pictures = dict(self.of(content).in_text)
        folder = self._build.site.inner(self._build.site.root / story.path).rpartition("/")[0] if story else ""
        by_url = {str(self._copied[path].url): picture for path, picture in pictures.items()}

        def find(src: str) -> Picture | None:
            ours = src.removeprefix(f"{siteurl}/") if siteurl else src
            if "://" in ours or ours.startswith("//"):
                return Picture(ours)
            plain = unquote(ours)
            for known, name in (
                (by_url, plain),
                (by_url, plain.lstrip("/")),
                (pictures, resolved(plain, folder)),
                (pictures, plain.lstrip("/")),
            ):
                if name in known:
                    return known[name]
            return None

        leads = story is not None and story.image is None
        # The text that Markdown made.
        return Markup(with_pictures(str(html), find, siteurl, sizes=self._sizes["text"], leads=leads))


def publish_images(generator: Any) -> None:
    build, output = desk_of(generator.settings), Path(generator.output_path)
    generator.context["images"] = Images(build, output, generator.context["static_content"])
    build.once(published_files_of).instead(partial(_clean, build))


def _plan(build: Build, output: Path) -> Plan:
    """What pictures become. Where a site is only looked at while it is written, each is made when a browser asks for it."""
    return build.once(plan_of if is_waiting(output) else _made)


def _made(build: Build) -> Plan:
    """The plan as it comes out, all pictures made: without what could not be made, which is said, and without formats that save nothing."""
    plan = build.once(plan_of)
    build.report(unmade(build, plan.shelf.fill(plan.sets.values())))
    made = {
        path: worthwhile(one, lambda file: plan.shelf.file(file.file).stat().st_size)
        for path, one in plan.sets.items()
        if plan.shelf.has(one)
    }
    return dataclasses.replace(plan, sets=made)


def hand_over_clean_files(generator: Any, **_: Any) -> None:
    """Pelican is about to copy the files of `content/`: of a picture with something private in it, it copies the clean one."""
    build = desk_of(generator.settings)
    for static in generator.context["staticfiles"]:
        clean = _clean(build, str(static.get_relative_source_path()))
        if clean:
            address = static.save_as, static.url  # Pelican takes them from the path
            static.override_save_as, static.override_url = address
            static.source_path = str(clean)
    build.once(plan_of).shelf.save()


def _clean(build: Build, path: str) -> Path | None:
    """The file that goes out in the place of a picture with something private in it."""
    plan = build.once(plan_of)
    original = plan.originals.get(path)
    return plan.shelf.clean(original) if original and original.private else None


def write_pictures(generator: Any, writer: Any) -> None:
    build, output = desk_of(generator.settings), Path(writer.output_path)
    plan = _plan(build, output)
    for made in plan.sets.values():
        for one in made.all:
            write_made(output, one.file, partial(plan.shelf.bytes_of, made, one))


def register() -> None:
    signals.article_generator_finalized.connect(publish_images)
    signals.article_writer_finalized.connect(write_pictures)
    signals.page_writer_finalized.connect(hand_over_clean_files)
