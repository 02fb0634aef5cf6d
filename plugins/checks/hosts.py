"""What a host obeys: the redirects and headers that it is given, and what robots.txt closes, against the pages that are there. Pure but for
reading the site."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from ..newsroom.page import Page
from ..newsroom.problem import ERROR, WARNING, Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .left_over import why_left_over

_STATUS = re.compile(r"(\d{3})(!?)")
_OBEYED = frozenset({200, 301, 302, 303, 307, 308, 401, 403, 404, 410, 451})
#: What readers are told in place of a page.
_LOST = frozenset({"404", "410"})
#: A redirect to whatever host stands in the address that was asked for.
_ANYWHERE = re.compile(r"https?://:[a-z]+(?:[/?#]|$)")
#: So many pages tell what pages need.
_LOOKED_AT = 50
#: End of a name -> what its type must speak of.
_TYPES = {
    ".json": "json", ".webmanifest": "json", ".xml": "xml", ".html": "html", ".css": "css", ".js": "javascript",
    ".svg": "svg",
}  # fmt: skip
#: Whose rules are asked: those of all crawlers, and of the great ones.
_CRAWLERS = frozenset({"*", "googlebot", "googlebot-news", "bingbot"})


@dataclass(frozen=True, slots=True)
class Rule:
    """Headers for the addresses that fit a pattern."""

    pattern: str
    line: int
    headers: tuple[tuple[str, str, int], ...]
    """(name in small letters, value, line)."""

    def fits(self, file: str) -> bool:
        """Whether a page or a file is sent with them."""
        return bool(_pattern(self.pattern).fullmatch(f"/{url_path(file)}"))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(one) for one in text.split("*")))


def hosts(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    yield from _redirects(site)
    yield from _redirect_pages(site)
    yield from _unread(site)
    yield from _headers(site)
    yield from _closed(site)


def _unread(site: BuiltSite) -> Iterator[Problem]:
    """Lines of `_headers` that no host can read; one that begins with `!` takes a header away."""
    for number, line in enumerate(site.text("_headers").splitlines() if "_headers" in site.files else [], 1):
        if line[:1].isspace() and (said := line.strip()) and not said.startswith(("#", "!")) and ":" not in said:
            yield fault(
                "_headers", "E06", f'"{said[:80]}" is no header', "write its name, a colon and its value", number
            )


def header_rules(site: BuiltSite) -> list[Rule]:
    """The rules of `_headers`."""
    found: list[Rule] = []
    lines = site.text("_headers").splitlines() if "_headers" in site.files else []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            if not line[0].isspace():
                found.append(Rule(line.strip(), number, ()))
            elif found and ":" in line:
                name, _, value = line.strip().partition(":")
                last = found[-1]
                given = (name.lower(), value.strip(), number)
                found[-1] = Rule(last.pattern, last.line, (*last.headers, given))
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of `_redirects`. `asked` is what must come with the address: a language, a country, a parameter."""

    number: int
    source: str
    target: str
    status: str
    is_forced: bool
    asked: tuple[str, ...]
    odd: tuple[str, ...] = ()
    """What should be a status, and is none."""

    @property
    def is_sent(self) -> bool:
        """Whether readers are sent to another address, and not shown another file at this one."""
        return not self.status or self.status.startswith("3")


def _line_of(number: int, text: str) -> _Line | None:
    """What a line says; None for a blank one and a comment."""
    if not text.split() or text.startswith("#"):
        return None
    source, *given = text.split()
    targets = [one for one in given if one.startswith("/") or "://" in one]
    told = next((found for one in given if (found := _STATUS.fullmatch(one))), None)
    asked = tuple(one for one in given if "=" in one and one not in targets)
    odd = tuple(
        one for one in given if one[0].isdigit() and not _STATUS.fullmatch(one) and one not in (*targets, *asked)
    )
    is_forced = bool(told and told[2])
    return _Line(number, source, targets[0] if targets else "", told[1] if told else "", is_forced, asked, odd)


def _redirects(site: BuiltSite) -> Iterator[Problem]:
    if "_redirects" not in site.files:
        return
    sources: dict[tuple[str, ...], str] = {}
    """Where it leads, by an address and what must be asked with it."""
    for number, text in enumerate(site.text("_redirects").splitlines(), 1):
        line = _line_of(number, text)
        if line is None:
            continue
        if not line.source.startswith(("/", "http://", "https://")):
            said = f"{line.source[:80]} is no address"
            yield fault("_redirects", "E06", said, "begin it with /", number)
        for word in line.odd:
            yield fault("_redirects", "E06", f"{word[:20]} is no status", "write 301", number)
        if not line.target:
            yield fault("_redirects", "E06", f"{line.source} is led nowhere: the line names no address", AGAIN, number)
            continue
        yield from _of_line(site, line)
        first = sources.setdefault((line.source, *line.asked), line.target)
        if first != line.target:
            said = f"{line.source} is led to {line.target} here, and above to {first}, which counts"
            yield fault("_redirects", "E06", said, "keep one of the two", number)
    yield from _missing(site, {_inner(site, source) for source, *_ in sources})


def _of_line(site: BuiltSite, line: _Line) -> Iterator[Problem]:
    """What is wrong with a line by itself, and with the pages that it leads from and to."""
    if line.status and int(line.status) not in _OBEYED:
        yield fault("_redirects", "E06", f"{line.status} is no status that hosts obey", "write 301", line.number)
    if _ANYWHERE.match(line.target):
        said = f"{line.source} leads to whatever host an address names: others send readers of yours to theirs"
        yield fault("_redirects", "E19", said, "name the host", line.number)
    if why := why_left_over(site, line.target, "_redirects"):
        yield fault("_redirects", "E24", f"{line.target} {why}", "write the address that readers have", line.number)
    if not line.is_sent:
        if line.status in _LOST and not line.asked:
            yield from _hidden(site, line)
        return
    if line.source == "/*" and "://" in line.target and site.path_of(line.target) is None:
        said = f"it sends all readers to {line.target}, which is another site"
        remedy = "take the line out: some hosts follow it before they look for a page"
        yield fault("_redirects", "E10", said, remedy, line.number)
    if not line.asked:
        yield from _hidden(site, line)
        yield from _told_otherwise(site, line)


def _missing(site: BuiltSite, sources: set[str]) -> Iterator[Problem]:
    """Pages that lead on and have no line, where most have one."""
    pages = [page.path for page in site.pages.values() if page.refresh]
    missing = sorted(one for one in pages if f"/{url_path(one)}" not in sources)
    if missing and len(missing) * 2 <= len(pages):
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        said = f"/{url_path(missing[0])}{more} leads on by its page, and is missing here"
        yield fault("_redirects", "E06", said, AGAIN)


def _inner(site: BuiltSite, source: str) -> str:
    """The path as a page has it, without the folder that the site lies in."""
    target = site.path_of(source)
    return f"/{url_path(target)}" if target is not None else source


def _hidden(site: BuiltSite, line: _Line) -> Iterator[Problem]:
    """A line that takes the place of a page: some hosts follow it before they look for a file."""
    if "*" in line.source or ":" in line.source:
        if not line.is_forced:
            return
        fits = re.compile(re.sub(r":\w+", "[^/]+", _pattern(line.source).pattern.replace("\\:", ":")))
        found = sorted(
            one for one, page in site.pages.items() if not page.refresh and fits.fullmatch(f"/{url_path(one)}")
        )
    else:
        target = site.path_of(line.source) or ""
        found = [target] if target in site.pages and not site.pages[target].refresh else []
    if found:
        more = f" and {len(found) - 1} more pages" if len(found) > 1 else ""
        said = f"{line.source} hides the page /{url_path(found[0])}{more}"
        yield fault("_redirects", "E10", said, "take the line out, or give the page another address", line.number)


def _told_otherwise(site: BuiltSite, line: _Line) -> Iterator[Problem]:
    page = site.pages.get(site.path_of(line.source) or "")
    led = site.path_of(line.target)
    # One that leads nowhere is told elsewhere.
    is_there = led is None or led in site.files
    if page is not None and page.refresh and is_there and _led(site, page) not in (led, ""):
        said = f"{line.source} leads to {line.target}, and its page to {page.refresh}"
        yield fault("_redirects", "E06", said, AGAIN, line.number)


def _led(site: BuiltSite, page: Page) -> str | None:
    """Where a page leads on to; "" where nothing is there, None for another site."""
    target = site.path_of(page.refresh, page.path)
    return target if target is None or target in site.files else ""


def _redirect_pages(site: BuiltSite) -> Iterator[Problem]:
    """A page that leads on says one address in all places."""
    for page in site.pages.values():
        if not page.refresh or _led(site, page) == "":
            continue
        links = [one.url for one in page.links if one.tag == "a"]
        for name, urls in (("link", links if len(links) == 1 else []), ("canonical link", page.canonical)):
            for url in urls:
                if site.path_of(url, page.path) != site.path_of(page.refresh, page.path) or (
                    site.path_of(url, page.path) is None and url != page.refresh
                ):
                    said = f"it leads on to {page.refresh}, and its {name} to {url[:200]}"
                    yield fault(page.path, "E06", said, AGAIN)


def _headers(site: BuiltSite) -> Iterator[Problem]:
    for rule in header_rules(site):
        if not rule.pattern.startswith(("/", "http")):
            yield fault("_headers", "E06", f"{rule.pattern[:80]} is no address", "begin it with /", rule.line)
        for name, value, line in rule.headers:
            wrong = _WRONG[name](site, rule, value) if name in _WRONG else None
            if wrong:
                yield fault("_headers", wrong[0], wrong[1], wrong[2], line, wrong[3])
        says_type_only = {name for name, _, _ in rule.headers} == {"content-type"}  # of a file that a site may lack
        if not says_type_only and "*" not in rule.pattern and ":" not in rule.pattern and rule.pattern.startswith("/"):
            target = site.path_of(rule.pattern)
            if target is not None and target not in site.files:
                yield fault("_headers", "E10", f"{rule.pattern} is not there", AGAIN, rule.line, WARNING)


#: (rule, message, remedy, severity) of a header that does harm.
_Harm = tuple[str, str, str, str]


def _unlisted(site: BuiltSite, rule: Rule, value: str) -> _Harm | None:
    if "noindex" not in value.lower() and "none" not in value.lower():
        return None
    found = sorted(one for one in site.listed if rule.fits(one))
    if not found:
        return None
    said = f"{rule.pattern} keeps /{url_path(found[0])} from search engines{_more(found)}, and the sitemap names it"
    return "E06", said, "take it out of one of them", ERROR


def _another_page(site: BuiltSite, rule: Rule, value: str) -> _Harm | None:
    led = re.search("<([^>]*)>", value)
    if led is None or "canonical" not in value.lower():
        return None
    wrong = sorted(one for one in site.pages if rule.fits(one) and site.path_of(led[1], one) != one)
    if not wrong:
        return None
    said = f"{rule.pattern} says that /{url_path(wrong[0])}{_more(wrong)} is {led[1][:100]}"
    return "E07", said, "let every page be itself", ERROR


def _sent_away(site: BuiltSite, rule: Rule, value: str, *, name: str) -> _Harm | None:
    found = sorted(one for one in site.pages if rule.fits(one))
    if not found:
        return None
    said = f"{rule.pattern} sends readers of /{url_path(found[0])}{_more(found)} away: {name}: {value[:100]}"
    return "E10", said, "write it into _redirects, if it is meant", ERROR


def _mistyped(_site: BuiltSite, rule: Rule, value: str) -> _Harm | None:
    end = re.search(r"\.\w+$", rule.pattern)
    wanted = _TYPES.get(end[0] if end else "", "")
    if "*" in rule.pattern or not wanted or wanted in value.lower():
        return None
    return "E06", f"{rule.pattern} is sent as {value[:60]}", "write its own type", ERROR


def _kept_for_ever(site: BuiltSite, rule: Rule, value: str) -> _Harm | None:
    if "immutable" not in value.lower():
        return None
    found = sorted(one for one in site.pages if rule.fits(one))
    if not found:
        return None
    said = f"{rule.pattern} lets browsers keep /{url_path(found[0])} unasked{_more(found)}, and a page changes"
    return "E06", said, "only files whose names change may be kept so", WARNING


_WRONG: Mapping[str, Callable[[BuiltSite, Rule, str], _Harm | None]] = {
    "x-robots-tag": _unlisted,
    "link": _another_page,
    "location": partial(_sent_away, name="location"),
    "refresh": partial(_sent_away, name="refresh"),
    "content-type": _mistyped,
    "cache-control": _kept_for_ever,
}


def _more(found: list[str]) -> str:
    return f" (and {len(found) - 1} more pages)" if len(found) > 1 else ""


def _closed(site: BuiltSite) -> Iterator[Problem]:
    """Parts of the site that robots.txt closes and the sitemap names. That it closes the whole is told elsewhere."""
    if "robots.txt" not in site.files or not site.listed:
        return
    text = site.text("robots.txt").removeprefix("\ufeff")
    if any(one in text[:2000].lower() for one in ("<html", "<!doctype", "<title")):
        yield fault("robots.txt", "E06", "it is a page, and no rules for crawlers", AGAIN)
        return
    pages = sorted(one for one in site.listed if one in site.pages)
    shown = _needed(site, pages[:_LOOKED_AT])
    for agent, rules in _groups(text).items():
        allowed = [path for name, path, _ in rules if name == "allow" and path]
        for name, path, line in rules:
            if name != "disallow" or not path or (path == "/" and agent == "*"):
                continue
            found = [
                one
                for one in pages
                if _fits(path, one) and not any(_fits(other, one) and len(other) >= len(path) for other in allowed)
            ]
            if found:
                said = f"it closes {path}, and the sitemap names /{url_path(found[0])}{_more(found)}"
                yield fault("robots.txt", "E10", said, "open it, or take its pages out of the sitemap", line, WARNING)
            elif needed := [
                one for one in shown if _fits(path, one) and not any(_fits(other, one) for other in allowed)
            ]:
                said = f"it closes {path}, and pages show what lies there, as /{needed[0]}"
                yield fault("robots.txt", "E10", said, "open it: crawlers look at a page as readers do", line, WARNING)


def _needed(site: BuiltSite, pages: Iterable[str]) -> list[str]:
    """The pictures, styles and scripts of a few pages."""
    asked = (
        site.path_of(one.url, path)
        for path in pages
        for one in site.pages[path].links
        if one.tag in ("img", "sheet", "script")
    )
    return sorted({one for one in asked if one in site.files and one is not None})


def _groups(text: str) -> Mapping[str, list[tuple[str, str, int]]]:
    """Crawler -> its rules as (name, path, line)."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    agents: list[str] = []
    is_open = False
    for number, line in enumerate(text.splitlines(), 1):
        name, _, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if name == "user-agent":
            agents = [*agents, value.lower()] if is_open else [value.lower()]
            is_open = True
        elif name in ("allow", "disallow"):
            is_open = False
            for agent in _CRAWLERS & {*agents}:
                found.setdefault(agent, []).append((name, value, number))
    return found


def _fits(path: str, page: str) -> bool:
    """As crawlers read a path: its beginning, `*` for anything, `$` for the end."""
    end = "" if path.endswith("$") else ".*"
    return bool(_pattern_of(path.removesuffix("$"), end).fullmatch(f"/{url_path(page)}"))


@cache
def _pattern_of(path: str, end: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(one) for one in path.split("*")) + end)
