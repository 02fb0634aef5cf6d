"""What Markdown leaves open in a story's body: captions, names and roles, so that eyes, ears and keyboards find their way.

Writers write plain Markdown; what they may add is told in docs/writing.md under "In the text".
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from .words import Words

_CAPTION = re.compile(r"\s*Table:\s+")
_SAID_BY = re.compile(r"\s*(?:---?|[–—])\s*")
_PLACEHOLDER = re.compile("\x02([^\x03]*)\x03")
_PRE = re.compile(r"<pre(?=[\s>])(?![^>]*\btabindex)")
#: After attr_list (8), so that what it says is known; before abbreviations (7), dashes (6) and the contents list (5), which then see what is made here.
_PRIORITY = 7.5


class BodyMarkup(Extension):
    """Set `words` before each text to speak its language."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Words("en")

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.treeprocessors.register(_Parts(md, self), "newsroom_parts", _PRIORITY)
        md.postprocessors.register(_Code(md), "newsroom_code", 5)


class _Parts(Treeprocessor):
    def __init__(self, md: Any, extension: BodyMarkup) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "p":
                    _figure(parent, child)
                elif child.tag == "blockquote":
                    _quote(parent, child, root)
        _tables(root)
        _notes(root, self._extension.words)


class _Code(Postprocessor):
    """A block of code can be wider than its column: the keyboard must reach it to scroll it."""

    def run(self, text: str) -> str:
        return _PRE.sub('<pre tabindex="0"', text)


# --- Pictures ------------------------------------------------------------------------------------------------------------


def _figure(parent: Element, paragraph: Element) -> None:
    """A picture that stands alone, with a title, a credit or a licence, becomes a figure: the title is its caption."""
    if _has_text(paragraph) or len(paragraph) != 1 or (paragraph[0].tail or "").strip():
        return
    image = paragraph[0]
    if image.tag == "a" and len(image) == 1 and not _has_text(image):
        image = image[0]
    if image.tag != "img":
        return
    caption, credit, licence = (image.attrib.pop(name, "").strip() for name in ("title", "credit", "license"))
    if not (caption or credit or licence):
        return
    figure = Element("figure", {"class": "figure"})
    paragraph[0].tail = None
    figure.append(paragraph[0])
    below = SubElement(figure, "figcaption")
    below.text = f"{caption} " if caption and (credit or licence) else caption
    if credit or licence:
        by = SubElement(below, "span", {"class": "figure__credit"})
        by.text = f"{credit} ({licence})" if credit and licence else credit or licence
    _replace(parent, paragraph, figure)


# --- Quotations ----------------------------------------------------------------------------------------------------------


def _quote(parent: Element, quote: Element, root: Element) -> None:
    """A last line that begins with a dash says whose words they are; `{.pull}` makes a pull quote of it."""
    if parent.tag == "figure" or not len(quote):
        return
    for paragraph in list(quote):  # `{...}` can only be written on a paragraph, and means the quotation
        for name in ("class", "lang", "dir", "cite", "id"):
            if name in paragraph.attrib:
                quote.set(name, paragraph.attrib.pop(name))
    kinds = quote.attrib.pop("class", "").split()
    said_by = _said_by(quote)
    if said_by is None and "pull" not in kinds:
        if kinds:
            quote.set("class", " ".join(kinds))
        return
    figure = Element("figure", {"class": " ".join(["quote", *kinds])})
    if "pull" in kinds and _is_said_elsewhere(quote, root):
        figure.set("aria-hidden", "true")  # who listens has heard it, or will
    _replace(parent, quote, figure)
    figure.append(quote)
    if said_by is not None:
        said_by.tag = "figcaption"
        figure.append(said_by)


def _said_by(quote: Element) -> Element | None:
    """The line that names who said it, taken out of the quotation."""
    last = quote[-1]
    if last.tag != "p":
        return None
    if len(quote) > 1 and _SAID_BY.match(last.text or ""):
        quote.remove(last)
        last.text = _SAID_BY.sub("", last.text or "", count=1)
        return last
    return _last_line(last)


def _last_line(paragraph: Element) -> Element | None:
    """The last line of a paragraph as one of its own, if it begins with a dash and others stand before it."""
    for n in range(len(paragraph), -1, -1):  # the text before the first child is slot 0, what follows child n is slot n
        text = (paragraph[n - 1].tail if n else paragraph.text) or ""
        before, newline, line = text.rpartition("\n")
        if not newline:
            continue
        found = _SAID_BY.match(line)
        if not found or not (before.strip() or n):
            return None
        cut = Element("p")
        cut.text = line[found.end() :]
        for child in list(paragraph)[n:]:
            paragraph.remove(child)
            cut.append(child)
        if n:
            paragraph[n - 1].tail = before
        else:
            paragraph.text = before
        return cut
    return None


def _is_said_elsewhere(quote: Element, root: Element) -> bool:
    words = _words(quote)
    if quote.find(".//a") is not None:  # a link must be reachable
        return False
    return any(words in _words(p) for p in root.iter("p") if p not in list(quote.iter("p")))


# --- Tables --------------------------------------------------------------------------------------------------------------


def _tables(root: Element) -> None:
    """Every table gets a frame that scrolls and has a name; its caption is a paragraph beside it that begins with `Table:`."""
    names: dict[str, int] = {}
    for number, (parent, table, heading) in enumerate(list(_placed(root, "table")), start=1):
        _cells(table)
        frame = Element("div", {"class": "table", "role": "region", "tabindex": "0"})
        caption = _caption(parent, table)
        if caption is None:
            frame.set("aria-label", _unlike(names, _words(heading) if heading is not None else _head(table)))
        else:
            _unlike(names, _words(caption))  # it names the table as it stands
            caption.set("id", f"table-{number}")
            frame.set("aria-labelledby", caption.get("id", ""))
            table.insert(0, caption)
        _replace(parent, table, frame)
        frame.append(table)


def _placed(root: Element, tag: str) -> Iterator[tuple[Element, Element, Element | None]]:
    """(parent, element, the last heading before it), in the order of reading."""
    heading: Element | None = None

    def walk(parent: Element) -> Iterator[tuple[Element, Element, Element | None]]:
        nonlocal heading
        for child in list(parent):
            if re.fullmatch("h[1-6]", child.tag):
                heading = child
            elif child.tag == tag:
                yield parent, child, heading
            else:
                yield from walk(child)

    yield from walk(root)


def _caption(parent: Element, table: Element) -> Element | None:
    around = list(parent)
    place = around.index(table)
    next_is_table = place + 2 < len(around) and around[place + 2].tag == "table"  # then what is between belongs to it
    beside: list[Element] = around[max(place - 1, 0) : place]
    for caption in beside if next_is_table else [*beside, *around[place + 1 : place + 2]]:
        if caption.tag == "p" and _CAPTION.match(caption.text or ""):
            parent.remove(caption)
            caption.tag, caption.text, caption.tail = "caption", _CAPTION.sub("", caption.text or "", count=1), None
            return caption
    return None


def _cells(table: Element) -> None:
    """Heads say what they head. The first column names its rows where no two names are alike; a head that says nothing is none."""
    for cell in table.iter():
        align = re.search(r"text-align:\s*(left|right|center)", cell.attrib.pop("style", "") or cell.get("align", ""))
        if cell.tag in ("td", "th") and align and align[1] != "left":
            # A policy forbids style attributes.
            cell.set("class", " ".join(filter(None, [cell.get("class"), align[1]])))
    head = table.find("thead")
    if head is not None:
        for cell in head.iter("th"):
            if _words(cell) or len(cell):
                cell.set("scope", "col")
            else:
                cell.tag = "td"
        if not any(cell.tag == "th" for cell in head.iter()):
            table.remove(head)
    rows = [row for row in table.iterfind("tbody/tr") if len(row)]
    names = [_words(row[0]) for row in rows]
    if all(names) and len(set(names)) == len(names) and all(len(row) > 1 for row in rows):
        for row in rows:
            row[0].tag = "th"
            row[0].set("scope", "row")


def _head(table: Element) -> str:
    """A name for a table that has neither caption nor heading: what its columns are."""
    cells = table.iterfind("thead/tr/*") if table.find("thead") is not None else table.iterfind("tbody/tr/th")
    return ", ".join(filter(None, map(_words, cells))) or "…"


def _unlike(names: dict[str, int], name: str) -> str:
    """`name`, with a number where another table has it already, be it in capitals: whoever hears a list of tables does not hear those.

    `names` is name -> how many have asked for it.
    """
    key, made = name.casefold(), name
    while made.casefold() in names:
        names[key] = names.get(key, 0) + 1
        made = f"{name} ({names[key]})"
    names[made.casefold()] = 1
    return made


# --- Notes ---------------------------------------------------------------------------------------------------------------


def _notes(root: Element, _: Words) -> None:
    """Footnotes become a section with a name, and their links say where they lead."""
    for link in root.iter("a"):
        kinds = link.get("class", "").split()
        if "footnote-ref" in kinds:
            link.set("role", "doc-noteref")
            link.set("aria-label", _("Note {number}", number="".join(link.itertext())))
    for notes in [one for one in root.iter("div") if one.get("class") == "footnote"]:
        notes.tag = "section"
        notes.attrib = {"class": "footnotes", "role": "doc-endnotes", "aria-labelledby": "footnotes"}
        for rule in notes.findall("hr"):
            notes.remove(rule)
        title = Element("p", {"class": "footnotes__title", "id": "footnotes"})
        title.text = _("Notes")
        notes.insert(0, title)
        for number, note in enumerate(notes.iterfind("ol/li"), 1):
            for link in note.iter("a"):
                if "footnote-backref" in link.get("class", "").split():
                    link.attrib.pop("title", None)
                    link.set("role", "doc-backlink")
                    link.set("aria-label", _("Back to note {number} in the text", number=number))


# --- Trees ---------------------------------------------------------------------------------------------------------------


def _has_text(element: Element) -> bool:
    return bool((element.text or "").strip())


def _replace(parent: Element, old: Element, new: Element) -> None:
    new.tail, old.tail = old.tail, None
    parent[list(parent).index(old)] = new


def _words(element: Element) -> str:
    """The text of an element on one line. What Python-Markdown has put aside is left out, except signs written with a backslash."""
    text = "".join(element.itertext())
    return " ".join(_PLACEHOLDER.sub(lambda found: chr(int(found[1])) if found[1].isdigit() else "", text).split())
