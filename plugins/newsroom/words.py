"""The words of the theme and the plugins in the language of a page: messages, dates, numbers and lists of names."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from string import Formatter
from typing import Any

from .catalogues import Catalogue, ours
from .languages import locale_of, name_of


def message(text: str) -> str:
    """The text itself: marks a word that stands in a table and is said later, by `_(...)`, so that the catalogues hold it."""
    return text


_MOMENT = message("{date}, {time}")
#: Text, and the name of the fact that follows it, if one does.
_Piece = tuple[str, str | None]


class Words:
    """The words of one language. Templates and plugins call it `_`: `_("Key points")`, `_("{n} story", "{n} stories", n=3)`.

    `lang` is the page's language as HTML writes it, `dir` the direction it runs in. What no catalogue holds is said in English. What was said
    once is kept: a site says the same few hundred things on every page.
    """

    def __init__(self, lang: str, catalogues: Iterable[Catalogue] = ()) -> None:
        self.lang = lang.replace("_", "-") or "en"
        self.catalogues = (*catalogues, ours(lang))
        self._said: dict[tuple[str, str, float | None], str] = {}
        self._days: dict[date, str] = {}
        self._months: dict[tuple[int, int], str] = {}
        self._numbers: dict[float, str] = {}
        self._taken_apart: dict[str, tuple[_Piece, ...] | None] = {}
        self._parts: dict[str, str] = {}

    def __call__(
        self, text: str, plural: str = "", /, *, n: float | None = None, context: str = "", **facts: Any
    ) -> str:
        """`text`, or for another number than one `plural`, in this language, with `{name}` and `{n}` filled in.

        Without facts it is given as it stands. `context` tells apart what English says in one word. Markup among the facts stays markup, and the rest is escaped around it.
        """
        said = self._said.get((text, context, n))
        if said is None:
            said = self._said[text, context, n] = self._found(text, plural, context, n)
        if n is not None:
            facts["n"] = self.number(n)
        if not facts:
            return said
        for fact in facts.values():
            if type(fact) is not str and hasattr(fact, "__html__"):
                return self._marked(said, facts)
        return said.format(**facts)

    def _marked(self, said: str, facts: Mapping[str, Any]) -> str:
        """A message with these facts, as MarkupSafe fills it in, which takes it apart each time: it is escaped, and so is what goes into it."""
        from markupsafe import Markup, escape

        if said not in self._taken_apart:
            self._taken_apart[said] = _pieces(str(escape(said)))
        pieces = self._taken_apart[said]
        if pieces is None or not {str, Markup}.issuperset(map(type, facts.values())):
            return Markup(escape(said)).format(**facts)
        filled = [text if name is None else f"{text}{escape(facts[name])}" for text, name in pieces]
        return Markup("".join(filled))  # escaped in parts

    def _found(self, text: str, plural: str, context: str, n: float | None) -> str:
        said = next((found for one in self.catalogues if (found := one.find(text, context, n)) is not None), None)
        if said is not None:
            return said
        return plural if plural and n is not None and abs(n) != 1 else text

    @cached_property
    def locale(self) -> Any:
        """Babel's locale: the language's own, else English."""
        return locale_of(self.lang)

    @cached_property
    def _joints(self) -> Mapping[str, str]:
        """What stands between two names, by where in a list: Babel looks for it anew each time."""
        patterns = self.locale.list_patterns["standard"]
        return {kind: str(said).removeprefix("{0}").removesuffix("{1}") for kind, said in patterns.items()}

    @cached_property
    def dir(self) -> str:
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"

    def day(self, value: date | None) -> str:
        """A day in words: `20 November 2026`. Names of months come from CLDR through Babel."""
        if value is None:
            return ""
        day = value.date() if isinstance(value, datetime) else value
        if day not in self._days:
            from babel.dates import format_date

            self._days[day] = str(format_date(day, "long", locale=self.locale))
        return self._days[day]

    def moment(self, value: datetime | None) -> str:
        """A moment in words, in the zone it carries: `20 November 2026, 08:30`."""
        return self(_MOMENT, date=self.day(value), time=f"{value:%H:%M}") if value else ""

    def month(self, value: date) -> str:
        """`November 2026`."""
        key = value.year, value.month
        if key not in self._months:
            from babel.dates import format_skeleton

            self._months[key] = str(format_skeleton("yMMMM", value, locale=self.locale))
        return self._months[key]

    def number(self, value: float) -> str:
        """`1,234.5` as the language writes it."""
        if value not in self._numbers:
            from babel.numbers import format_decimal

            self._numbers[value] = str(format_decimal(value, locale=self.locale))
        return self._numbers[value]

    def names(self, names: Iterable[str]) -> str:
        """`A, B and C`, as the language joins them."""
        found = list(names)
        return "".join(name + self.joint(at, len(found)) for at, name in enumerate(found))

    def between(self, loop: Any) -> str:
        """What stands between this item of a list and the next: `, `, ` and ` or nothing. `loop` is that of a template."""
        return self.joint(loop.index0, loop.length)

    def part(self, lang: str) -> str:
        """The attributes of an element whose words are in another language than the page's: ` lang="ar" dir="rtl"`; else nothing."""
        if not lang:
            return ""
        if lang not in self._parts:
            from markupsafe import Markup

            other = Words(lang)
            turned = Markup(' dir="{}"').format(other.dir) if other.dir != self.dir else ""
            same = other.lang == self.lang
            self._parts[lang] = "" if same else Markup(' lang="{}"').format(other.lang) + turned
        return self._parts[lang]

    def language(self, code: str) -> str:
        """The name of a language in this one: `German`."""
        return name_of(code, self.lang)

    def joint(self, at: int, length: int) -> str:
        """What stands after the name at place `at`, from 0, of a list of `length` names."""
        if at + 1 >= length:
            return ""
        return self._joints["2" if length == 2 else "end" if at == length - 2 else "start" if at == 0 else "middle"]


@cache
def words_in(lang: str) -> Words:
    """The words of a language by our catalogues alone."""
    return Words(lang)


def _pieces(said: str) -> tuple[_Piece, ...] | None:
    """What a message is made of; None for one that says more of a fact than its name."""
    parsed = list(Formatter().parse(said))
    if any(
        spec or conversion or (name is not None and not name.isidentifier()) for _, name, spec, conversion in parsed
    ):
        return None
    return tuple([(text, name) for text, name, _, _ in parsed])
