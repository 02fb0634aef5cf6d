"""What browsers would refuse goes, all else stays to the letter."""

import pytest
from pelican.plugins.headers.in_text import obeyed, refused_in

from tests.effort import growth


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>a<script>x > 1</script>b</p>", "<p>ab</p>"),
        ("<STYLE>p{}</STYLE><p>a</p>", "<p>a</p>"),
        ('<td style="text-align: right;">1</td>', '<td class="right">1</td>'),
        ("<p class='a' style='color:red; text-align:center'>x</p>", '<p class="a center">x</p>'),
        ('<p style="color:red">x</p>', "<p>x</p>"),
        ('<img src="a.jpg" onerror="x()" alt="a > b">', '<img src="a.jpg" alt="a > b">'),
        ("<a href=x ONCLICK=y()>z</a>", "<a href=x>z</a>"),
        ("<a href=x\nonclick\t= y()>z</a>", "<a href=x>z</a>"),
        ("<svg onload=x() viewBox='0 0 1 1'/>", "<svg viewBox='0 0 1 1'/>"),
    ],
)  # fmt: skip
def test_scripts_styles_and_handlers_go(html, left):
    assert obeyed(html) == left
    assert refused_in(html)
    assert obeyed(left) == left


@pytest.mark.parametrize(
    "html",
    [
        "<p>Text about style= and onclick= and 1 < 2</p>",
        "<code>&lt;p style=&quot;x&quot;&gt;</code> style=",
        '<script type="application/ld+json">{"a": 1}</script> style=',
        '<p data-style="x">a</p> style=',
    ],
)
def test_what_browsers_obey_stays(html):
    assert obeyed(html) == html


@pytest.mark.parametrize(
    "part", ["<a onx=", '<b style="', "<style>", "<script>", "<a style=x ", "<script ", "<script></style>"]
)
def test_a_hostile_text_takes_no_time(part):
    assert growth(lambda count: obeyed(part * count), 10_000) < 8


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<script>a<script>b</script>c", "c"),
        ("<STYLE>a</style >b<style>c", "b<style>c"),
        ("<style>a<script>b</script>c", "<style>ac"),
        (
            '<script type="application/ld+json">1</script><script>2</script>3',
            '<script type="application/ld+json">1</script>3',
        ),
        ("<script a", "<script a"),
    ],
)
def test_an_element_ends_where_it_is_first_closed_and_stays_where_nothing_closes_it(html, left):
    assert obeyed(html) == left
