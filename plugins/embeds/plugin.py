"""Publishes `embeds` for templates: the parts of a text, and what a page needs to play what is in it."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pelican import signals

from ..newsroom.answers import follows, of_story
from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.story import Story
from .in_text import Part, parts_of
from .options import Options
from .provider import Embed, frame_at, video_at
from .used import embeds_of, need_of


@dataclass(frozen=True, slots=True)
class StoryEmbeds:
    """What plays in a story, and the needs of its page (`csp.py`)."""

    all: tuple[Embed, ...] = ()
    needs: str = ""

    @property
    def wants_script(self) -> bool:
        """Whether a script must put a player in the place of a link."""
        return any(not one.is_file for one in self.all)


class Embeds:
    """The name `embeds` in templates."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._options = build.options("EMBEDS", Options)
        self._found: dict[str, StoryEmbeds] = {}

    @of_story()
    def of(self, content: Any) -> StoryEmbeds:
        """What plays in an article or page, and whether its page needs a script for that."""
        story = self._build.story_of(content)
        if story is None:
            return StoryEmbeds()
        if story.path not in self._found:
            self._found[story.path] = self._of(story)
        return self._found[story.path]

    def _of(self, story: Story) -> StoryEmbeds:
        found = tuple(dict.fromkeys(embeds_of(story, self._build)))
        return StoryEmbeds(found, " ".join(sorted({need_of(one) for one in found} - {""})))

    @follows("of()")
    def parts(self, html: Any, content: Any) -> tuple[Part, ...]:
        """A text in parts: each has either `html`, which is markup, or an `embed` for the theme to show."""
        needs = set(self.of(content).needs.split())
        peertube = self._options.peertube

        def frame(address: str) -> Embed | None:
            return frame_at(address, peertube)

        def allowed(one: Embed) -> bool:
            return need_of(one) in needs or not one.origin

        rows = parts_of(str(html), lambda address: video_at(address, peertube), frame, allowed)
        return tuple(Part(Markup(one.html), one.embed) for one in rows)  # the text that Markdown made


def publish_embeds(generator: Any) -> None:
    generator.context["embeds"] = Embeds(desk_of(generator.settings))


def register() -> None:
    signals.article_generator_finalized.connect(publish_embeds)
