"""A story's Markdown as HTML: what Python-Markdown makes of it under the site's settings, with what we add to it.

Where it makes no difference to the bytes, a compiled engine does it; which one may is the site's `MARKDOWN_ENGINE`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from .compiled_markdown import Rendered, compiled_markdown
from .mixed_markdown import LEAST, mixed
from .words import Words

#: auto: the compiled engine where its bytes are Python-Markdown's; python: never; compiled: wherever it can.
ENGINES = ("auto", "python", "compiled")


@dataclass(frozen=True, slots=True)
class Converted:
    """HTML of body and summary; `contents` are Python-Markdown's `toc_tokens` of the body."""

    html: str
    summary: str = ""
    contents: list[dict[str, Any]] = field(default_factory=list)


class Converter:
    """Converts the stories of one site. `options` are Pelican's MARKDOWN, `words` gives the words of a language, `engine` is one of ENGINES.

    A text that is plain in part only is taken apart where that part has at least `least` characters.
    """

    def __init__(
        self, options: Mapping[str, Any], words: Callable[[str], Words], engine: str = "auto", *, least: int = LEAST
    ) -> None:
        from markdown import Markdown

        from .body_markup import BodyMarkup

        self._words = words
        self._parts = BodyMarkup()
        self._told_words: dict[str, str] = {}
        chosen = [one for one in options.get("extensions", ()) if one != "markdown.extensions.meta"]
        self._options = {**options, "extensions": chosen}
        self._markdown = Markdown(**{**options, "extensions": [*chosen, self._parts]})
        self._compiled = None if engine == "python" else compiled_markdown(self._options)
        self._least = least
        self._is_forced = engine == "compiled" and self._compiled is not None

    def convert(self, body: str, summary: str, lang: str) -> Converted:
        """`lang` is the language of the words that we add."""
        self._parts.words = self._words(lang)
        html, contents = self._rendered(body)
        return Converted(html, self._rendered(summary).html if summary else "", contents)

    def _rendered(self, text: str) -> Rendered:
        return self.compiled_whole(text) or self.compiled_in_part(text) or self._by_python(text)

    def _by_python(self, text: str) -> Rendered:
        html = self._markdown.reset().convert(text)
        return Rendered(html, list(getattr(self._markdown, "toc_tokens", ())))

    def compiled_in_part(self, text: str) -> Rendered | None:
        """Its plain paragraphs by the compiled engine and the rest by Python-Markdown, where that may be; else None."""
        apart = mixed(text, self._plain, self._least) if self._compiled else None
        if apart is None:
            return None
        html, contents = self._by_python(apart.rest)
        whole = apart.whole(html)
        return None if whole is None else Rendered(whole, contents)

    def _plain(self, text: str) -> str | None:
        assert self._compiled is not None
        found = self._compiled.same(text)
        return found.html if found else None

    def compiled_whole(self, text: str) -> Rendered | None:
        """All of it by the compiled engine, where that may be; else None."""
        if self._compiled is None:
            return None
        if not self._is_forced:
            return self._compiled.same(text)
        try:
            return self._compiled.any(text)
        except UnicodeEncodeError:  # half of a surrogate pair, as an escape in YAML can give one
            return None

    @property
    def key(self) -> str:
        """What a conversion depends on beside its texts and our code; "" where an extension of somebody else may look elsewhere too."""
        import markdown

        names = self._options["extensions"]
        if not all(isinstance(one, str) and one.startswith("markdown.extensions.") for one in names):
            return ""
        engine = "compiled/" if self._is_forced else ""
        return f"{engine}{markdown.__version__}/{_pygments()}/{_told(self._options)}"

    def digest(self, body: str, summary: str, lang: str) -> str:
        """What tells one conversion from others with the same key."""
        told = "\x00".join((body, summary, self._spoken(lang)))
        return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _spoken(self, lang: str) -> str:
        """What we say in a language: its words, told once for all texts."""
        if lang not in self._told_words:
            words = self._words(lang)
            own = "".join(f"{one.lang}{one.plural}{sorted(one.entries.items())}" for one in words.catalogues[:-1])
            self._told_words[lang] = f"{words.lang}\x00{own}"
        return self._told_words[lang]


def _pygments() -> str:
    try:
        import pygments
    except ImportError:
        return ""
    return str(pygments.__version__)


def _told(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{key}:{_told(inner)}" for key, inner in sorted(value.items())) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(_told, value)) + "]"
    if callable(value):
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', repr(value))}"
    return repr(value)
