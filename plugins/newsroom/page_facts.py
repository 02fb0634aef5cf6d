"""One HTML page of a built site, as facts: what an audit compares and a proof sheet shows. Pure; knows markup, not how it was made."""

from collections.abc import Sequence

from . import page_elements as known
from .aria import unfit
from .page import Page
from .page_head import told_by_link, told_by_meta
from .page_left import left_in
from .page_parts import Heading, Inline, Link, RelatedLink, Sealed, Shown, ShownTime, Teaser, digest_of
from .page_words import tell
from .plain_pages import Given, Markup
from .style_facts import addresses_in


def page_of(path: str, text: str) -> Page:
    """The facts of a page. Never raises: HTML has no errors, only surprises."""
    reader = _Reader(path)
    if not reader.read_plain(text):
        reader = _Reader(path)
        reader.read_any(text)
    reader.ended()
    return reader.page


class _Reader(Markup):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.page = Page(path)
        self._open: list[str] = []
        """What is open, from the outside in, with its attributes and its line in the next two."""
        self._opened: list[Given] = []
        self._lines: list[int] = []
        self._taking: list[tuple[int, str, list[str]]] = []
        """(depth, what for, pieces) of the texts being gathered."""
        self._wordless: list[tuple[int, str, int]] = []
        """(depth, element, line) of those in which no word has stood so far."""
        self._fields: list[tuple[str, str, int]] = []
        """(id, element, line) of the fields that somebody else has to name."""
        self._ids: set[str] = set()
        self._is_before_byline = False
        self._inside: dict[str, int] = {}
        """What we are in -> the depth at which it began."""

    def begins(self, tag: str, given: Given) -> None:
        page, depth = self.page, len(self._open)
        if tag in known.ALONE and tag in self._open:
            page.nested.append((tag, self.lineno))
        if tag not in known.VOID:
            self._open.append(tag)
            self._opened.append(given)
            self._lines.append(self.lineno)
        if self._wordless and (tag in known.SPEAKING or not known.NAMES.isdisjoint(given)):
            self._wordless.clear()
        if tag in known.CALLED and known.NAMES.isdisjoint(given) and (tag != "a" or "href" in given):
            self._wordless.append((depth, tag, self.lineno))
        elif tag in known.FIELDS and "label" not in self._open and known.wants_label(given):
            self._fields.append((given.get("id", ""), tag, self.lineno))
        if given:
            if not known.ASKING.isdisjoint(given):
                page.links += [
                    Link(given[name], self.lineno, known.ASKED[name]) for name in sorted(known.ASKING & given.keys())
                ]
            if not known.TIED.isdisjoint(given):
                self._ties(tag, given)
            if given.handles:
                page.counts["handlers"] += 1
            page.unfit += [(given.strange, self.lineno)] if given.strange else []
        if tag == "article" and "h-entry" not in given.classes:
            self._inside["teaser"] = depth
            page.teasers.append(Teaser(""))
        if tag in known.TAKEN_BACK and "credit" in self._inside:
            page.counts["hidden credits"] += 1
        if tag in known.FRAMES and known.OWN_PART.isdisjoint(self._open[:-1]):
            self._take(depth, "around")
        if tag in known.SAYING:
            getattr(self, f"_{tag}")(given, depth)
        if given and (tag in known.ADDRESSED or "style" in given or "poster" in given):
            self._address(tag, given)
        if tag in known.BARE or self._says_something(tag, given):
            self._hooks(tag, given, depth)

    def _ties(self, tag: str, given: Given) -> None:
        """The name of an element, to which links may lead, and those of others that it names."""
        page = self.page
        name = given.get("id")
        if name is not None and (not name or not name.isprintable() or " " in name):
            page.misnamed.append((name, self.lineno))
        if name:
            if name in self._ids:
                page.twice.append((name, self.lineno))
            self._ids.add(name)
            page.anchors.add(name)
        if not known.NAMING.isdisjoint(given):
            page.named.update(one for name in known.NAMING & given.keys() for one in given[name].split())
        if tag == "a" and given.get("name"):
            page.anchors.add(given["name"])

    def _says_something(self, tag: str, given: Given) -> bool:
        """Whether an element has anything that is a hook, or stands where each may be one."""
        return bool(given) and (
            "teaser" in self._inside
            or tag in known.TELLING
            or not known.HOOKS.isdisjoint(given)
            or not known.CLASSES.isdisjoint(given.classes)
        )

    def handle_endtag(self, tag: str) -> None:
        at = len(self._open) - 1
        if at >= 0 and self._open[at] == tag:
            self._open.pop()
            self._opened.pop()
            self._lines.pop()
        else:
            at = next((n for n in range(at - 1, -1, -1) if self._open[n] == tag), -1)
            if at < 0:
                if tag in known.CLOSED:
                    self.page.open_ended.append((f"</{tag}>", self.lineno))
                return
            self._swallowed(at + 1)
            del self._open[at:]
            del self._opened[at:]
            del self._lines[at:]
        if tag == "html":
            self.page.is_ended = True
        while self._wordless and self._wordless[-1][0] >= at:
            self.page.unnamed.append(self._wordless.pop()[1:])
        while self._taking and self._taking[-1][0] >= at:
            _, what, pieces = self._taking.pop()
            tell(self.page, what, " ".join("".join(pieces).split()))
        if self._inside and max(self._inside.values()) >= at:
            self._inside = {what: depth for what, depth in self._inside.items() if depth < at}

    def says(self, data: str) -> None:
        if self._wordless and not data.isspace():
            self._wordless.clear()
        for _, _, pieces in self._taking:
            pieces.append(data)
        if self._open and self._open[-1] in known.DIGESTED:
            self._digested(data)

    def looks_at(self, data: str) -> None:
        if known.ASIDE.isdisjoint(self._open):
            left_in(self.page, data, self.lineno, self._open, "text" in self._inside)

    def ended(self) -> None:
        """The text is at its end: an article that is still open has swallowed the rest of the page."""
        self._swallowed(0)
        if self._is_before_byline and self.page.byline:
            self.page.credit_place += " byline"
        self.page.unnamed += [(tag, line) for name, tag, line in self._fields if name not in self.page.named]
        self.page.teasers = [one for one in self.page.teasers if one.url]

    def _swallowed(self, at: int) -> None:
        text = self._inside.get("text", len(self._open))
        for depth, (tag, line) in enumerate(zip(self._open[at:], self._lines[at:], strict=True), at):
            is_theirs = depth > text and tag in known.AROUND
            if tag in known.SWALLOWING and not is_theirs and "svg" not in self._open:
                self.page.unclosed.append((tag, line))
            elif tag in known.CLOSED or is_theirs:
                self.page.open_ended.append((f"<{tag}>", line))

    def _digested(self, text: str) -> None:
        tag, given = self._open[-1], self._opened[-1]
        if tag == "style":
            self._styled(text, self._lines[-1])
        if tag == "style" or given.get("type", "module") in known.SCRIPTS:
            self.page.inline.append(Inline(tag, digest_of(text), self._lines[-1]))

    def _html(self, given: Given, _depth: int) -> None:
        self.page.lang, self.page.direction = given.get("lang", ""), given.get("dir", "").lower()

    def _title(self, _given: Given, depth: int) -> None:
        if "svg" not in self._open:
            self._take(depth, "title")
            self.page.counts["titles"] += 1

    def _h1(self, _given: Given, depth: int) -> None:
        self.page.headings.append(self.lineno)
        self._take(depth, "top")

    def _main(self, _given: Given, _depth: int) -> None:
        self.page.counts["mains"] += 1

    def _for_all(self, given: Given, _depth: int) -> None:
        said = unfit(self._open[-1], given, "text" in self._inside)
        self.page.unfit += [(said, self.lineno)] if said else []

    _iframe = _video = _audio = _marquee = _blink = _font = _center = _big = _strike = _tt = _for_all

    def _base(self, given: Given, _depth: int) -> None:
        self.page.based = self.page.based or given.get("href", "").strip()

    def _link(self, given: Given, _depth: int) -> None:
        told_by_link(self.page, given, self.lineno, is_in_body="body" in self._open)

    def _meta(self, given: Given, _depth: int) -> None:
        told_by_meta(self.page, given, self.lineno)

    def _script(self, given: Given, depth: int) -> None:
        if given.get("type") == "application/ld+json":
            self._take(depth, "document")

    def _img(self, given: Given, _depth: int) -> None:
        self.page.unalternated += "alt" not in given
        if not (given.get("src") or given.get("srcset") or any(name.startswith("data-") for name in given)):
            self.page.empty_images.append(self.lineno)
        if self.page.sections and not known.LEVELS.keys().isdisjoint(self._open):
            self.page.sections[-1].is_filled = True
        self.page.counts["pictured titles"] += "h1" in self._open

    def _address(self, tag: str, given: Given) -> None:
        url = given.get(known.LINKS.get(tag, ""), "")
        line = self.lineno
        if url and tag == "link" and known.HINTS.isdisjoint(given.relations):
            asset = next((known.ASSETS[one] for one in given.relations if one in known.ASSETS), tag)
            self.page.links.append(Link(url, line, asset))
        elif url and tag != "link":
            self.page.links.append(Link(url, line, tag))
        if "style" in given:
            self._styled(given["style"], line)
        if "integrity" in given and url:
            self.page.sealed.append(Sealed(url, given["integrity"], line))
        if tag in ("img", "source"):
            candidates = tuple(known.CANDIDATE.findall(given.get("srcset", "")))
            self.page.links += [Link(one, line, tag) for one, _ in candidates]
            self.page.shown.append(
                Shown(url, line, given.get("width", ""), given.get("height", ""), candidates, given.get("type", ""))
            )
        if (
            "license" in given.relations
            and tag == "a"
            and "story" in self._inside
            and not {"text", "cite"} & self._inside.keys()
        ):
            self.page.offered.append(url)
        if tag == "a" and not url.strip() and "href" in given:
            self.page.hollow.append(line)
        if tag == "a" and url:
            if "hreflang" in given:
                self.page.tongues.append((given["hreflang"], url, line))
                own, their = given.get("lang", ""), given["hreflang"]
                if own and own.lower().partition("-")[0] != their.lower().partition("-")[0]:
                    self.page.mistold.append((their, own, line))
            elif url[0] != "#" and not known.THEIRS & self._inside.keys():
                self.page.worded.append((url, ""))
                self._take(len(self._open) - 1, "worded")
            if url[0] == "#" and "nav" in self._open:
                self.page.inner.append((url[1:], ""))
                self._take(len(self._open) - 1, "inner")
        if tag in ("a", "link") and url and given.get("rel", "").lower() in known.TURNS:
            self.page.turns.append((given["rel"].lower(), url, ""))
            if tag == "a":
                self._take(len(self._open) - 1, "turn")
        if "poster" in given or tag in known.MORE_LINKS:
            asked = given.get(known.MORE_LINKS.get(tag, "poster"), "")
            self.page.links += [Link(asked, line, tag)] if asked else []

    def _styled(self, text: str, line: int) -> None:
        self.page.links += [Link(url, line, "style") for url, _ in addresses_in(text) if not url.startswith("#")]

    def _hooks(self, tag: str, given: Given, depth: int) -> None:
        page, classes = self.page, given.classes
        if tag == "time" and given.get("datetime"):
            self._time(given, classes, depth)
        if "data-role" in given and given.get("href"):
            page.related.append(RelatedLink(given["href"], given["data-role"], given.get("data-reason", "")))
            self._take(depth, "related")
        if "data-related" in given:
            page.related_lists.append(given["data-related"])
            self._take(depth, "related_text")
        if "teaser" in self._inside:
            self._teaser(tag, given, classes, depth)
        if "h-entry" in classes and page.story is None:
            page.story = given.get("data-id", "")
            page.is_article = True
            self._inside["story"] = depth
        if "story" in self._inside:
            if "data-relation" in given:
                self._story_credit(given, depth)
            self._story_part(tag, given, classes, depth)
            if "h-cite" in classes:
                self._inside["cite"] = depth
                self._take(depth, "cites")
            if tag == "a" and given.get("href") and {"credit", "cite"} & self._inside.keys():
                self._cited(given, classes, depth)
            self._story_head(tag, given, classes, depth)
            if "u-photo" in classes:
                self._story_picture(given)
            if tag == "figcaption" and "picture" in self._inside and not page.picture:
                self._take(depth, "picture")

    def _story_credit(self, given: Given, depth: int) -> None:
        """Who reported the story first, and how that is told."""
        page = self.page
        page.counts["credits"] += 1
        if not page.relation:
            page.relation = given["data-relation"]
            self._inside["credit"] = depth
            behind = [] if page.headline else ["headline"]
            page.credit_place = " ".join([*self._open[self._inside["story"] + 1 : depth], *behind])
            self._is_before_byline = not page.byline
            page.counts["late credits"] += bool(page.sections)
            page.counts["hidden credits"] += any(map(known.is_hidden, self._open, self._opened))
            self._take(depth, "credit")

    def _story_part(self, tag: str, given: Given, classes: Sequence[str], depth: int) -> None:
        """The parts of a story: its text with the sections, and its corrections."""
        page = self.page
        if "data-corrections" in given:
            self._inside["corrections"] = depth
            page.counts["told corrections"] += int(told) if (told := given["data-corrections"]).isdecimal() else 0
        if "e-content" in classes:
            self._inside.setdefault("text", depth)
            page.has_text = True
        if tag in known.LEVELS and "text" in self._inside:
            page.sections.append(Heading(known.LEVELS[tag], self.lineno, given.get("id", "")))
            self._take(depth, "section")
        if tag == "p" and "corrections" in self._inside:
            page.corrections += 1
            self._take(depth, "corrected")

    def _story_head(self, tag: str, given: Given, classes: Sequence[str], depth: int) -> None:
        """What stands at the head of a story: who wrote it, where it is, what it is called and filed under."""
        page, is_cited = self.page, "cite" in self._inside  # inside a citation the same classes tell of another work
        page.counts["reposts"] += "u-repost-of" in classes
        if "byline" in classes:
            self._take(depth, "byline")
        if "kicker" in classes and not page.headline:
            self._take(depth, "kicker")
        if "teaser" not in self._inside and (not known.OWN.isdisjoint(given) or given.get("rel") == "bookmark"):
            page.own.append(next((given[name] for name in known.OWN if given.get(name)), given.get("href", "")))
            page.shared_as += [given["data-title"]] if given.get("data-title") else []
        if "p-name" in classes and not page.headline and not is_cited:
            self._take(depth, "headline")
        if "p-author" in classes and not is_cited:
            if given.get("href"):
                page.signed.append((given["href"], ""))
            self._take(depth, "author")
        if "p-summary" in classes and "text" not in self._inside and not page.deck:
            self._take(depth, "deck")
        if tag == "a" and "p-category" in classes and not is_cited:
            page.terms.append((given.get("href", ""), ""))
            self._take(depth, "term")

    def _story_picture(self, given: Given) -> None:
        page = self.page
        is_kept_back = given.get("role") in ("presentation", "none") or given.get("aria-hidden") == "true"
        page.counts["hidden pictures"] += is_kept_back and bool(given.get("alt"))
        page.photo = given.get("alt") if page.photo is None else page.photo
        page.pictured = page.pictured or given.get("src", "")
        figures = [at for at, outer in enumerate(self._open) if outer == "figure"]
        self._inside.update({"picture": figures[-1]} if figures else {})

    def _cited(self, given: Given, classes: Sequence[str], depth: int) -> None:
        page, url, is_credit = self.page, given["href"], "credit" in self._inside
        (page.credit_links if is_credit else page.cite_links).append(url)
        if is_credit or "u-url" in classes:
            page.sources.append(url)
        if is_credit or known.CITED & {*classes}:
            page.credited.append((url, ""))
            self._take(depth, "credited")
            if "nofollow" in given.relations:
                page.unfollowed.append(url)

    def _teaser(self, tag: str, given: Given, classes: Sequence[str], depth: int) -> None:
        teaser = self.page.teasers[-1]
        if tag == "a" and given.get("href") and not teaser.url and self._open[-2] in known.HEADINGS:
            teaser.url = given["href"]
            self._take(depth, "teased")
        elif tag == "img" and not teaser.picture:
            teaser.picture = given.get("src", "")
        elif tag == "time" and not teaser.told:
            teaser.told = given.get("datetime", "")
        elif "card__credit" in classes:
            self._take(depth, "teaser_credit")
        elif "card__deck" in classes:
            self._take(depth, "teaser_deck")

    def _time(self, given: Given, classes: Sequence[str], depth: int) -> None:
        page, told = self.page, given["datetime"]
        if "text" not in self._inside or {"cite", "corrections"} & self._inside.keys():
            page.times.append(ShownTime(told, "", self.lineno, "cite" in self._inside))
            self._take(depth, "time")
        if "story" in self._inside and "cite" not in self._inside:
            if "dt-published" in classes and not page.published:
                page.published = told
            if "dt-updated" in classes and not page.updated:
                page.updated = told

    def _take(self, depth: int, what: str) -> None:
        self._taking.append((depth, what, []))
