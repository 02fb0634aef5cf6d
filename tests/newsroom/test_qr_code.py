"""The QR code of a printed story: module for module as somebody else draws it."""

import re

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.newsroom.qr_code import qr_code
from pelican.plugins.newsroom.qr_symbol import symbol


def theirs(data: bytes) -> list[bytes]:
    made = segno.make_qr(data, error="l", boost_error=False, mask=0, mode="byte")
    return [bytes(row) for row in made.matrix]


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_become_the_code_that_segno_draws(data: bytes) -> None:
    assert symbol(data) == theirs(data)


@pytest.mark.parametrize("length", [17, 18, 192, 193, 230, 231, 858, 859, 1732, 2953])
def test_every_edge_of_a_size_is_where_segno_has_it(length: int) -> None:
    """The most that versions 1, 8, 9, 20, 30 and 40 hold, and one byte more."""
    data = bytes(97 + at % 26 for at in range(length))
    assert symbol(data) == theirs(data)


def test_what_no_code_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="2954 bytes"):
        symbol(b"a" * 2954)


def test_the_drawing_is_the_one_that_segno_makes() -> None:
    address = "https://lamplighter.example/2026/11/how-tides-turn/"
    made = segno.make_qr(address, error="l", boost_error=False, mask=0)
    assert str(qr_code(address)) == made.svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None)


def test_an_address_in_another_script_is_written_as_browsers_send_it() -> None:
    """As Latin-1, Shift JIS or whatever fits first, a phone reads another address."""
    assert qr_code("https://a.example/жук/") == qr_code("https://a.example/%D0%B6%D1%83%D0%BA/")
    assert qr_code("https://a.example/caf%C3%A9/?a=b&c=[d]#e") != qr_code("https://a.example/caf%25C3%25A9/")
    assert re.fullmatch(
        r'<svg viewBox="0 0 (\d+) \1"><path stroke="#000" d="[Mmh\d. -]+"/></svg>', qr_code("https://a.example/")
    )
