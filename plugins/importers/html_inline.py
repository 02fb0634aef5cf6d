"""The HTML of word processors put so that Markdown can say it: emphasis around words alone, links inside blocks, whole tables, code in lines."""

import copy
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any

#: Stands for a line break in a cell of a table until the cell is one line.
IN_CELL = "\x01"

_STRESS = frozenset({
    "strong", "b", "em", "i", "del", "s", "u", "mark", "small", "span", "font", "cite", "var", "kbd", "samp", "tt",
    "sub", "sup", "a",
})  # fmt: skip
#: Tags that Markdown says alike: one inside the other says nothing more.
_ALIKE = (
    frozenset({"strong", "b"}),
    frozenset({"em", "i", "cite", "var"}),
    frozenset({"del", "s"}),
    frozenset({"code", "kbd", "samp"}),
)
_BLOCKS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "figcaption", "div", "blockquote", "ul", "ol", "table", "pre",
    "figure", "section", "article", "dt", "dd",
})  # fmt: skip
_MARKED = _STRESS | {"code"}
_LOUD = _ALIKE[0] | _ALIKE[1]
_SHOWN = frozenset({"img", "iframe", "video", "audio", "object", "embed"})
#: Columns and rows that a cell may stretch over; more is a slip of the pen.
_MOST = 200


def every(tree: Any, names: Collection[str]) -> list[Any]:
    """The tags of these names in a tree, in their order. A search of BeautifulSoup takes ten times as long for several names."""
    return [one for one in tree.descendants if one.name in names]


def has(tree: Any, names: Collection[str]) -> bool:
    """Whether a tree holds a tag of one of these names."""
    return any(one.name in names for one in tree.descendants)


def _join(soup: Any, kind: Collection[str]) -> None:
    """One tag of what two beside each other say."""
    for tag in every(soup, kind):
        while not tag.decomposed and (beside := tag.next_sibling) is not None and beside.name in kind:
            tag.extend(list(beside.contents))
            beside.decompose()


def _is_in(tag: Any, names: Collection[str]) -> bool:
    return any(above.name in names for above in tag.parents)


def settled(soup: Any) -> None:
    """Change the tree of a text in place; its words stay, in their order."""
    for tag in every(soup, ("span", "font")):
        tag.unwrap()
    for paragraph in soup("p"):
        if has(paragraph, _BLOCKS):
            paragraph.name = "div"
    for tag in every(soup, _STRESS):
        if has(tag, _BLOCKS):
            _into_blocks(tag, tag, soup)
            tag.unwrap()
    for change in (_around_words, _in_paragraphs, _around_words):
        for tag in reversed(every(soup, _MARKED)):
            if not tag.decomposed and not _is_in(tag, ("pre",)):
                change(tag)
    for kind in _ALIKE:
        for tag in every(soup, kind):
            if _is_in(tag, kind):
                tag.unwrap()
        _join(soup, kind)
    for link in soup("a"):
        if _is_in(link, ("a",)):
            link.unwrap()  # no page has one in another
    for tag in every(soup, _LOUD):
        if _is_part_of_word(tag) and _is_in(tag, _LOUD):
            tag.unwrap()  # Markdown would show its stars
    _join(soup, _ALIKE[3])  # two of them may stand side by side by now
    for code in soup("code"):
        _in_lines(code, soup)
    for table in soup("table"):
        if table.find(["table", "pre", "h1", "h2", "h3"]) or len(table.find_all(["td", "th"], limit=2)) == 1:
            _laid_out(table)
        else:
            _squared(table, soup)


def _into_blocks(holder: Any, tag: Any, soup: Any) -> None:
    """A link or stress around headings and paragraphs: each of them has it; that of a whole pasted document says nothing."""
    is_plain = "normal" in str(tag.get("style") or "") and tag.name in ("b", "strong", "i", "em")
    run: list[Any] = []
    for child in () if is_plain else (*holder.contents, None):
        if child is not None and not (child.name and (child.name in _BLOCKS or has(child, _BLOCKS))):
            run.append(child)
            continue
        if any(one.get_text(strip=True) or one.name == "img" or (one.name and one.find("img")) for one in run):
            inner = soup.new_tag(tag.name, attrs=dict(tag.attrs))
            run[0].insert_before(inner)
            inner.extend(run)
        run = []
        if child is not None and child.name != "pre":
            _into_blocks(child, tag, soup)


def _in_paragraphs(tag: Any) -> None:
    """A tag over several paragraphs, which empty lines part, is one in each of them."""
    breaks = [one for one in tag.contents if one.name == "br"]
    for first, second in pairwise(breaks):
        between = list(_between(first, second))
        if any(one.name or str(one).strip() for one in between):
            continue
        for one in between:
            one.extract()
        before = copy.copy(tag)
        before.clear()
        before.extend(list(first.previous_siblings)[::-1])
        tag.insert_before(before, first.extract(), second.extract())


def _between(first: Any, second: Any) -> Iterator[Any]:
    for one in first.next_siblings:
        if one is second:
            return
        yield one


def _around_words(tag: Any) -> None:
    """A tag without the blanks and line breaks at its edges, which stand beside it; without words it goes, and they stay."""
    if not tag.get_text().strip() and not has(tag, _SHOWN):
        tag.unwrap()
        return
    for at, place in ((0, tag.insert_before), (-1, tag.insert_after)):
        text = "" if tag.contents[at].name else str(tag.contents[at])
        inner = text.lstrip() if at == 0 else text.rstrip()
        if inner and inner != text:
            tag.contents[at].replace_with(inner)
            place(text[: -len(inner)] if at == 0 else text[len(inner) :])
    for edge in list(_edge(tag.contents)):
        tag.insert_before(edge.extract())
    for edge in list(_edge(tag.contents[::-1])):
        tag.insert_after(edge.extract())


def _is_part_of_word(tag: Any) -> bool:
    before, after = tag.previous_sibling, tag.next_sibling
    return (before is not None and not before.get_text()[-1:].isspace()) or (
        after is not None and not after.get_text()[:1].isspace()
    )


def _edge(contents: Any) -> Iterator[Any]:
    for one in contents:
        is_break = one.name == "br" if one.name else not str(one).strip()
        if not is_break:
            return
        yield one


def _in_lines(code: Any, soup: Any) -> None:
    """Code of several lines in a sentence: a block where it is all that its paragraph says, else each line of it for itself."""
    if _is_in(code, ("pre",)):
        return
    for line in code(["p", "div", "li"]):
        line.append("\n")
        line.unwrap()
    for br in code("br"):
        br.replace_with("\n")
    lines = [line for line in code.get_text().replace("\n\n", "\n").split("\n") if line.strip()]
    if len(lines) < 2:
        return
    parent = code.parent
    if parent is not None and parent.name == "p" and parent.get_text().strip() == code.get_text().strip():
        parent.name = "pre"
        return
    for number, line in enumerate(lines):
        one = soup.new_tag("code")
        one.string = line.strip()
        code.insert_before(one)
        if number < len(lines) - 1:
            code.insert_before(soup.new_tag("br"))
    code.decompose()


def _laid_out(table: Any) -> None:
    """A table that only says where on the page its texts stand, which follow each other now."""
    for part in table(["thead", "tbody", "tfoot", "tr", "td", "th"]):
        if part.find_parent("table") is table:
            part.name = "div"
    table.name = "div"


def _squared(table: Any, soup: Any) -> None:
    """A table whose cells stretch over several rows: empty ones stand below them, so that each cell stays in its column."""
    rows = [row for row in table("tr") if row.find_parent("table") is table]
    for cell in table(["td", "th"]):
        for paragraph in cell("p")[1:]:
            paragraph.insert_before(IN_CELL)
        for br in cell("br"):
            br.replace_with(IN_CELL)
    open_cells: dict[int, int] = {}
    widths: list[int] = []
    for row in rows:
        column = 0
        following: dict[int, int] = {}
        for cell in [*row.find_all(["td", "th"], recursive=False), None]:
            while open_cells.get(column):
                if open_cells[column] > 1:
                    following[column] = open_cells[column] - 1
                empty = soup.new_tag("td")
                if cell is None:
                    row.append(empty)
                else:
                    cell.insert_before(empty)
                column += 1
            if cell is None:
                break
            wide, high = (_count(cell.get(name)) for name in ("colspan", "rowspan"))
            if high > 1:
                following |= dict.fromkeys(range(column, column + wide), high - 1)
            column += wide
        open_cells = following
        widths.append(column)
    for _ in range(max(widths, default=0) - (widths or [0])[0]):  # Markdown shows as many columns as the first row has
        rows[0].append(soup.new_tag("td"))


def _count(value: Any) -> int:
    text = str(value or "1").strip()
    return max(1, min(_MOST, int(text))) if text.isdecimal() and len(text) < 6 else 1
