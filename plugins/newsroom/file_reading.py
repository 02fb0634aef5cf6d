"""What became of one file that was read: its story, its problems, and where everything stands in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .ignores import Ignore
from .links import Link
from .problem import Problem
from .story import Story
from .yaml_text import Position

#: What of a reading is only wanted where something is wrong, or all of it is looked through: places, links, anchors.
DETAILS = ("places", "links", "anchors")
Details = tuple[Mapping[str, Position], tuple[Link, ...], tuple[str, ...]]
#: How the formats that are not ours are read: file -> (fields as text or lists, HTML of the body).
Foreign = Callable[[Path], tuple[Mapping[str, Any], str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file. `story` is None where the problems leave none; `html` is the body of a format that is not Markdown."""

    path: str
    story: Story | None
    problems: tuple[Problem, ...]
    places: Mapping[str, Position] = field(default_factory=dict)
    """(line, column) of each value, named with dots: "sources.0.url"."""
    html: str | None = None
    links: tuple[Link, ...] = ()
    """Every link of the body outside its code."""
    anchors: tuple[str, ...] = ()
    """The names inside the page that a link may lead to, as far as the text alone tells them."""
    has_html: bool = False
    """Whether the body may hold HTML: most hold none, and need not be looked through for it."""
    has_lone_link: bool = False
    """Whether a line of the body may be a link and nothing else: a film may play there."""
    ignores: tuple[Ignore, ...] = ()
    asked: Mapping[str, bool] = field(default_factory=dict)
    """Files of the content folder whose being there decided something: the reading holds as long as they are, or are not."""
    near: tuple[Link, ...] = ()
    """Those of the links that a rule of the whole site may find fault with."""
    head: str = field(default="", repr=False, compare=False)
    """The digest of the story's head (`heads.py`); "" where nobody keeps that."""
    details: Callable[[], Details] | None = field(default=None, repr=False, hash=False, compare=False)
    """Fetches `places`, `links` and `anchors` of a reading that was kept from an earlier run: few readings are asked for them."""

    def __getattr__(self, name: str) -> Any:
        if name not in DETAILS or self.details is None:
            raise AttributeError(name)
        for one, value in zip(DETAILS, self.details(), strict=True):
            object.__setattr__(self, one, value)
        return object.__getattribute__(self, name)

    def line(self, key: str) -> int:
        """The line of a value, named with dots ("sources.0.url"), or of the nearest thing around it; 1 where nothing is written."""
        return self.place(key)[0]

    def place(self, key: str) -> Position:
        """(line, column) of a value, or of the nearest thing around it; (1, 0) where nothing is written."""
        while key:
            if key in self.places:
                line, column = self.places[key]
                return line, column
            key = key.rpartition(".")[0]
        return 1, 0

    def place_of(self, link: Link) -> Position:
        """(line, column) in the file of a link of the body."""
        return self.body_line + link.line - 1, link.column

    @property
    def body_line(self) -> int:
        return self.story.body_line if self.story else 1
