"""What `_headers` says that no browser obeys, and what it leaves out of what goes together. Pure but for reading the site."""

from collections.abc import Callable, Iterator, Mapping

from ..newsroom.problem import WARNING, Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .hosts import Rule, header_rules

#: Header -> what it may say.
_VALUES = {
    "x-content-type-options": {"nosniff"}, "x-frame-options": {"deny", "sameorigin"},
    "referrer-policy": {
        "no-referrer", "no-referrer-when-downgrade", "origin", "origin-when-cross-origin", "same-origin", "strict-origin",
        "strict-origin-when-cross-origin", "unsafe-url",
    },
}  # fmt: skip
#: Header of a page -> what is wrong with what it says.
_UNFIT: Mapping[str, Callable[[str], str]] = {
    "content-disposition": lambda said: "browsers save it, and do not show it" * said.startswith("attachment"),
    "content-type": lambda said: "browsers do not show it as a page" * ("html" not in said),
    "clear-site-data": lambda _: "browsers forget all that readers set here",
    "refresh": lambda _: "it leads readers on",
    "x-robots-tag": lambda said: "search engines drop it" * ("unavailable_after" in said),
    "access-control-allow-credentials": lambda said: "other sites may read what only a reader may" * (said == "true"),
}
#: What goes together in the headers of a whole site, and how many of them tell that all are meant.
_TOGETHER = (
    "content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy", "cross-origin-opener-policy", "x-frame-options",
)  # fmt: skip
_MOST = 4


def header_values(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    for rule in header_rules(site):
        yield from _of_rule(site, rule)


def _of_rule(site: BuiltSite, rule: Rule) -> Iterator[Problem]:
    """Values that no browser knows, a header that its fellows miss, and a folder that is not there."""
    said = {name: value for name, value, _ in rule.headers}
    held = next((path for path, page in site.pages.items() if not page.refresh and rule.fits(path)), "")
    for name, value, line in rule.headers:
        why = _UNFIT[name](value.lower()) if name in _UNFIT and held else ""
        if why:
            yield fault("_headers", "E06", f"{name} of /{url_path(held)}: {why}", "take it out", line, WARNING)
        if name in _VALUES and not {one.strip().lower() for one in value.split(",")} <= _VALUES[name]:
            message = f"{name} is {value[:60]}, which no browser knows"
            yield fault("_headers", "E06", message, f"write {min(_VALUES[name])}", line, WARNING)
        policy = {one.split()[0].lower(): one.split()[1:] for one in value.split(";") if one.strip()}
        scripts = policy.get("script-src", policy.get("default-src", []))
        if name == "content-security-policy" and {"*", "http:", "https:"} & {*scripts}:
            message = "its policy lets scripts in from everywhere"
            yield fault("_headers", "E06", message, "name the hosts that they come from", line, WARNING)
    missing = [one for one in _TOGETHER if one not in said]
    if rule.pattern == "/*" and len(_TOGETHER) - len(missing) >= _MOST:
        for name in missing:
            yield fault(
                "_headers", "E06", f"/* has no {name}, and the others that go with it", AGAIN, rule.line, WARNING
            )
    folder = rule.pattern.removesuffix("/*").strip("/")
    above = f"{folder.rpartition('/')[0]}/"
    is_plain = rule.pattern.endswith("/*") and "/" in folder and not {"*", ":"} & {*folder}
    beside = [one for one in site.files if one.startswith(above)] if is_plain else []
    if beside and not any(one.startswith(f"{folder}/") for one in beside):
        yield fault("_headers", "E10", f"there is no folder /{folder}/", AGAIN, rule.line, WARNING)
