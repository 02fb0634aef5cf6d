"""What the pages of this build need beyond themselves, by the name of the need: each plugin's `csp.py`, and the site's own."""

from collections.abc import Mapping
from types import ModuleType
from urllib.parse import urlsplit

from ..newsroom.desk import Build
from ..newsroom.extensions import modules
from ..newsroom.problem import Problem
from .options import Options
from .policy import Sources, is_source, policy_of

POLICY = "Content-Security-Policy"
#: What every address of a site is sent with, beside the policy.
HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",  # for browsers that know no frame-ancestors
    "X-Permitted-Cross-Domain-Policies": "none",
}


#: Cloudflare Pages takes no line of `_headers` over 2,000 characters; room is left for its name and `frame-ancestors`.
LONGEST = 1_900


def needs_of(build: Build) -> Mapping[str, Sources]:
    """Name of a need -> the sources it stands for: `csp.py` of each plugin says them. Raises ValueError on one that is no source."""
    found: dict[str, Sources] = {}
    for module in _saying(build, "sources"):
        found.update(module.sources(build))
    for name, sources in found.items():
        for directive, values in sources.items():
            for value in values:
                if not is_source(value):
                    raise ValueError(f"{value!r} is no source of {directive} ({name})")
    return found


def own_headers(build: Build) -> Mapping[str, Mapping[str, str]]:
    """Folder of the output, with a slash at its end -> what it is sent with in place of the site's: `own_headers` of each plugin's `csp.py` says it."""
    found: dict[str, Mapping[str, str]] = {}
    policy = build.options("HEADERS", Options).policy
    for module in _saying(build, "own_headers"):
        for folder, headers in module.own_headers(build).items():
            found[folder] = {name: value for name, value in headers.items() if policy or name != POLICY}
    return found


def _saying(build: Build, function: str) -> list[ModuleType]:
    said = modules({"PLUGINS": build.setting("PLUGINS")}, "csp")
    return [module for module in said if hasattr(module, function)]


def allowed(build: Build) -> Sources:
    """What the site's own settings allow on every page."""
    return {
        directive: [value for value in values if is_source(value)]
        for directive, values in build.options("HEADERS", Options).allow.items()
        if isinstance(values, (list, tuple))
    }


def faults(build: Build) -> list[Problem]:
    """What the site allows that is no source."""
    found = []
    for directive, values in build.options("HEADERS", Options).allow.items():
        if not isinstance(values, (list, tuple)):
            found.append(
                Problem(
                    "pelicanconf.py",
                    0,
                    0,
                    "E00",
                    f'HEADERS["allow"]["{directive}"] is {values!r}',
                    "write a list, in brackets",
                )
            )
            continue
        found += [
            Problem(
                "pelicanconf.py",
                0,
                0,
                "E00",
                f'HEADERS["allow"]["{directive}"] holds {value!r}',
                'write one source to an entry, say "https://stats.example"',
            )
            for value in values
            if not is_source(str(value))
        ]
    return found


def origin_of(build: Build) -> str:
    """The site's own origin, where its pages name it: pages with relative addresses do not."""
    parts = urlsplit(build.site.url)
    return "" if build.setting("RELATIVE_URLS") or not parts.netloc else f"{parts.scheme}://{parts.netloc}"


def site_policy(build: Build, look: str) -> str:
    """What any page of the site needs. Where the list of hosts grows too long for a header, it becomes "any with https"; pages keep theirs."""
    everything = [allowed(build), *build.once(needs_of).values()]
    policy = policy_of(origin_of(build), [look], (), everything)
    for wide in ("img-src", "media-src", "frame-src"):
        if len(policy) <= LONGEST:
            break
        everything = [
            {name: (["https:"] if name == wide else values) for name, values in sources.items()}
            for sources in everything
        ]
        policy = policy_of(origin_of(build), [look], (), everything)
    return policy


def headers_of(build: Build, look: str | None) -> dict[str, str]:
    """What every address is sent with. `look` is the text of the pages' `<style>`, None for a theme that does not say it.

    The policy allows what any page of the site needs; each page then takes away what it does not need itself. A theme of somebody else
    may hold anything inline: there the policy says only what breaks no page.
    """
    options = build.options("HEADERS", Options)
    made: dict[str, str] = {}
    if options.policy and look is not None:
        made[POLICY] = f"{site_policy(build, look)}; frame-ancestors 'self'"
    elif options.policy:
        made[POLICY] = "object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
    made |= HEADERS
    if options.hsts > 0:
        made["Strict-Transport-Security"] = f"max-age={options.hsts}; includeSubDomains"
    return {**made, **options.extra}
