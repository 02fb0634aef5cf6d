"""Compiled templates are kept between builds, and never stand in for what would be compiled now."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, UndefinedError
from jinja2.compiler import CodeGenerator
from pelican.plugins.newsroom.kept_templates import KeptTemplates


class Counting(Environment):
    """An environment that counts what it compiles."""

    compiled = 0

    def _generate(self, *given: Any, **more: Any) -> str:
        self.compiled += 1
        return super()._generate(*given, **more)


def rendered(folder: Path, source: str, **changes: Any) -> tuple[str, int]:
    """What a new environment makes of a template, and how many it had to compile."""
    filters, compiler = changes.pop("filters", {}), changes.pop("compiler", CodeGenerator)
    environment = Counting(loader=DictLoader({"a.html": source}), bytecode_cache=KeptTemplates(folder), **changes)
    environment.filters.update(filters)
    environment.code_generator_class = compiler
    text = environment.get_template("a.html").render(name="<Ann>")
    return text, environment.compiled


def test_a_template_is_compiled_once_for_all_builds(tmp_path: Path) -> None:
    assert rendered(tmp_path, "Hello {{ name }}") == ("Hello <Ann>", 1)
    assert rendered(tmp_path, "Hello {{ name }}") == ("Hello <Ann>", 0)
    assert rendered(tmp_path, "Bye {{ name }}") == ("Bye <Ann>", 1)


def test_a_theme_that_was_moved_is_not_compiled_again_and_says_where_it_lies(tmp_path: Path) -> None:
    found = []
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.html").write_text("Hello {{ name.nobody.knows }}", encoding="utf-8")
        environment = Counting(
            loader=FileSystemLoader(tmp_path / place), bytecode_cache=KeptTemplates(tmp_path / "kept")
        )
        template = environment.get_template("a.html")
        with pytest.raises(UndefinedError) as told:
            template.render(name="Ann")
        found.append((template.filename, str(told.traceback[-2].path), environment.compiled))

    assert found == [
        (str(tmp_path / place / "a.html"),) * 2 + (number,) for place, number in (("here", 1), ("there", 0))
    ]


def test_another_way_to_compile_is_another_recipe(tmp_path: Path) -> None:
    source = "{% if name %}\n{{ name }}\n{% endif %}"
    plain, _ = rendered(tmp_path, source)

    assert rendered(tmp_path, source, autoescape=True) == ("\n&lt;Ann&gt;\n", 1)
    assert rendered(tmp_path, source, trim_blocks=True) == ("<Ann>\n", 1)
    assert rendered(tmp_path, source) == (plain, 0)


@pytest.mark.parametrize(
    "source", ['{{ "a"|shout }}', '{{ name }}{{ ("a"|upper)|shout }}', '{% if "a"|shout %}A{% endif %}']
)
def test_what_a_filter_said_while_compiling_is_not_kept(tmp_path: Path, source: str) -> None:
    rendered(tmp_path, source, filters={"shout": lambda _text: ""})
    text, compiled = rendered(tmp_path, source, filters={"shout": lambda text: f"{text}!"})

    assert compiled == 1
    assert text.upper().endswith(("A!", "A"))


def test_a_filter_of_what_the_page_gives_is_asked_by_every_page(tmp_path: Path) -> None:
    source = "{{ name|shout }}{% filter shout %}b{% endfilter %}"
    assert rendered(tmp_path, source, filters={"shout": lambda text: f"{text}!"}) == ("<Ann>!b!", 1)
    assert rendered(tmp_path, source, filters={"shout": lambda text: f"{text}?"}) == ("<Ann>?b?", 0)


@pytest.mark.parametrize("change", [{"finalize": str}, {"autoescape": lambda _name: False}])
def test_where_somebody_s_function_has_a_say_nothing_is_kept(tmp_path: Path, change: dict[str, Any]) -> None:
    rendered(tmp_path, "Hello {{ name }}", **change)
    assert rendered(tmp_path, "Hello {{ name }}", **change) == ("Hello <Ann>", 1)


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-3], lambda _data: b"", lambda data: data[:-1] + bytes([data[-1] ^ 1])]
)
def test_a_file_that_was_cut_or_altered_counts_for_nothing(tmp_path: Path, harm: Any) -> None:
    rendered(tmp_path, "Hello {{ name }}")
    (file,) = tmp_path.glob("*.code")
    file.write_bytes(harm(file.read_bytes()))

    assert rendered(tmp_path, "Hello {{ name }}") == ("Hello <Ann>", 1)
    assert rendered(tmp_path, "Hello {{ name }}") == ("Hello <Ann>", 0)


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert rendered(tmp_path / "file" / "templates", "Hello {{ name }}") == ("Hello <Ann>", 1)


def test_it_is_written_the_same_in_every_process(tmp_path: Path) -> None:
    """Settings are compared as text: a place in memory would make every build another."""
    assert repr(KeptTemplates(tmp_path)) == repr(KeptTemplates(tmp_path / "b"))


class Theirs(CodeGenerator):
    """A compiler of somebody's: what else it looks at nobody knows."""


class Known(CodeGenerator):
    """One that says what tells its code from others'."""

    @staticmethod
    def recipe() -> str:
        return "known"


@pytest.mark.parametrize(("compiler", "times"), [(CodeGenerator, [1, 0]), (Known, [1, 0]), (Theirs, [1, 1])])
def test_code_is_kept_for_the_compiler_that_made_it(
    tmp_path: Path, compiler: type[CodeGenerator], times: list[int]
) -> None:
    rendered(tmp_path, "Hello {{ name }}", compiler=KnownBefore)

    found = [rendered(tmp_path, "Hello {{ name }}", compiler=compiler) for _ in range(2)]

    assert found == [("Hello <Ann>", one) for one in times]


class KnownBefore(Known):
    """Another, whose code was kept before."""

    @staticmethod
    def recipe() -> str:
        return "before"
