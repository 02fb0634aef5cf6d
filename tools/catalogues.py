"""Brings the catalogues up to the words of the source: `make catalogues`, then fill in what is empty.

A word is marked by `_("...")` in a template or a plugin, by `message("...")` where it stands in a table. Entries of words that are gone
are taken out; the others stay as they are, in the order of their English.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "themes" / "broadsheet" / "templates"
PLUGINS = ROOT / "plugins"
LOCALE = PLUGINS / "newsroom" / "locale"
MARKS = ("_", "message")


@dataclass(frozen=True, order=True)
class Marked:
    """A word of the source: its English, the English of its plural, and what tells it apart."""

    text: str
    plural: str = ""
    context: str = ""


def words() -> set[Marked]:
    """Every marked word of the theme and the plugins, the credit sentences among them."""
    from pelican.plugins.newsroom.sentences import SENTENCES

    found = {Marked(sentence, "", name) for name, sentence in SENTENCES.items()}
    for file in sorted(TEMPLATES.rglob("*.html")):
        found.update(of_template(file.read_text(encoding="utf-8")))
    for file in sorted(PLUGINS.rglob("*.py")):
        found.update(of_python(file.read_text(encoding="utf-8")))
    return found


def of_template(text: str) -> Iterator[Marked]:
    for call in Environment(autoescape=True).parse(text).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in MARKS:
            given = [one.value for one in call.args if isinstance(one, nodes.Const)]
            context = next((one.value.as_const() for one in call.kwargs if one.key == "context"), "")
            if given:
                yield Marked(given[0], given[1] if len(given) > 1 else "", context)


def of_python(text: str) -> Iterator[Marked]:
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS:
            given = [one.value for one in call.args if isinstance(one, ast.Constant)]
            context = next((ast.literal_eval(one.value) for one in call.keywords if one.arg == "context"), "")
            if given:
                yield Marked(str(given[0]), str(given[1]) if len(given) > 1 else "", context)


def main() -> int:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    marked = sorted(words())
    for file in sorted(LOCALE.glob("*.po")):
        with file.open("rb") as text:
            old = read_po(text, locale=file.stem)
        new = Catalog(locale=file.stem, header_comment="", fuzzy=False)
        empty = 0
        for one in marked:
            entry = old.get(one.text, context=one.context or None)
            ids = (one.text, one.plural) if one.plural else one.text
            nothing = ("",) * old.num_plurals if one.plural else ""
            string = entry.string if entry and isinstance(entry.string, tuple) == bool(one.plural) else nothing
            empty += not all(string if isinstance(string, tuple) else (string,))
            new.add(ids, string, context=one.context or None)
        head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {file.stem}\\n"\n"Plural-Forms: {old.plural_forms}\\n"\n\n'
        with file.open("wb") as out:
            out.write(head.encode())
            write_po(out, new, width=0, omit_header=True, sort_output=True)
        print(f"{file.relative_to(ROOT)}: {len(marked)} words, {empty} of them empty")
    return 0


if __name__ == "__main__":
    sys.exit(main())
