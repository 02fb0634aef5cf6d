"""What of unpublished stories stands in a built site: their words, their names, their files. Pure but for reading the site."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from ..newsroom.problem import Problem
from ..newsroom.slug import picture_stem
from ..newsroom.story import Story
from .built_site import BuiltSite
from .decoded import decoded
from .fault import fault

#: So many words in a row are no accident.
RUN = 6
#: Nor are so many, if some of them are used by no open story at all: words as long as names are.
SHORT_RUN = 5
_UNUSED = 2
_LONG = 5
#: A name that is searched for as it is must be so long.
_NAME = 5
#: What says which picture it is, and which work is told of, has so many words: fewer may stand anywhere.
_PICTURED = 3
_TITLED = 4
#: An article lies deeper than that; a part of an outlet may not.
_FOLDERS = 2
#: An id that no word may be by accident: as long as those that we give, and with a number in it.
_ID = re.compile(r"(?=[^\W_]*\d)[^\W_]{8,}")
#: An id of several words is chosen by a writer, and says what its story is about.
_SPOKEN = 3
_WORD = re.compile(r"[^\W_]+")
#: Files of the theme and of the program, in which no single word is one of a story: a draft may be called "Draft".
_OF_NO_STORY = (".css", ".schema.json", ".xsl")
#: How the name of a smaller picture of ours goes on behind that of the picture it was made of.
_SMALLER = re.compile(r"-[0-9a-f]{10}-\d+$")

_Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Secret:
    """A story that readers may not see, with what must not be found of it. `phrases` are runs of words, `files` names of its files,
    `pictures` what the names of smaller pictures made of them begin with.
    """

    path: str
    phrases: frozenset[_Phrase]
    files: frozenset[str]
    pictures: frozenset[str] = frozenset()


class _Phrases:
    """Phrases that are looked for in one walk through a text, each at its two longest words that stand side by side."""

    def __init__(self, phrases: Iterable[_Phrase]) -> None:
        self._alone: set[str] = set()
        self._by_pair: dict[_Phrase, list[tuple[int, _Phrase]]] = {}
        for phrase in phrases:
            if len(phrase) == 1:
                self._alone.update(phrase)
            elif phrase:
                at = max(range(len(phrase) - 1), key=lambda one: len(phrase[one]) + len(phrase[one + 1]))
                self._by_pair.setdefault(phrase[at : at + 2], []).append((at, phrase))

    def found_in(self, words: _Phrase) -> set[_Phrase]:
        found: set[_Phrase] = {(one,) for one in self._alone.intersection(words)}
        for at, pair in enumerate(pairwise(words)):
            if pair in self._by_pair:
                for before, phrase in self._by_pair[pair]:
                    start = at - before
                    if start >= 0 and words[start : start + len(phrase)] == phrase:
                        found.add(phrase)
        return found


def secrets_of(
    hidden: Iterable[Story], open_stories: Iterable[Story], files_of: Callable[[Story], Iterable[str]]
) -> list[Secret]:
    """What must not be found: all of a hidden story that no open one says too. Of a withdrawn one its headline may stand, and why it was."""
    hidden = list(hidden)
    asked = {story.path: _asked_of(story) for story in hidden}
    looked_for = _Phrases({phrase for phrases in asked.values() for phrase in phrases})
    said: set[_Phrase] = set()
    used: set[str] = set()
    open_files: set[str] = set()
    addresses = {one.url: phrase for story in hidden for one in story.sources if (phrase := _address(one.url))}
    for story in open_stories:
        words = _all_words(story)
        said.update(phrase for url, phrase in addresses.items() if url in story.body)
        used.update(words)
        said |= looked_for.found_in(words)
        open_files.update(files_of(story))
    for story in hidden:
        if story.status == "withdrawn":
            words = _words(f"{story.title} | {story.withdrawn.text if story.withdrawn else ''}")
            used.update(words)
            said |= looked_for.found_in(words)
    made = []
    open_pictures = {*map(picture_stem, open_files)}
    for story in hidden:
        files = frozenset(set(files_of(story)) - open_files)
        phrases = {one for one, is_run in asked[story.path].items() if not is_run or _is_telling(one, used)} - said
        pictures = {*map(picture_stem, files)} - open_pictures - {""}
        made.append(Secret(story.path, frozenset(phrases), files, frozenset(pictures)))
    return made


def leaks(site: BuiltSite, secrets: list[Secret], content: Path | None = None) -> Iterator[Problem]:
    """A finding for each file that is, or holds, something of a story that readers may not see. In `content` lie the files of the stories: by
    another name they are found, too.
    """
    owners = {phrase: secret.path for secret in secrets for phrase in secret.phrases}
    looked_for = _Phrases(owners)
    files = {name: secret.path for secret in secrets for name in secret.files}
    stems = {PurePosixPath(name).stem: path for name, path in files.items()}
    pictures = {name: secret.path for secret in secrets for name in secret.pictures}
    copies = _copies(site, files, content) if content else {}
    for file in sorted(site.files):
        owner = files.get(file) or copies.get(file)
        if not owner and not file.endswith(".html"):
            stem = PurePosixPath(file).stem
            smaller = _SMALLER.search(stem)
            owner = stems.get(stem) or (pictures.get(stem[: smaller.start()]) if smaller else None)
        if owner:
            yield fault(file, "E03", f"a file of {owner}, which is not public", "take it out, and build again")
        elif owners:
            words = _words(f"{decoded(site.output / file)} {file}")
            found = looked_for.found_in(words)
            if file.endswith(_OF_NO_STORY):
                found = {phrase for phrase in found if len(phrase) > 1}
            for path, phrase in sorted(_first(found, owners).items()):
                yield fault(
                    file,
                    "E03",
                    f'"{phrase}" is from {path}, which is not public',
                    "find out how it got there before anything is published",
                )


def _copies(site: BuiltSite, files: Mapping[str, str], content: Path) -> dict[str, str]:
    """The files of the site that are, byte for byte, a file that only hidden stories use -> the story. One that lies open in the content too is no secret."""
    by_size: dict[int, list[tuple[Path, str]]] = {}
    for name, owner in files.items():
        if (own := content / name).is_file() and (size := own.stat().st_size):
            by_size.setdefault(size, []).append((own, owner))
    found: dict[str, str] = {}
    for file in sorted(site.files) if by_size else ():
        path = site.output / file
        for own, owner in by_size.get(path.stat().st_size, ()):
            if path.read_bytes() == own.read_bytes() and not _is_open(own, files, content):
                found.setdefault(file, owner)
    return found


def _is_open(hidden: Path, files: Mapping[str, str], content: Path) -> bool:
    """Whether the same bytes lie in the content by a name that no hidden story has."""
    data = hidden.read_bytes()
    others = (one for one in content.rglob("*") if one.is_file() and one.stat().st_size == len(data))
    return any(one.relative_to(content).as_posix() not in files and one.read_bytes() == data for one in others)


def _first(found: Iterable[_Phrase], owners: Mapping[_Phrase, str]) -> dict[str, str]:
    """Story -> a phrase of it that was found, the longest."""
    told: dict[str, str] = {}
    for phrase in sorted(found, key=lambda one: (-len(one), one)):
        told.setdefault(owners[phrase], " ".join(phrase))
    return told


def _asked_of(story: Story) -> dict[_Phrase, bool]:
    """Each phrase of a story, and whether it is a run that only unused words keep from being an accident."""
    runs = {run: True for text in _texts(story) for run in _runs(_words(text), SHORT_RUN)}
    whole = [run for text in _texts(story) for run in _runs(_words(text), RUN)]
    names = [name for name in map(_words, _names(story)) if len(" ".join(name)) >= _NAME]
    addresses = [phrase for one in story.sources if (phrase := _address(one.url))]
    return runs | dict.fromkeys([*whole, *names, *addresses], False)


def _address(url: str) -> _Phrase:
    """The end of an address of an article: that of an outlet alone says nothing."""
    place = url.partition("://")[2].partition("?")[0].rstrip("/")
    found = _words(place)
    return found[-RUN:] if len(place.split("/")) > _FOLDERS and len(found) > _TITLED else ()


def _is_telling(run: _Phrase, used: set[str]) -> bool:
    return sum(len(one) >= _LONG and one not in used for one in run) >= _UNUSED


def _texts(story: Story) -> list[str]:
    title = "" if story.status == "withdrawn" else story.title
    given = [title, story.deck, story.summary, story.text or story.body, *story.key_points]
    given += [*(one.text for one in story.corrections), *_pictured(story), *_works(story)]
    return [text for text in given if text]


def _names(story: Story) -> list[str]:
    """Short things that are searched for as they are."""
    names = [*story.key_points, story.deck, *(text for text in _pictured(story) if len(_words(text)) >= _PICTURED)]
    names += [one.title for one in story.sources if len(_words(one.title)) >= _TITLED]
    if story.status != "withdrawn":
        names += [story.title, story.slug, *(term.name for term in (*story.tags, *story.categories))]
        names += [story.id] if _ID.fullmatch(story.id) or len(_words(story.id)) >= _SPOKEN else []
    return [name for name in names if len(_words(name)) <= RUN]


def _all_words(story: Story) -> _Phrase:
    names = [term.name for term in (*story.tags, *story.categories)] + [person.name for person in story.authors]
    return _words(
        " ".join(
            [
                story.title,
                story.deck,
                story.summary,
                story.text or story.body,
                story.slug,
                *story.key_points,
                *names,
                *_pictured(story),
                *_works(story),
                *(one.url for one in story.sources),
            ]
        )
    )


def _pictured(story: Story) -> tuple[str, ...]:
    """What is said of its lead picture."""
    return (story.image.alt, story.image.caption) if story.image else ()


def _works(story: Story) -> tuple[str, ...]:
    """The works that it rests on, and what it makes of them."""
    return tuple(text for one in story.sources for text in (one.title, one.changes))


def _words(text: str) -> _Phrase:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _runs(words: _Phrase, length: int) -> Iterator[_Phrase]:
    return (words[start : start + length] for start in range(len(words) - length + 1))
