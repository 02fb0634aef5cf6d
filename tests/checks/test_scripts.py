"""Whether a script stops before its end: never said of a whole one."""

import pytest
from pelican.plugins.checks.scripts import is_cut

from tests.conftest import ROOT

WHOLE = {
    "a pattern with a bracket": "const a = /[(/]/.test(b); if (a) { c(); }",
    "a pattern behind a word": "function a() { return /'{/.exec(b) }",
    "a division": "const a = (b + c) / 2, d = e[0] / f / 3;",
    "a template": "const a = `{ ${b({c: `}`})} (`; d()",
    "a comment with a quotation mark": "a(); // don't {\n/* it's ( */ b()",
    "a string over two lines": "a('it \\\n goes (on')",
    "an apostrophe that is none": "a(b) /* x */; c = <p>don't</p>;\nd()",
    "nothing": "",
}  # fmt: skip
CUT = {
    "a block": "function a() { b();",
    "a call": "a(b, ",
    "a string": "a('it goes",
    "a template": "a(`it goes ${b} o",
    "what is put into one": "a(`it goes ${b(",
    "a comment": "a(); /* it goes",
    "a list": "const a = [1, 2",
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_script_is_whole(name):
    assert not is_cut(WHOLE[name])


@pytest.mark.parametrize("name", CUT)
def test_one_that_ends_too_early_is_told(name):
    assert is_cut(CUT[name])


@pytest.mark.parametrize("file", sorted((ROOT / "themes/broadsheet/static/js").rglob("*.js")), ids=lambda one: one.name)
def test_scripts_of_the_theme_are_whole_and_their_halves_are_not(file):
    script = file.read_text("utf-8")

    assert not is_cut(script)
    assert is_cut(script[: int(len(script.rstrip()) - 4)])
