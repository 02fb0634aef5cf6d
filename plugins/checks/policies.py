"""What browsers refuse: scripts and styles whose digest the page's own policy does not name, files that are not those which were sealed.
Pure but for reading the site."""

import hashlib
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .built_site import BuiltSite
from .fault import fault
from .hosts import header_rules
from .urls import parts_of

_OTHER = ("'sha384-", "'sha512-", "'nonce-", "'strict-dynamic'")
#: Element -> what a policy says of it, the first that is there.
_DIRECTIVES = {
    "style": ("style-src-elem", "style-src", "default-src"),
    "script": ("script-src-elem", "script-src", "default-src"),
    "sheet": ("style-src-elem", "style-src", "default-src"), "img": ("img-src", "default-src"),
    "iframe": ("frame-src", "child-src", "default-src"),
    "object": ("object-src", "default-src"), "embed": ("object-src", "default-src"), "form": ("form-action",),
}  # fmt: skip
_CHANGED = "build the site again; what was changed afterwards is not obeyed"
_SEALED = "build the site again, or name the digest that the file has now"
#: What a writer put there, or somebody after the build.
_ASKED = "take it out, link to it instead, or let the policy allow it (allow of HEADERS)"


def policies(site: BuiltSite) -> Iterator[Problem]:
    """Each fault once, with the pages that have it."""
    sent = [
        (rule, value)
        for rule in header_rules(site)
        for name, value, _ in rule.headers
        if name == "content-security-policy"
    ]
    found: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    """What is wrong and what to do -> where."""
    for page in site.pages.values():
        given = [("its policy", page.policy)] if page.policy else []
        given += [("the policy in _headers", value) for rule, value in sent if rule.fits(page.path)]
        told: dict[tuple[str, str, int], str] = {}
        for name, policy in given:
            for one in _refused(site, page, _read(policy)):
                told.setdefault(one, name)
        for (said, remedy, line), name in told.items():
            found[f"{name} {said}", remedy].append((page.path, line))
        for file in page.sealed:
            target = site.path_of(file.url, page.path)
            if target in site.files and not _is_sealed(site, str(target), file.integrity):
                said = f"{file.url[:200]} is not the file that its integrity names: browsers do not take it"
                found[said, _SEALED].append((page.path, file.line))
    for (said, remedy), places in sorted(found.items()):
        path, line = min(places)
        others = len({one for one, _ in places}) - 1
        more = f" (and on {others} more pages)" if others else ""
        yield fault(path, "E06", f"{said}{more}", remedy, line)


@cache
def _read(policy: str) -> Mapping[str, tuple[str, ...]]:
    parts = (one.split() for one in policy.split(";") if one.strip())
    return {name.lower(): tuple(values) for name, *values in reversed([*parts])}


def _refused(site: BuiltSite, page: Page, policy: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, int]]:
    """(what, remedy, line) of each thing that a browser does not obey or load."""
    for one in page.inline:
        allowed = _allowed(policy, one.tag)
        if allowed is None or f"'{one.digest}'" in allowed or any(said.startswith(_OTHER) for said in allowed):
            continue
        if "'unsafe-inline'" not in allowed or any(said.startswith("'sha256-") for said in allowed):
            yield f"does not allow the <{one.tag}> that stands in the page: browsers do not obey it", _CHANGED, one.line
    allowed = _allowed(policy, "script")
    if (
        page.counts["handlers"]
        and allowed is not None
        and "'unsafe-inline'" not in allowed
        and "'unsafe-hashes'" not in allowed
    ):
        yield "does not allow what an attribute like onclick holds: browsers do not obey it", _CHANGED, 0
    if page.based and site.path_of(page.based, page.path) != "index.html" and policy.get("base-uri") == ("'none'",):
        yield "does not allow the <base> that the page has", "take it out: no browser obeys it", 0
    for link in page.links:
        if link.tag not in _DIRECTIVES:
            continue
        allowed, is_own = _allowed(policy, link.tag), site.path_of(link.url, page.path) is not None
        if is_own and allowed == ("'none'",):
            yield f"does not allow a <{link.tag}> at all, and the page has one", _ASKED, link.line
        if is_own or "//" not in link.url[:8]:
            continue
        parts = parts_of(link.url)
        if allowed is not None and not any(_names(said, parts.scheme, parts.netloc) for said in allowed):
            yield (
                f"does not allow {parts.netloc[:80]}, which a <{'link' if link.tag == 'sheet' else link.tag}> of the page asks",
                _ASKED,
                link.line,
            )


def _allowed(policy: Mapping[str, tuple[str, ...]], tag: str) -> tuple[str, ...] | None:
    return next((policy[name] for name in _DIRECTIVES[tag] if name in policy), None)


def _names(said: str, scheme: str, host: str) -> bool:
    if said in ("*", f"{scheme or 'https'}:") or "'strict-dynamic'" in said or (said == "http:" and scheme == "https"):
        return True
    named = parts_of(said if "//" in said else f"//{said}").netloc
    return named == host or (named.startswith("*.") and host.endswith(named[1:]))


def _is_sealed(site: BuiltSite, file: str, integrity: str) -> bool:
    """Whether one of the digests is that of the file; of a way that nobody knows, it is."""
    given = [one.partition("?")[0].partition("-") for one in integrity.split()]
    known = [(name, value) for name, _, value in given if name in ("sha256", "sha384", "sha512")]
    data = (site.output / file).read_bytes() if known else b""
    return not known or any(b64encode(hashlib.new(name, data).digest()).decode() == value for name, value in known)
