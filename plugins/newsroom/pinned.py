"""What an editor pins to a story. Pure."""

from .archive import Archive
from .story import Story


def pinned(story: Story, archive: Archive) -> list[Story]:
    """What the header names in `related`, in order, each once; what may not be seen, or what the same header excludes, is left out."""
    if not story.related:
        return []
    found = [archive.find(name, story.lang) for name in story.related]
    own = {story.path, *(one.path for one in archive.translations(story))}
    excluded = set(story.related_exclude)
    pins = [one for one in found if one and one.status == "published" and one.path not in own]
    return list({one.path: one for one in pins if not one.names() & excluded}.values())
