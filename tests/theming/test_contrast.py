"""Tokens are read as a browser reads them, and colours measured as WCAG does."""

from pathlib import Path

import pytest
from pelican.plugins.theming.contrast import COLOURS, PAIRS, colour, contrast, pale
from pelican.plugins.theming.logo import size_of
from pelican.plugins.theming.tokens import read_sheet

THEME = Path(__file__).parents[2] / "themes" / "broadsheet" / "templates" / "css" / "tokens.css"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("#000", "#fff", 21.0), ("#fff", "#fff", 1.0), ("#767676", "#fff", 4.54), ("#777", "white", 4.48), ("rgb(255 0 0)", "hsl(0 0% 100%)", 4.0)],
)  # fmt: skip
def test_the_contrast_is_the_one_that_wcag_defines(one, other, wanted):
    """The figures are those of the working group's examples and of every contrast checker."""
    values = {"--a": one, "--b": other}

    found = contrast(colour("--a", values), colour("--b", values))

    assert found == pytest.approx(wanted, abs=0.005)
    assert found == contrast(colour("--b", values), colour("--a", values))


def test_the_theme_s_own_colours_can_be_read_on_light_and_on_dark_screens():
    sheet, faults = read_sheet(THEME.read_text(encoding="utf-8"))

    assert faults == ()
    assert list(pale(sheet)) == []
    assert set(COLOURS) <= set(sheet.light) & set(sheet.dark)
    assert {token for pair in PAIRS for token in pair} <= set(COLOURS)


def test_a_token_may_stand_for_another():
    values = {"--accent": "var(--brand)", "--brand": "#c00", "--x": "var(--y)", "--y": "var(--x)"}

    assert colour("--accent", values) == pytest.approx((0.8, 0, 0))
    assert colour("--x", values) is None


@pytest.mark.parametrize("value", ["", "red blue", "#ff000080", "currentcolor", "url(x)", "oklch(45% 0.13 40)"])
def test_what_cannot_be_measured_is_no_colour(value):
    assert colour("--a", {"--a": value}) is None


def test_a_pair_is_pale_on_the_screens_where_it_is():
    base, _ = read_sheet(THEME.read_text(encoding="utf-8"))
    given, _ = read_sheet(":root { --link: #9ab }")

    found = [(one.text, one.ground, one.screens) for one in pale(given.over(base))]

    assert found == [("--link", "--paper", "light"), ("--link", "--tint", "light")]


def test_light_and_dark_values_and_their_lines_are_told_apart():
    sheet, faults = read_sheet(
        "/* ours */\n:root {\n  --ink: #111;\n  --size-text: 1rem;\n}\n@media (prefers-color-scheme: dark) {\n  :root { --ink: #eee }\n}\n@font-face { font-family: A; src: url(/a.woff2) }\n"
    )

    assert faults == ()
    assert (sheet.light, sheet.dark) == ({"--ink": "#111", "--size-text": "1rem"}, {"--ink": "#eee"})
    assert (sheet.lines["--size-text"], sheet.lines["--ink"]) == (4, 7)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("body { color: red }", "something else than tokens"),
        (":root { color: red }", '"color" is no token'),
        ("@media print { :root { --ink: #000 } }", "something else than tokens"),
        ("@import 'x.css';", "something else than tokens"),
        (":root { --ink: #111 }</style><script>", 'there is a "<"'),
        (":root { --ink #111; }", "cannot be read"),
    ],
)
def test_what_is_no_token_is_named_with_its_line(text, said):
    _, faults = read_sheet("\n" + text)

    assert said in faults[0].message
    assert faults[0].line == 2
    assert faults[0].remedy


@pytest.mark.parametrize(
    ("svg", "wanted"),
    [
        ('<svg xmlns="x" viewBox="0 0 240 60"><path/></svg>', (240, 60)),
        ('<svg width="24px" height="12" viewBox="0 0 240 60">', (24, 12)),
        ('<svg width="100%" viewBox="0,0,24.4,8">', (24, 8)),
        ("<svg>", None),
        ("<p>no</p>", None),
    ],
)
def test_a_drawing_says_how_large_it_is(tmp_path, svg, wanted):
    (tmp_path / "a.svg").write_text(svg, encoding="utf-8")

    assert size_of(tmp_path / "a.svg") == wanted


def test_what_is_no_picture_has_no_size(tmp_path):
    (tmp_path / "a.png").write_bytes(b"no")

    assert size_of(tmp_path / "a.png") is None
