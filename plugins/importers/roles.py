"""Roles behind a writer's name: "Jane Doe, Staff Writer" is one person, and no second one. Pure."""

import re
from collections.abc import Sequence

_ROLE = re.compile(
    r"(?:(?:senior|staff|managing|deputy|associate|assistant|chief|lead|contributing|guest|special|foreign|political|science|sports?|"
    r"news|culture|arts|business|technology|health|education|environment|features?|opinion|city|local|national|world|data|photo|"
    r"digital|investigative|freelance|web|copy|executive|former)[ -]){0,3}"
    r"(?:writer|reporter|editor(?:[ -]in[ -]chief)?|correspondent|columnist|contributor|journalist|photographer|intern|producer|"
    r"redakteur(?:in)?|reporterin|journalistin?|korrespondent(?:in)?|journaliste|rédact(?:eur|rice)(?:[ -]en[ -]chef)?|correspondante?|"
    r"redactor(?:a|[ -]jefe)?|periodista|corresponsal|giornalista|jornalista|redacteur|verslaggever)s?",
    re.IGNORECASE,
)


def without_roles(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(people, roles): what stands behind a name and says what somebody is. A byline that is nothing but a role, as `Staff writer`, stays."""
    people: list[str] = []
    roles: list[str] = []
    for name in names:
        (roles if people and _ROLE.fullmatch(name.strip()) else people).append(name)
    return tuple(people), tuple(roles)
