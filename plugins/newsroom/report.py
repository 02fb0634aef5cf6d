"""Problems in words: for a terminal, for GitHub's annotations, as JSON and as SARIF."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from .problem import ERROR, RULES, Problem, in_one_line

FORMATS = ("text", "github", "json", "sarif")

#: So many warnings of one rule are named at the end of a build; of more, their number says as much.
_NAMED = 20
#: So many problems can be looked through; of more it is said which rules tell most.
_AT_A_GLANCE = 40
_RED, _YELLOW, _BOLD, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[0m"


def written(problems: Sequence[Problem], form: str, *, colour: bool = False) -> str:
    """The problems in one of FORMATS, without a newline at the end."""
    if form == "json":
        return json.dumps([facts(one) for one in problems], ensure_ascii=False, indent=2)
    if form == "sarif":
        return json.dumps(_sarif(problems), ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(map(_annotation, problems))
    return "\n".join(_coloured(one) if colour else str(one) for one in problems)


def brief(problems: Sequence[Problem], *, colour: bool = False) -> str:
    """The problems as text for whoever builds: every error, the first warnings of each rule, and how many more there are."""
    seen: dict[str, int] = {}
    named = []
    for one in problems:  # tens of thousands may be
        if one.severity != ERROR:
            seen[one.rule] = count = seen.get(one.rule, 0) + 1
            if count > _NAMED:
                continue
        named.append(one)
    more = [
        f"newsroom: {count - _NAMED} more warnings of {rule}; newsroom check names them all"
        for rule, count in sorted(seen.items())
        if count > _NAMED
    ]
    return "\n".join([written(named, "text", colour=colour), *more])


def summary(problems: Sequence[Problem]) -> str:
    """`2 errors and 1 warning`, or `no problems`."""
    errors = len([one for one in problems if one.severity == ERROR])
    warnings = len(problems) - errors
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return " and ".join(parts) or "no problems"


def at_a_glance(problems: Sequence[Problem]) -> str:
    """The rules of which most is told, `1,581 of E10, 266 of W02`, errors first; "" where one sees all of it at a glance."""
    counts = Counter((one.severity != ERROR, one.rule) for one in problems)
    if len(problems) <= _AT_A_GLANCE or len(counts) < 2:
        return ""
    most = sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    return ", ".join(f"{count:,} of {rule}" for (_, rule), count in most)


def mendable(problems: Sequence[Problem]) -> int:
    """How many of them `newsroom check --fix` mends."""
    return len([one for one in problems if (one.fix and one.line) or "newsroom check --fix" in one.remedy])


def facts(one: Problem) -> dict[str, Any]:
    """A problem as JSON has it."""
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "rule": one.rule,
        "severity": one.severity,
        "message": one.message,
        "remedy": one.remedy,
    }


def _coloured(one: Problem) -> str:
    hue = _RED if one.is_error else _YELLOW
    remedy = f"; {one.remedy}" if one.remedy else ""
    return f"{_BOLD}{in_one_line(one.where)}{_PLAIN}: {hue}{one.rule}{_PLAIN} {in_one_line(one.message + remedy)}"


def _annotation(one: Problem) -> str:
    """A workflow command (docs.github.com, "Workflow commands for GitHub Actions"): `%`, newlines, and in properties `:` and `,` are escaped."""
    place = (
        f"file={_property(one.path)}"
        + (f",line={one.line}" if one.line else "")
        + (f",col={one.column}" if one.column else "")
    )
    text = f"{one.message}; {one.remedy}" if one.remedy else one.message
    return f"::{one.severity} {place},title={one.rule}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(problems: Sequence[Problem]) -> dict[str, Any]:
    """SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0)."""
    rules = sorted({one.rule for one in problems})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "newsroom", "rules": [_sarif_rule(rule) for rule in rules]}},
                "results": [_sarif_result(one) for one in problems],
            }
        ],
    }


def _sarif_rule(rule: str) -> dict[str, Any]:
    level = "error" if RULES[rule] == ERROR else "warning"
    return {"id": rule, "defaultConfiguration": {"level": level}}


def _sarif_result(one: Problem) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": one.path}}
    if one.line:
        place["region"] = {"startLine": one.line, **({"startColumn": one.column} if one.column else {})}
    return {
        "ruleId": one.rule,
        "level": "error" if one.is_error else "warning",
        "message": {"text": f"{one.message}; {one.remedy}" if one.remedy else one.message},
        "locations": [{"physicalLocation": place}],
    }
