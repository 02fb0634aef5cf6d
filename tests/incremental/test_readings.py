"""What was read of templates is kept between builds, and never stands in for what would be read now."""

from pathlib import Path

import pelican
import pytest
from jinja2 import DictLoader, Environment
from jinja2.ext import Extension
from pelican.plugins.incremental import readings
from pelican.plugins.incremental.readings import Readings, read
from pelican.plugins.incremental.recipes import Recipe, Recipes

from tests.incremental.small_site import files

#: What stands in quotes may be the name of an attribute.
QUOTED = {"part", "html"}
PAGE = "{% include 'part.html' %}{{ page.title|shout }}{% for one, _ in tags %}{{ one }}{% endfor %}"


class Counting(Environment):
    """An environment that counts what it takes to pieces."""

    read = 0

    def parse(self, *given, **more):
        self.read += 1
        return super().parse(*given, **more)


def shout(text):
    return text.loud


def whisper(text):
    return text.soft


def recipe(folder: Path, source: str = PAGE, *, called=shout, **changed) -> tuple[Recipe, int]:
    """What a new build knows of a template, and how many templates it took to pieces for it."""
    environment = Counting(loader=DictLoader({"page.html": source, "part.html": "{{ page.deck }}"}), **changed)
    environment.filters["shout"] = called
    template = environment.get_template("page.html")
    environment.read = 0
    recipes = Recipes(readings=Readings(folder / "readings"))
    found = recipes.of(template)
    recipes.close()
    return found, environment.read


def test_a_template_is_read_once_for_all_builds(tmp_path):
    first, read_first = recipe(tmp_path)
    again, read_again = recipe(tmp_path)

    assert (read_first, read_again) == (2, 0)
    assert again == first
    assert first.names == {"title", "deck", "loud"} | QUOTED
    assert first.parts == {"tags": (True, False)}


def test_of_a_template_that_was_edited_only_itself_is_read(tmp_path):
    recipe(tmp_path)

    found, read_now = recipe(tmp_path, PAGE.replace("page.title", "page.url"))

    assert read_now == 1
    assert found.names == {"url", "deck", "loud"} | QUOTED
    assert recipe(tmp_path)[1] == 0, "what it was before is remembered too"


@pytest.mark.parametrize(("called", "names"), [(whisper, {"title", "deck", "soft"} | QUOTED), (len, None)])
def test_what_a_filter_reads_is_asked_anew(tmp_path, called, names):
    recipe(tmp_path)

    found, read_now = recipe(tmp_path, called=called)

    assert read_now == 0
    assert found.names == names


def test_another_way_to_take_to_pieces_is_another_reading(tmp_path):
    recipe(tmp_path, "{{ page.title }}[[ page.url ]]")

    found, read_now = recipe(tmp_path, "{{ page.title }}[[ page.url ]]", variable_start_string="[[", variable_end_string="]]")  # fmt: skip

    assert read_now == 1
    assert found.names == {"url"}


class Theirs(Extension):
    """Somebody's, which may make anything of a text."""

    word = "title"

    def preprocess(self, source, name, filename=None):  # noqa: ARG002 (Jinja hands it over)
        return source.replace("WORD", self.word)


def test_where_somebodys_extension_has_a_say_nothing_is_remembered(tmp_path, monkeypatch):
    assert recipe(tmp_path, "{{ page.WORD }}", extensions=[Theirs])[0].names == {"title"}
    monkeypatch.setattr(Theirs, "word", "deck")

    assert recipe(tmp_path, "{{ page.WORD }}", extensions=[Theirs])[0].names == {"deck"}
    assert not (tmp_path / "readings").exists()


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-3], lambda _data: b"", lambda data: data[:-1] + bytes([data[-1] ^ 1])]
)
def test_a_file_that_was_cut_or_altered_counts_for_nothing(tmp_path, harm):
    first, _ = recipe(tmp_path)
    file = tmp_path / "readings"
    file.write_bytes(harm(file.read_bytes()))

    assert recipe(tmp_path) == (first, 2)
    assert recipe(tmp_path) == (first, 0)


def test_other_code_reads_all_of_it_again(tmp_path, monkeypatch):
    recipe(tmp_path)
    monkeypatch.setattr(readings, "title", lambda: "readings of templates by other code")

    assert recipe(tmp_path)[1] == 2


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("")

    assert recipe(tmp_path / "file")[0].names == {"title", "deck", "loud"} | QUOTED


def test_what_is_remembered_does_not_grow_for_ever_and_what_is_needed_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(readings, "_MOST", 3)
    for number in range(4):
        recipe(tmp_path, f"{{{{ page.n{number} }}}}{{% include 'part.html' %}}")

    assert [recipe(tmp_path, f"{{{{ page.n{n} }}}}{{% include 'part.html' %}}")[1] for n in (3, 2, 0)] == [0, 0, 1]


@pytest.mark.parametrize("source", ["{{ page[name] }}", "{{ page|attr(name) }}", "{{ pages|map('strange') }}"])
def test_that_any_attribute_may_be_read_is_remembered(tmp_path, source):
    assert recipe(tmp_path, source)[0].names is None
    assert recipe(tmp_path, source) == (recipe(tmp_path, source)[0], 0)


def test_every_template_of_a_site_is_remembered_as_it_reads(forge, site):
    """After a first build, and after one whose ledger was lost: as if nothing had been remembered."""
    (site / ".cache/newsroom").mkdir(parents=True)  # else it would find those of other tests
    forge.build(site)
    kept = readings.sealed_files.read(site / readings.PLACE, readings.title())
    expected = files(site / "output")
    for ledger in (site / ".cache/newsroom").glob("ledger-*"):
        ledger.unlink()
    ran = forge.build(site)

    assert ran.code == 0
    assert files(site / "output") == expected
    environment = Environment(autoescape=True)
    themes = Path(pelican.__file__).parent.glob("themes/*/templates/*.html")
    assert len(kept) > 3
    assert set(kept.values()) <= {read(one.read_text(encoding="utf-8"), environment) for one in themes}
