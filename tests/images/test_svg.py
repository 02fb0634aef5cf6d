"""A drawing keeps what draws, and loses what runs or fetches."""

import pytest
from pelican.plugins.images.svg import Broken, cleaned, is_unsafe, size_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">%s</svg>'


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        (b'viewBox="0 0 40 20"', (40, 20)),
        (b'width="80" viewBox="0 0 40 20"', (80, 40)),
        (b'height="10" viewBox="0,0,40,20"', (20, 10)),
        (b'width="80px" height="1in" viewBox="0 0 1 1"', (80, 96)),
        (b'width="100%" height="100%" viewBox="0 0 40 20"', (40, 20)),
        (b'width="100%"', (0, 0)),
        (b'viewBox="0 0 x y"', (0, 0)),
        (b"", (0, 0)),
    ],
)
def test_a_drawing_has_a_size(attributes, size):
    assert size_of(b"<svg " + attributes + b"/>") == size


@pytest.mark.parametrize(
    "data", [b"", b"<svg>", b"<html/>", b"\x89PNG", b'<!DOCTYPE s [<!ENTITY a "b">]><svg>&a;</svg>']
)
def test_what_is_no_drawing_is_refused(data):
    with pytest.raises(Broken):
        size_of(data)


@pytest.mark.parametrize(
    ("part", "left"),
    [
        (b"<script>alert(1 &lt; 2, '&lt;/script>')</script><path d='M0 0'/>", b"<path d='M0 0'/>"),
        (b"<script><![CDATA[ if (a > b) {} ]]></script>", b""),
        (b'<script href="https://evil.example/a.js"/><g/>', b"<g/>"),
        (b"<g onload='x()' id='a > b'><path/></g>", b"<g id='a > b'><path/></g>"),
        (b'<foreignObject><p onclick="x()">a</p></foreignObject>', b""),
        (b'<a xlink:href="javascript:x()"><path/></a>', b"<a><path/></a>"),
        (b'<a href=" java&#10;script:x()"><path/></a>', b"<a><path/></a>"),
        (b'<image href="https://evil.example/t.png"/>', b"<image/>"),
        (b'<rect style="fill:url( https://evil.example/x )"/>', b"<rect/>"),
        (b'<svg:script xmlns:svg="http://www.w3.org/2000/svg">x</svg:script>', b""),
        (b'<set attributeName="href" to="javascript:x()"/>', b'<set attributeName="href"/>'),
    ],
)
def test_what_runs_or_fetches_goes(part, left):
    assert is_unsafe(SVG % part)
    assert cleaned(SVG % part) == SVG % left
    assert not is_unsafe(cleaned(SVG % part))


@pytest.mark.parametrize(
    "part",
    [
        b'<use href="#a"/><rect fill="url(#b)"/>',
        b'<image href="data:image/png;base64,AAAA"/>',
        b"<style>.a{fill:red}</style><text>on load &amp; script</text><!-- <script> -->",
        "<text>Wörter &lt;script&gt;</text>".encode(),
    ],
)
def test_what_draws_stays_to_the_letter(part):
    assert not is_unsafe(SVG % part)
    assert cleaned(SVG % part) == SVG % part


def test_another_encoding_is_read_and_cleaned_all_the_same():
    text = '<?xml version="1.0" encoding="utf-16"?><svg><script>x</script><text>é</text></svg>'

    assert cleaned(text.encode("utf-16")) == '<?xml version="1.0"?><svg><text>é</text></svg>'.encode()
