"""Rules of the words of a text: W11, W17."""

import re
from collections.abc import Iterator, Mapping

from ..problem import Problem
from ..visible_text import visible_text
from .case import Case

#: Language -> words that are true for a few days only.
_RELATIVE: Mapping[str, str] = {
    "en": r"yesterday|tomorrow|tonight|(?:last|next|earlier this|later this) (?:week|weekend|month|night)|this (?:morning|afternoon|evening|week|weekend)|(?:last|next) (?:mon|tues|wednes|thurs|fri|satur|sun)day",
    "de": r"gestern|vorgestern|heute (?:früh|morgen|abend)|(?:letzte|vergangene|kommende|nächste)[nrs]? (?:woche|nacht|monat|wochenende)",
    "fr": r"hier soir|demain|avant-hier|ce matin|ce soir|(?:la semaine|le mois) (?:dernière?|prochaine?)|cette semaine",
    "es": r"ayer|anteayer|anoche|esta mañana|(?:la semana|el mes) (?:pasad[ao]|próxim[ao])|esta semana",
    "uk": r"вчора|завтра|позавчора|минулого (?:тижня|місяця)|наступного (?:тижня|місяця)|цього тижня",
}
_PATTERNS = {lang: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for lang, words in _RELATIVE.items()}
#: What somebody said or wrote keeps its words.
_QUOTED = re.compile(r"\"[^\"\n]*\"|\u201c[^\u201d\n]*\u201d|\u201e[^\u201c\n]*\u201c|\u00ab[^\u00bb\n]*\u00bb")

_NUMBER = re.compile(
    r"\b\d[\d,.]{0,20}\s?(?:%|per cent|percent|million|billion|trillion)|\b\d{1,3}(?:[,.\u202f ]\d{3}){1,6}\b|[$€£]\s?\d"
)
_QUOTE = re.compile(r"\"[^\"\n]{25,}\"|\u201c[^\u201d\n]{25,}\u201d")


def relative_time(case: Case) -> Iterator[Problem]:
    """W17. Only of explainers, which are read for years."""
    pattern = _PATTERNS.get(case.story.lang.split("-", maxsplit=1)[0].lower())
    if case.story.type != "explainer" or pattern is None or not pattern.search(case.story.text):
        return
    for number, line in case.outline.lines:
        if line.lstrip().startswith(">"):
            continue
        for found in pattern.finditer(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), line)):
            said = f'an explainer says "{found[0]}", which is soon another day'
            yield case.on(number, found.start() + 1, "W17", said, "write the day, the month or the year")


def claim_without_link(case: Case) -> Iterator[Problem]:
    """W11. A paragraph, or the one after it, shows where a number or a quotation is from."""
    paragraphs = list(_paragraphs(case.outline.lines))
    for n, (number, text) in enumerate(paragraphs):
        found = _NUMBER.search(text) or _QUOTE.search(text)
        near = " ".join(words for _, words in paragraphs[max(0, n - 1) : n + 2])
        if found and "://" not in near and "][" not in near:
            said = f'nothing shows where "{visible_text(found[0])[:40]}" is from'
            yield case.on(number, 1, "W11", said, "link to the document it is taken from")


def _paragraphs(lines: tuple[tuple[int, str], ...]) -> Iterator[tuple[int, str]]:
    first, block = 0, []
    for number, line in (*lines, (0, "")):
        if line.strip():
            first = first or number
            block.append(line)
        elif block:
            if not block[0].lstrip().startswith("#"):
                yield first, " ".join(block)
            first, block = 0, []
