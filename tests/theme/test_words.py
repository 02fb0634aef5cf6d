"""Every word that a reader sees is marked, and every marked word stands in the five catalogues."""

import importlib.util
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from pelican.plugins.newsroom.catalogues import blanks, form_of

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "themes" / "broadsheet" / "templates"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html"))
#: Attributes that a reader meets: seen, or heard.
SPOKEN = {"aria-label", "aria-description", "alt", "title", "placeholder", "label", "data-title", "data-reason"}
#: Names that are the same in every language, and what is no word.
NAMES = {"Mastodon", "Bluesky", "WhatsApp", "LinkedIn", "Reddit", "provenance.json"}
#: The blank that an expression leaves in the text of a template: in no word, and no letter.
HOLE = "\ufffc"


def load(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogues = load("catalogues")


@pytest.fixture(scope="module")
def words():
    return sorted(catalogues.words())


LANGUAGES = ("ar", "de", "es", "fr", "uk")


class Spoken(HTMLParser):
    """Gathers the words of a template that are written out in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag, attrs):
        self._silent += tag in ("style", "script")
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag):
        self._silent -= tag in ("style", "script")

    def handle_data(self, data):
        if not self._silent:
            self.found.append(data)


def unmarked(template: str) -> list[str]:
    """The words of a template that readers would meet in English, whatever their language."""
    tree = Environment(autoescape=True).parse(template)
    parser = Spoken()
    parser.feed("".join(written_out(tree)))
    parser.close()
    texts = [" ".join(part.split()) for text in parser.found for part in text.split(HOLE)]
    literals = [one for one in literal_words(tree) if one not in NAMES]
    return [text for text in texts if any(c.isalpha() for c in text) and text not in NAMES] + literals


def written_out(node):
    if isinstance(node, nodes.Output):
        for one in node.nodes:
            yield one.data if isinstance(one, nodes.TemplateData) else HOLE
        return
    for child in node.iter_child_nodes():
        yield from written_out(child)


def literal_words(node):
    """Texts in expressions that look like words for readers: a capital first, or a blank between words; marked ones aside."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "_":
        for one in node.kwargs:
            yield from literal_words(one)
        return
    if isinstance(node, nodes.Const):
        text = node.value
        if isinstance(text, str) and (text[:1].isupper() or " " in text.strip()) and any(c.isalpha() for c in text):
            yield text
        return
    if isinstance(node, (nodes.FromImport, nodes.Include, nodes.Extends, nodes.Compare)):
        return
    for child in node.iter_child_nodes():
        yield from literal_words(child)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_every_word_of_a_template_is_marked(page):
    """Write `{{ _("Read next") }}`, then run `make catalogues` and fill in what is empty."""
    assert unmarked(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>Read next</p>", '<nav aria-label="Pages"></nav>', '{{ topic_head("Archives") }}', "<p>{{ 3 }} min read</p>",
        '{% set name = "All tags" %}', '{% if x %}<b>{% else %}oder{% endif %}', '{{ {"a": "Places"}[kind] }}', '{{ _("a", b="Not This") }}',
    ],
)  # fmt: skip
def test_an_unmarked_word_is_found(template):
    assert unmarked(template)


@pytest.mark.parametrize(
    "template",
    ['<p class="x y">{{ _("Read next") }}</p>', "<style>p{color:red}</style>", '{% if role in ("Old", "New") %}·{% endif %}'],
)  # fmt: skip
def test_what_no_reader_sees_needs_no_mark(template):
    assert unmarked(template) == []


def test_there_are_words(words):
    """The claims below are about something."""
    assert len(words) > 100
    assert {path.stem for path in catalogues.LOCALE.glob("*.po")} == set(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_holds_every_word_and_no_other(lang, words):
    """`make catalogues` makes the entries; the words are for somebody who speaks the language."""
    entries = {
        (entry.id[0] if entry.pluralizable else entry.id, entry.context or ""): entry for entry in entries_of(lang)
    }

    assert set(entries) == {(one.text, one.context) for one in words}
    for one in words:
        forms = forms_of(entries[one.text, one.context])
        assert all(forms), one.text
        for form in forms:
            assert (form[:1].isspace(), form[-1:].isspace()) == (one.text[:1].isspace(), one.text[-1:].isspace()), (
                one.text
            )
            assert set(blanks(form)) <= set(blanks(one.text + one.plural)), one.text
        assert set(blanks(one.text + one.plural)) <= {name for form in forms for name in blanks(form)}, one.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plural_has_as_many_forms_as_the_language(lang):
    wanted = {"ar": 6, "uk": 3}.get(lang, 2)
    rule = form_of(catalogue(lang).plural_expr)

    assert {rule(n) for n in range(200)} == set(range(wanted))
    assert all(len(entry.string) == wanted for entry in entries_of(lang) if entry.pluralizable)


def test_one_english_word_has_one_plural_and_one_meaning(words):
    """Two plurals of one word could not both stand in a catalogue; a word with two meanings needs a context for each."""
    by_text = {}
    for one in words:
        assert by_text.setdefault((one.text, one.context), one) == one


def catalogue(lang: str):
    from babel.messages.pofile import read_po

    with (catalogues.LOCALE / f"{lang}.po").open("rb") as text:
        return read_po(text, locale=lang)


def entries_of(lang: str):
    return [entry for entry in catalogue(lang) if entry.id]


def forms_of(entry) -> tuple[str, ...]:
    return entry.string if isinstance(entry.string, tuple) else (entry.string,)
