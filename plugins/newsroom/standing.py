"""What the stories of a build say, in a few bytes each: two builds that have the same bytes say the same. Pure but for reading the files that all stories share.

Who has made something from a story and wants to know whether it would come out again compares these, and makes nothing.
"""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .asleep import AtHand, own_of
from .desk import Build
from .heads import Unsaid, head_of
from .kept_articles import digest_of_text, kept_of
from .story import Story

#: How a text links to a file of the site, as INTRASITE_LINK_REGEX has it unless a site says otherwise.
LINK_REGEX = "[{|](?P<what>.*?)[|}]"
#: What a story, its text and its article say; None where one cannot be known.
Said = tuple[tuple[Any, ...] | None, bytes | None, tuple[Any, ...] | None]
UNSAID: Said = (None, None, None)


class _LastHeads:
    """The heads of the stories of the last build of a process that lives on, and what they say together."""

    def __init__(self) -> None:
        self._around = b""
        self._stories: tuple[Story, ...] = ()
        self._heads: list[str] = []
        self._told = b""

    def told(
        self, around: bytes, stories: tuple[Story, ...], heads_of: Callable[[Iterable[Story]], Iterable[str]]
    ) -> bytes:
        """The digest of all: a story that is the same has the head that it had. Raises what `heads_of` raises."""
        if len(stories) == len(self._stories):
            at = [n for n, (now, was) in enumerate(zip(stories, self._stories, strict=True)) if now is not was]
            heads = self._heads.copy()
            for number, head in zip(at, heads_of([stories[n] for n in at]), strict=True):
                heads[number] = head
        else:
            heads = list(heads_of(stories))
        if around != self._around or heads != self._heads:
            self._told = digest_of_plain([around, heads])
        self._around, self._stories, self._heads = around, stories, heads
        return self._told


class Standing:
    """The digests of one build, each made at the first asking. All are of 16 bytes."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._stories: dict[str, bytes | None] = {}
        self._heads: dict[str, str] = {}
        self._texts: dict[str, bytes] = {}
        self._plain_texts: dict[str, bytes | None] = {}

    @cached_property
    def around(self) -> bytes:
        """What all stories rest on besides settings and code: the registries, and the words that a site has of its own."""
        site = self._build.site
        folders = [site.content / site.options.data]
        if site.options.locale:
            folders.append(site.root / site.options.locale)
        return digest_of_plain([[str(site.url), site.lang, str(site.zone)], [_files_of(one) for one in folders]])

    @cached_property
    def stories(self) -> bytes | None:
        """What all stories together say but for their words, and every address of the site; None where that cannot be known."""
        places = [(one.kind, one.slug, one.name, one.url, one.files, one.indexed) for one in self._build.all_places]
        return self.heads and digest_of_plain([self.heads, places])

    @cached_property
    def heads(self) -> bytes | None:
        """What all stories together say but for their words, in their order; None where that cannot be known."""
        lasting = self._build.lasting
        last = lasting.of(_LastHeads) if lasting.is_wanted else _LastHeads()
        try:
            return last.told(self.around, self._build.desk.stories, self._heads_of)
        except Unsaid:
            return None

    def of(self, story: Story) -> bytes | None:
        """What one story says, its words with it; None where that cannot be known."""
        if story.path not in self._stories:
            try:
                said = [self.around, self._head(story), story.edition or _words_of(story)]
                self._stories[story.path] = digest_of_plain(said)
            except Unsaid:
                self._stories[story.path] = None
        return self._stories[story.path]

    def said(self, story: Story) -> tuple[str, str | bytes] | None:
        """What tells a story from what it was, in plain values: its head and its words, for whoever compares `around` besides. Costs less than `of`."""
        try:
            return self._head(story), story.edition or _words_of(story)
        except Unsaid:
            return None

    def text_of(self, content: Any) -> bytes | None:
        """The text of one of Pelican's articles as a page or a feed will have it; None for one that links to other files of the site."""
        place = getattr(content, "source_path", None)
        if not place:
            return self._text_of(content)
        if place not in self._plain_texts:
            self._plain_texts[place] = self._text_of(content)
        return self._plain_texts[place]

    def _text_of(self, content: Any) -> bytes | None:
        regex = self._build.setting("INTRASITE_LINK_REGEX")
        if regex != LINK_REGEX or _is_given_its_text(content):
            return None
        kept = kept_of(content)
        if kept:
            return kept.digest or None
        return digest_of_text(str(getattr(content, "_content", ""))) or None  # as the readers have left it

    def article_said(self, content: Any) -> tuple[Any, ...] | None:
        """What one of Pelican's articles says beside its text and its translations, as it was read from its file, for whoever compares `around`
        besides; None where that cannot be known.
        """
        kept = kept_of(content)
        return None if kept is None or kept.has_links_elsewhere else tuple(kept.made)

    def all_said(self, contents: Mapping[str, Any]) -> dict[str, Said]:
        """What the story, the text and the article of each of these say, by path, at less cost than to ask of one after the other."""
        build = self._build
        readings, story_of = build.desk.readings, build.story_of
        is_usual = build.setting("INTRASITE_LINK_REGEX") == LINK_REGEX
        found: dict[str, Said] = {}
        for place, content in contents.items():
            story = story_of(content)
            if story is None:
                found[place] = UNSAID
                continue
            kept, reading, edition = kept_of(content), readings.get(story.path), story.edition
            if (
                kept
                and is_usual
                and edition
                and reading
                and reading.head
                and reading.story is story
                and not _is_given_its_text(content)
            ):
                article = None if kept.has_links_elsewhere else tuple(kept.made)
                found[place] = ((reading.head, edition), kept.digest or None, article)
            else:
                found[place] = (self.said(story), self.text_of(content), self.article_said(content))
        return found

    def printed(self, content: Any) -> bytes:
        """The text of one of Pelican's articles with the links that the site's own address stands before."""
        place = str(content.source_path)
        if place not in self._texts:
            text = self.text_of(content)
            self._texts[place] = text or digest_of_plain(str(content.get_content(self._build.site.url)))
        return self._texts[place]

    def _heads_of(self, stories: Iterable[Story]) -> Iterator[str]:
        """Those of many, of which most are shown as they were read. Raises Unsaid."""
        readings = self._build.desk.readings
        for story in stories:
            reading = readings.get(story.path)
            yield reading.head if reading and reading.story is story and reading.head else self._head(story)

    def _head(self, story: Story) -> str:
        """The digest of a story's head; that of its reading where it is shown as it was read. Raises Unsaid."""
        reading = self._build.desk.readings.get(story.path)
        if reading and reading.head and reading.story is story:
            return reading.head
        if story.path not in self._heads:
            self._heads[story.path] = head_of(story)
        return self._heads[story.path]


def _is_given_its_text(content: Any) -> bool:
    """Whether a plugin says what the text of an article or page is, by Pelican's hook for that. One that sleeps is not woken."""
    if isinstance(content, AtHand):
        return "_get_content" in own_of(content) or hasattr(type(content), "_get_content")
    return hasattr(content, "_get_content")


def _words_of(story: Story) -> bytes:
    """The digest of the words of a story whose file has none that is known."""
    return digest_of_plain([story.body, story.text, story.body_line, story.reading_minutes])


def standing_of(build: Build) -> Standing:
    return Standing(build)


def digest_of_plain(said: Any) -> bytes:
    """The digest of nested tuples and lists of atoms."""
    return blake2b(marshal.dumps(said, 2), digest_size=16).digest()


def _files_of(folder: Path) -> list[tuple[str, bytes]]:
    """(name, bytes) of the files of a folder."""
    return [(one.name, one.read_bytes()) for one in _sorted(folder) if one.is_file()]


def _sorted(folder: Path) -> Iterable[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else ()
