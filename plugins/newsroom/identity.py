"""A story's id where its writer gave none: the same for ever, whatever machine builds it."""

from hashlib import blake2b
from pathlib import PurePosixPath

from .story import Story


def id_of(story: Story) -> str:
    """The first 12 hex digits of blake2b over `{lang}/{date}/{slug}`.

    The date is YYYY-MM-DD in the site's zone, empty where there is none. The oldest alias, the last of the list, stands for
    the slug, so that a story that was renamed keeps its id.
    """
    slug = slug_in(story.aliases[-1]) if story.aliases else story.slug
    day = story.date.date().isoformat() if story.date else ""
    return blake2b(f"{story.lang}/{day}/{slug}".encode()).hexdigest()[:12]


def slug_in(alias: str) -> str:
    """The slug in an old slug or path: `/2019/05/old-name/index.html` -> `old-name`."""
    path = PurePosixPath(alias.strip("/").removesuffix("index.html"))
    return path.name.removesuffix(".html")
