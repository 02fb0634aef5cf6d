"""Roles behind a writer's name: "Jane Doe, Staff Writer" is one person, and no second one. Pure."""

import re
from collections.abc import Sequence

_ROLE = re.compile(
    r"(?:(?:senior|staff|managing|deputy|associate|assistant|chief|lead|contributing|guest|special|foreign|political|science|sports?|"
    r"news|culture|arts|business|technology|health|education|environment|features?|opinion|city|local|national|world|data|photo|"
    r"digital|investigative|freelance|web|copy|executive|former|software|principal|research|product|project|community|developer)[ -]){0,3}"
    r"(?:writer|reporter|editor(?:[ -]in[ -]chief)?|correspondent|columnist|contributor|journalist|photographer|intern|producer|engineer|developer|manager|scientist|advocate|"
    r"redakteur(?:in)?|reporterin|journalistin?|korrespondent(?:in)?|journaliste|rédact(?:eur|rice)(?:[ -]en[ -]chef)?|correspondante?|"
    r"redactor(?:a|[ -]jefe)?|periodista|corresponsal|giornalista|jornalista|redacteur|verslaggever)s?",
    re.IGNORECASE,
)
#: Small words with which names of people and teams begin.
_BEFORE_NAMES = frozenset({
    "the", "der", "die", "das", "le", "la", "les", "el", "los", "il", "lo", "o", "a", "de", "del", "della", "di", "da",
    "do", "dos", "du", "des", "van", "von", "vom", "zu", "zum", "zur", "ten", "ter", "te", "den", "af", "av", "al",
    "bin", "bint", "ibn", "abu", "st", "y", "e", "d'", "our",
})  # fmt: skip


def without_roles(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(people, roles): what stands behind a name and says what somebody is. A byline that is nothing but a role, as `Staff writer`, stays."""
    people: list[str] = []
    roles: list[str] = []
    for name in names:
        is_role = people and (_ROLE.fullmatch(name.strip()) or (_says_what(name) and not _says_what(people[0])))
        (roles if is_role else people).append(name)
    return tuple(people), tuple(roles)


def _says_what(name: str) -> bool:
    """Whether it is some words that begin without a capital, as no name does: "standing inline", "friends of the sea"."""
    words = name.split()
    return len(words) > 1 and words[0][0].islower() and words[0] not in _BEFORE_NAMES
