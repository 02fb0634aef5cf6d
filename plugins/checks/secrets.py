"""What of unpublished stories stands in a built site: their words, their names, their files. Pure but for reading the site."""

import gzip
import re
import unicodedata
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote_plus

from ..newsroom.problem import Problem
from ..newsroom.story import Story
from .built_site import BuiltSite
from .fault import fault

#: So many words in a row are no accident.
RUN = 6
#: A name that is searched for as it is must be so long.
_NAME = 5
#: What says which picture it is has so many words: two may stand anywhere.
_PICTURED = 3
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"""[\w:-]+\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_MOST = 40_000_000


@dataclass(frozen=True, slots=True)
class Secret:
    """A story that readers may not see, with what must not be found of it. `phrases` are runs of words, `files` names of its files."""

    path: str
    phrases: frozenset[str]
    files: frozenset[str]


def secrets_of(
    hidden: Iterable[Story], open_stories: Iterable[Story], files_of: Callable[[Story], Iterable[str]]
) -> list[Secret]:
    """What must not be found: all of a hidden story that no open one says too. Of a withdrawn one its headline may stand."""
    said: set[str] = set()
    open_files: set[str] = set()
    texts = []
    for story in open_stories:
        words = _all_words(story)
        said.update(_runs(words, RUN))
        texts.append(" ".join(words))
        open_files.update(files_of(story))
    everything = f" {' | '.join(texts)} "
    made = []
    for story in hidden:
        phrases = {run for text in _texts(story) for run in _runs(_words(text), RUN)} - said
        phrases |= {
            name for name in map(_phrase, _names(story)) if len(name) >= _NAME and f" {name} " not in everything
        }
        made.append(Secret(story.path, frozenset(phrases), frozenset(set(files_of(story)) - open_files)))
    return made


def leaks(site: BuiltSite, secrets: list[Secret]) -> Iterator[Problem]:
    """A finding for each file that is, or holds, something of a story that readers may not see."""
    by_length: dict[int, dict[str, str]] = {}
    for secret in secrets:
        for phrase in secret.phrases:
            by_length.setdefault(phrase.count(" ") + 1, {})[phrase] = secret.path
    files = {name: secret.path for secret in secrets for name in secret.files}
    stems = {PurePosixPath(name).stem: path for name, path in files.items()}
    for file in sorted(site.files):
        owner = files.get(file) or (stems.get(PurePosixPath(file).stem) if not file.endswith(".html") else None)
        if owner:
            yield fault(file, "E03", f"a file of {owner}, which is not public", "take it out, and build again")
            continue
        for path, phrase in sorted(_found(f"{_text_of(site, file)} {file}", by_length).items()):
            yield fault(
                file,
                "E03",
                f'"{phrase}" is from {path}, which is not public',
                "find out how it got there before anything is published",
            )


def _found(text: str, by_length: dict[int, dict[str, str]]) -> dict[str, str]:
    """Story -> a phrase of it in a text."""
    words = _words(text) if by_length else []
    found: dict[str, str] = {}
    for length, phrases in by_length.items():
        for run in sorted(_runs(words, length) & phrases.keys()):
            found.setdefault(phrases[run], run)
    return found


def _text_of(site: BuiltSite, file: str) -> str:
    """The words of any file: markup, escapes and compression taken off as far as they can be, the values of attributes kept."""
    with (site.output / file).open("rb") as opened:
        data = opened.read(_MOST)
    if data[:2] == b"\x1f\x8b":
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return ""
    is_wide = data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE)
    text = data.decode("utf-16" if is_wide else "utf-8", errors="ignore")
    if file.endswith((".json", ".js", ".html")):
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    plain = unescape(unescape(text))
    values = ["".join(found) for found in _VALUE.findall(plain)]
    addressed = [unquote_plus(one) for one in values if "%" in one]  # a letter's subject, what is shared elsewhere
    return "\n".join([_TAG.sub(" ", plain), *_COMMENT.findall(plain), *values, *addressed])


def _texts(story: Story) -> list[str]:
    given = [story.text or story.body, *story.key_points, *(one.text for one in story.corrections)]
    if story.status != "withdrawn":
        given += [story.title, story.deck, story.summary, *_pictured(story)]
    return [text for text in given if text]


def _names(story: Story) -> list[str]:
    """Short things that are searched for as they are."""
    names = list(story.key_points)
    if story.status != "withdrawn":
        names += [story.title, story.deck, story.slug, *(term.name for term in (*story.tags, *story.categories))]
        names += [text for text in _pictured(story) if len(_words(text)) >= _PICTURED]
    return [name for name in names if len(_words(name)) <= RUN]


def _all_words(story: Story) -> list[str]:
    names = [term.name for term in (*story.tags, *story.categories)] + [person.name for person in story.authors]
    return _words(
        " ".join(
            [story.title, story.deck, story.summary, story.text or story.body, story.slug, *story.key_points, *names, *_pictured(story)]
        )
    )  # fmt: skip


def _pictured(story: Story) -> tuple[str, ...]:
    """What is said of its lead picture."""
    return (story.image.alt, story.image.caption) if story.image else ()


def _phrase(text: str) -> str:
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _runs(words: list[str], length: int) -> set[str]:
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}
