"""The theme's CSS, and a newsroom's tokens, as stylelint's standard sees them."""

from pathlib import Path

from ..page_tools import module, program, said_by

TEMPLATES = Path(__file__).parents[2] / "themes" / "broadsheet" / "templates"
#: These only put the others together, in Jinja.
FRAMES = {"site.css", "components.css", "colours.css"}


def lint(*files: Path) -> tuple[int, str]:
    return said_by([program("node"), module("stylelint/bin/stylelint.mjs"), "--config", "stylelint.config.mjs", *files])


def test_every_style_sheet_keeps_to_the_standard():
    static = TEMPLATES.parent / "static"
    files = sorted(path for path in (*TEMPLATES.rglob("*.css"), *static.rglob("*.css")) if path.name not in FRAMES)

    code, said = lint(*files)

    assert code == 0, said


def test_a_fault_is_found(tmp_path):
    """The claim above would hold for a linter that finds nothing, too."""
    (tmp_path / "a.css").write_text("a {\n  colr: red;\n  color: #ffffffff0;\n}\n", encoding="utf-8")

    code, said = lint(tmp_path / "a.css")

    assert code == 2
    assert "property-no-unknown" in said
    assert "declaration-property-value-no-unknown" in said


def test_a_side_of_the_page_is_found(tmp_path):
    """In a text from right to left it would be the other side."""
    sides = ["padding-left: 1em", "right: 0", "border-top-left-radius: 1px", "text-align: right"]
    (tmp_path / "a.css").write_text("a {\n" + "".join(f"  {one};\n" for one in sides) + "}\n", encoding="utf-8")

    code, said = lint(tmp_path / "a.css")

    assert code == 2
    assert said.count("disallowed-list") == len(sides)
