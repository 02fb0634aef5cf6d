"""The archive: the stories that readers may see, in one order that everybody shares."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from .story import Story


class Archive:
    """`stories` are the published articles, newest first; `all` also the hidden ones, which have a page but stand in no list.

    Ties of the date are broken by slug, then language, so that the order never depends on the files'.
    """

    def __init__(self, stories: Iterable[Story]) -> None:
        articles = sorted((s for s in stories if s.is_article and s.date), key=_newest_first)
        self.stories = tuple(s for s in articles if s.status == "published")
        self.all = tuple(s for s in articles if s.status in ("published", "hidden"))

    @classmethod
    def of_sorted(cls, stories: Sequence[Story]) -> "Archive":
        """That of stories which are all in it, and stand in its order."""
        made = object.__new__(cls)
        made.stories, made.all = tuple([s for s in stories if s.status == "published"]), tuple(stories)
        return made

    def with_others(self, others: Sequence[tuple[Story, Story]]) -> "Archive | None":
        """The same with other stories in the places of some, each of which is given as (before, now); None where they have other places."""
        if any(_place(was) != _place(now) for was, now in others):
            return None
        instead = {id(was): now for was, now in others}
        made = object.__new__(Archive)
        made.stories = tuple([instead.get(id(one), one) for one in self.stories])
        made.all = tuple([instead.get(id(one), one) for one in self.all])
        if "_by_name" in vars(self):
            changed = {name for _, now in others for name in now.names()}
            anew = {name: [instead.get(id(one), one) for one in self._by_name.get(name, ())] for name in changed}
            made._by_name = self._by_name | {name: some for name, some in anew.items() if some}
        return made

    def __iter__(self) -> Iterator[Story]:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)

    def find(self, name: str, lang: str = "") -> Story | None:
        """The story that `name`, a slug or an id, means; among translations of one slug that of `lang`, else the first."""
        found = self._by_name.get(name.strip().strip("/"), ())
        return next((s for s in found if s.lang == lang), found[0] if found else None)

    def translations(self, story: Story) -> tuple[Story, ...]:
        """The published versions of `story` in other languages, by language; of two in one language the older."""
        versions = {s.lang: s for s in self._pairs.get(self._original(story), ()) if s.status == "published"}
        return tuple(versions[lang] for lang in sorted(versions) if lang != story.lang)

    def pair_of(self, story: Story) -> str:
        """What a story and its translations have in common. Two stories with one slug in one language are no pair."""
        original = self._original(story)
        group = self._pairs.get(original, ())
        if len(group) > 1 and len({s.lang for s in group}) < len(group) and not story.translation_of:
            return f"{original} {story.path}"
        return original

    @cached_property
    def _by_name(self) -> dict[str, list[Story]]:
        named: dict[str, list[Story]] = {}
        for story in self.all:
            for name in sorted(story.names()):
                named.setdefault(name, []).append(story)
        return named

    @cached_property
    def _pairs(self) -> dict[str, list[Story]]:
        pairs: dict[str, list[Story]] = {}
        for story in self.all:
            pairs.setdefault(self._original(story), []).append(story)
        return pairs

    def _original(self, story: Story) -> str:
        """The slug of the story that this one is a translation of, at the end of the chain; its own where it is none."""
        if not story.translation_of:
            return story.slug
        seen = {story.path}
        while story.translation_of:
            original = next((s for s in self._by_name.get(story.translation_of, ()) if s.path not in seen), None)
            if original is None:
                return story.translation_of
            seen.add(original.path)
            story = original
        return story.slug


def _place(story: Story) -> tuple[object, ...]:
    """What says where a story stands, and who is a version of it."""
    moment = story.date.timestamp() if story.date else None
    return story.is_article, story.status, moment, story.slug, story.lang, story.path, story.id, story.translation_of


def _newest_first(story: Story) -> tuple[float, str, str, str]:
    assert story.date is not None
    return (-story.date.timestamp(), story.slug, story.lang, story.path)
