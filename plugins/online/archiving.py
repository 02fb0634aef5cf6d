"""What an archive has, or takes, of the articles that a site's stories rest on: `newsroom check --online --archive`."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..newsroom.archived_sources import Copy
from ..newsroom.desk import Build
from ..newsroom.story import READABLE, Source
from .client import DEAD, GONE, OK, Answer, web_of
from .options import Options
from .verdicts import Outcome, is_outside, plain
from .visits import Progress
from .wayback import Closed, NotSaved, Wayback


@dataclass(frozen=True, slots=True)
class Archived:
    """`copies` of articles by the path of the story, what was `not_saved` as (address, why), and why the archive was `closed`, or ""."""

    copies: Mapping[str, tuple[Copy, ...]]
    not_saved: tuple[tuple[str, str], ...] = ()
    closed: str = ""
    left: int = 0
    """How many addresses wait for another run."""


def keys_of_account() -> tuple[str, str] | None:
    """The archive's keys of this account, from the environment and nowhere else."""
    access, secret = os.environ.get("IA_ACCESS_KEY_ID", ""), os.environ.get("IA_SECRET_ACCESS_KEY", "")
    return (access, secret) if access and secret else None


def archived(
    build: Build,
    outcome: Outcome,
    wanted: Callable[[str], bool],
    *,
    progress: Progress | None = None,
    wayback: Wayback | None = None,
) -> Archived:
    """Copies of the articles that stories which readers may see rest on, and that have none yet or have gone.

    An article that is there is saved; for one that is not, the copy counts that `outcome` knows. `wanted` says by its path which story is meant.
    What nobody may read yet is not asked for: an archive's list of new copies is public.
    """
    options, answers = build.options("ONLINE", Options), outcome.answers
    wayback = wayback or Wayback(web_of(options), options, keys_of_account())
    sources = list(_sources(build, answers, wanted))
    to_save = sorted(
        {plain(one.url) for _, one in sources if not one.archived and answers[plain(one.url)].verdict == OK}
    )
    found = dict(outcome.copies)
    not_saved, closed = [], ""
    now = to_save[: max(0, options.saves)]
    for number, url in enumerate(now):
        if closed:
            break
        try:
            found[url] = wayback.save(url)
        except NotSaved as error:
            not_saved.append((url, str(error)))
            found[url] = wayback.copy_of(url)
        except Closed as error:
            closed = str(error)
        if progress:
            progress(number + 1, len(now))
    copies: dict[str, list[Copy]] = {}
    for path, source in sources:
        url = plain(source.url)
        copy = source.archived or found.get(url, "")
        if copy and (not source.archived or (is_gone(answers[url]) and not source.gone)):
            copies.setdefault(path, []).append(Copy(source.url, copy, is_gone(answers[url])))
    left = len([url for url in to_save if url not in found])
    return Archived({path: tuple(dict.fromkeys(ones)) for path, ones in copies.items()}, tuple(not_saved), closed, left)


def is_gone(answer: Answer) -> bool:
    """Whether an address says itself that its article has gone. A host that does not answer may be well tomorrow."""
    return answer.verdict == DEAD and answer.status in GONE


def _sources(
    build: Build, answers: Mapping[str, Answer], wanted: Callable[[str], bool]
) -> Iterator[tuple[str, Source]]:
    own = urlsplit(build.site.url).netloc
    for story in build.desk.stories:
        if story.status in READABLE and wanted(story.path):
            for source in story.sources:
                if not source.from_text and is_outside(source.url, own) and plain(source.url) in answers:
                    yield story.path, source
