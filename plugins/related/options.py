"""What a site may set of its related stories."""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

ENGINES = ("built-in", "opensearch")
LANGUAGES = ("own", "mixed")
RERANKERS = ("", "wordllama")
#: What OpenSearch takes as the name of an index.
_INDEX = re.compile(r"[a-z0-9][a-z0-9_.-]{0,199}")

#: Option -> the numbers that make sense.
_RANGES = {
    "limit": (1, 50), "at_least": (0, 50), "threshold": (0.0, 1000.0), "diversity": (0.0, 1.0),
    "of_one_storyline": (0, 50), "reprints": (0, 50),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """`RELATED = {...}`.

    `limit` is how many stories stand under a story; pins are always shown. A list shorter than `at_least` is filled with "More from ...",
    and a story that is like no other stands somewhere as such; 0 leaves both out.
    `threshold` is how many times as alike as stories on different subjects a match must be; 0 shows all. `diversity` is how much a story
    loses that says what one above it says, 0 to 1. `of_one_storyline` and `reprints` are how many of these may stand in one list.
    `languages` is "own" (a story leads to those of its language) or "mixed". `engine` is "built-in" or "opensearch", then with the `url`
    of the server and the name of its `index`. `rerank` may be "wordllama": then a second look goes by what words mean.
    """

    limit: int = 4
    at_least: int = 2
    threshold: float = 1.0
    diversity: float = 0.3
    of_one_storyline: int = 2
    reprints: int = 1
    languages: str = "own"
    engine: str = "built-in"
    url: str = ""
    index: str = "newsroom-stories"
    rerank: str = ""


def faults(options: Options) -> Iterator[tuple[str, str, str]]:
    """(option, what is wrong, remedy) of each value that has the right form and makes no sense."""
    for name, (least, most) in _RANGES.items():
        if not least <= getattr(options, name) <= most:
            yield name, f"is {getattr(options, name)}", f"it must be {least} to {most}"
    for name, known in (("languages", LANGUAGES), ("engine", ENGINES)):
        if getattr(options, name) not in known:
            yield name, f'is "{getattr(options, name)}"', f"it must be {' or '.join(known)}"
    if options.rerank not in RERANKERS:
        yield "rerank", f'is "{options.rerank}"', "it may be wordllama, or be left out"
    if options.engine == "opensearch":
        if not _is_server(options.url):
            said = f'is "{options.url}"' if options.url else "is missing"
            yield "url", said, "write the address of the server, as in https://search.example:9200"
        if not _INDEX.fullmatch(options.index):
            yield "index", f'is "{options.index}"', "write small letters, digits, dots, hyphens and underscores"


def _is_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def sound(options: Options) -> Options:
    """The options with the default in place of each value that makes no sense."""
    usual = Options()
    wrong = {name for name, _, _ in faults(options)}
    if wrong & {"url", "index"}:
        wrong.add("engine")
    return dataclasses.replace(options, **{name: getattr(usual, name) for name in wrong})
