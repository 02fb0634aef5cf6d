"""The related list of each story: stories that are there, by their names, each with a reason that the reader sees. Pure."""

import re
from collections import Counter
from collections.abc import Iterator

from ..newsroom.page import Page
from ..newsroom.problem import Problem
from .built_site import BuiltSite, url_path
from .fault import AGAIN, fault
from .shown_times import differs
from .surfaces import moment
from .usual import without

_NUMBER = re.compile(r"\d+(?:\.\d+)?")

#: The parts that a story gets for what it shares with another, and for nobody's choice.
_ALIKE = frozenset({"background", "since", "storyline"})
#: One other story may be kept out of a list (`related_exclude`).
_SEVERAL = 2
_ROLES = frozenset({"pinned", "background", "since", "storyline", "more"})


def related_lists(site: BuiltSite) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    spoken: dict[tuple[str, str], bool | None] = {}
    for page in site.pages.values():
        if page.story and page.related_lists:
            for message in (*_wrong(site, page), *_unasked(site, page)):
                yield fault(page.path, "E06", message, AGAIN)
            for link in page.related:
                if other := site.stories.get(site.path_of(link.url, page.path) or ""):
                    spoken[page.path, link.url] = other.lang == page.lang
    yield from _unpinned(site)
    yield from _lost(site)
    for path, url in without(spoken):
        yield fault(path, "E06", f"its related list leads to {url}, which is in another language", AGAIN)


def _lost(site: BuiltSite) -> Iterator[Problem]:
    """A list that is marked as none, and a story without a list to which those of others lead by their likeness, which goes both ways."""
    marked = {page.path: bool(page.related_lists) for page in site.pages.values() if page.story and page.related}
    for path in without(marked):
        yield fault(path, "E06", "its links to related stories stand in no list that is marked as theirs", AGAIN)
    alike: Counter[str] = Counter()
    for page in site.stories.values():
        targets = {site.path_of(one.url, page.path) for one in page.related if one.role in _ALIKE}
        alike.update(one for one in targets if one and one in site.stories and site.stories[one].lang == page.lang)
    told = {
        path: bool(page.related_lists or page.related) or (False if alike[path] >= _SEVERAL else None)
        for path, page in site.stories.items()
    }
    for path in without(told):
        said = f"it has no related list, and those of {alike[path]} other stories lead to it for what they share"
        yield fault(path, "E06", said, AGAIN)


def _wrong(site: BuiltSite, page: Page) -> Iterator[str]:
    if len(page.related_lists) > 1:
        yield f"it has {len(page.related_lists)} related lists"
    elif page.related_lists[0].isdigit() and int(page.related_lists[0]) != len(page.related):
        yield f"its related list says that it holds {page.related_lists[0]} stories, and holds {len(page.related)}"
    targets = Counter(site.path_of(one.url, page.path) for one in page.related)
    for link in page.related:
        target = site.path_of(link.url, page.path)
        other = site.pages.get(target or "")
        if target is None or (other and other.refresh):
            yield f"its related list leads to {link.url[:200]}, which is no story of this site"
        if link.role not in _ROLES:
            yield f'its related list gives a story the part "{link.role[:40]}", which there is not'
        said = _behind(page, link.title)
        due = sum(link.reason in one.reason for one in page.related)
        if not link.reason or page.related_text.count(link.reason) < due:
            yield f"its related list gives {link.url} without a reason that the reader sees"
        if target == page.path:
            yield "its related list leads to the story itself"
        elif targets[target] > 1:
            yield f"its related list leads to {link.url} {targets[target]} times"
        if other is None or other.refresh or other is page:
            continue
        first, later = moment(page.published), moment(other.published)
        if (
            link.role == "since"
            and _NUMBER.fullmatch(first)
            and _NUMBER.fullmatch(later)
            and float(later) < float(first)
        ):
            yield f"its related list says that {link.url} was published since, and it is older"
        if (
            said
            and other.published
            and all(differs(one[:7], said, page.lang) for one in (other.published, other.updated) if one)
        ):
            yield f'its related list says of {link.url} "{said[:80]}", and that is of {other.published[:10]}'
        if not other.is_article:
            yield f"its related list leads to {link.url}, which is no story"
        elif other.headline and " ".join(link.title.split()) != other.headline:
            yield f'its related list calls {link.url} "{link.title[:80]}", and its page "{other.headline[:80]}"'


def _unpinned(site: BuiltSite) -> Iterator[Problem]:
    """Stories that an editor pinned to another, and that its list lacks."""
    told: dict[tuple[str, str], bool | None] = {}
    for path, own in site.promised.written.items():
        page = site.stories.get(path)
        shown = {site.path_of(one.url, path) for one in page.related} if page else set()
        told.update({(path, one): one in shown for one in own.pins if page and page.related_lists})
    for path, one in without(told):
        yield fault(path, "E06", f"its related list lacks /{url_path(one)}, which an editor put there", AGAIN)


def _unasked(site: BuiltSite, page: Page) -> Iterator[str]:
    """What its story says of the list: whom it keeps out, and who stands first; and how long the settings let it be."""
    own = site.promised.written.get(page.path)
    if own is None:
        return
    shown = [target for one in page.related if (target := site.path_of(one.url, page.path))]
    for target in shown:
        if target in own.never:
            yield f"its related list leads to /{url_path(target)}, which its story keeps out of it (related_exclude)"
    most = max(site.promised.most, len(own.pins))
    if site.promised.most and len(shown) > most:
        yield f"its related list holds {len(shown)} stories, and {most} are asked for"
    # A theme may put the parts of a storyline aside.
    mates = {path for path in shown if own.line and _line_of(site, path) == own.line}
    pins = [one for one in own.pins if one in shown and one not in mates]
    if pins != [one for one in shown if one not in mates][: len(pins)]:
        yield f"its related list does not begin with what an editor put first: {', '.join(f'/{url_path(one)}' for one in pins)}"


def _line_of(site: BuiltSite, path: str) -> str:
    other = site.promised.written.get(path)
    return other.line if other else ""


def _behind(page: Page, title: str) -> str:
    """What readers see of a story behind its title, up to the next one; "" where that is not clear."""
    text, own = page.related_text, " ".join(title.split())
    if not own or text.count(own) != 1:
        return ""
    rest = text.partition(own)[2]
    ends = [
        at
        for one in page.related
        if one.title and one.title != title and (at := rest.find(" ".join(one.title.split()))) >= 0
    ]
    return rest[: min(ends, default=len(rest))]
