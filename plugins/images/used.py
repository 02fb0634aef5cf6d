"""Which pictures the stories of a build show, and what each becomes. Pictures that only unpublished stories use are not among them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from ..newsroom.desk import Build
from ..newsroom.desk_rules import files_of
from ..newsroom.file_text import is_there
from ..newsroom.links import Link
from ..newsroom.pictures import is_picture
from ..newsroom.places import Place
from ..newsroom.publication import WITHHELD
from ..newsroom.site_places import file_places
from ..newsroom.story import Story
from .derivatives import Set, set_of
from .index import read_originals
from .options import Options
from .original import Original
from .shelf import Shelf


@dataclass(frozen=True, slots=True)
class Plan:
    """`originals` are all pictures of the content folder that are shown or copied, `of_story` the shown ones by the story's path."""

    originals: Mapping[str, Original]
    of_story: Mapping[str, tuple[str, ...]]
    sets: Mapping[str, Set]
    """Path of an original -> what it becomes; only those that become something."""
    shelf: Shelf


def plan_of(build: Build) -> Plan:
    """Asked by `build.once(plan_of)`: reads every picture once."""
    options = build.options("IMAGES", Options)
    site, cache = build.site, build.site.root / ".cache" / "images"
    of_story = {story.path: pictures_of(story, build) for story in build.desk.stories if is_shown(story)}
    faces = {author.image.lstrip("/") for author in build.registries.authors if author.image}
    shown = {path for paths in of_story.values() for path in paths} | faces
    copied = {place.name for place in _copied(build) if is_picture(place.name)}
    originals = read_originals(site.content, shown | copied, options.max_megapixels * 1_000_000, cache)
    encoder = version("pillow")
    sets = {
        path: made for path in sorted(shown & originals.keys()) if (made := set_of(originals[path], options, encoder))
    }
    return Plan(originals, of_story, sets, Shelf(site.content, cache, options))


def is_shown(story: Story) -> bool:
    """Whether some page shows a story, and so its pictures."""
    return story.status not in (WITHHELD, "skip", "withdrawn")


def pictures_of(story: Story, build: Build) -> tuple[str, ...]:
    """The pictures of the content folder that a story shows, by path."""
    near = build.desk.readings[story.path].near
    if not (near or story.image or story.source_text):  # as most have none
        return ()
    files = files_of(story, build.site, near)
    return tuple(sorted(path for path in files if is_picture(path) and is_inside(build.site.content, path)))


def is_inside(content: Path, path: str) -> bool:
    """Whether a picture is there and lies below the content folder, also when links are followed."""
    file = content / path
    return is_there(file) and file.resolve().is_relative_to(content.resolve())


def links_of(story: Story, build: Build) -> tuple[Link, ...]:
    """The links and pictures of a story's text, as it was read."""
    return build.desk.readings[story.path].links


def hosts_of(story: Story, links: Sequence[Link]) -> tuple[str, ...]:
    """The other sites whose pictures a story shows, as `https://host`."""
    if not (links or story.image):
        return ()
    addresses = [story.image.src] if story.image else []
    far = ("http://", "https://", "//")
    addresses += [
        link.target for link in links if not link.marker and link.target.startswith(far) and is_picture(link.path)
    ]
    found = {_origin(address) for address in addresses if address.startswith(far)}
    return tuple(sorted(found - {""}))


def _origin(address: str) -> str:
    """`https://host:port` of an address; "" for one that names no host in plain letters."""
    parts = urlsplit(address)
    host = re.fullmatch(r"(?:[^@]*@)?([A-Za-z0-9.-]+(?::\d{1,5})?)", parts.netloc)
    return f"{parts.scheme or 'https'}://{host[1].lower()}" if host else ""


def _copied(build: Build) -> tuple[Place, ...]:
    return tuple(
        file_places(
            build.site, {name: build.setting(name) for name in ("STATIC_PATHS", "STATIC_EXCLUDES")}, build.desk.readings
        )
    )
