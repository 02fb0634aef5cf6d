"""The pictures of a text are made fit; all else stays to the letter."""

from pelican.plugins.images.in_text import with_pictures
from pelican.plugins.images.view import Picture

OURS = Picture("pictures/quay-1-720.jpg", 1600, 900, (("image/webp", (("pictures/quay-1-720.webp", 720),)),))


def shown(html: str, *, leads: bool = False) -> str:
    return with_pictures(
        html,
        {"quay.jpg": OURS, "plan.svg": Picture("plan.svg", 40, 20)}.get,
        "https://news.example",
        sizes="50vw",
        leads=leads,
    )


def test_a_picture_keeps_its_words_and_gets_its_size():
    html = shown('<p>A <img alt="A &quot;quay&quot; &amp; &lt;b&gt;" src="quay.jpg" title="T" class="wide"> b</p>')

    assert 'alt="A &quot;quay&quot; &amp; &lt;b&gt;"' in html
    assert 'title="T" class="wide"' in html or 'class="wide" title="T"' in html
    assert 'width="1600" height="900"' in html
    assert 'srcset="https://news.example/pictures/quay-1-720.webp 720w" sizes="50vw"' in html
    assert 'loading="lazy"' in html
    assert html.startswith("<p>A <picture>")
    assert html.endswith("</picture> b</p>")


def test_a_drawing_is_one_img_with_its_size():
    assert (
        shown("<img src='plan.svg' alt=plan />")
        == '<img src="https://news.example/plan.svg" alt="plan" width="40" height="20" loading="lazy" decoding="async">'
    )


def test_a_width_that_a_writer_gave_keeps_the_shape():
    assert 'width="320" height="180"' in shown('<img src="quay.jpg" alt="" width="320">')


def test_what_is_not_known_stays_as_it_is():
    for html in (
        '<img src="other.jpg" alt="x">',
        "<p>2 < 3 and img > b</p>",
        "<code>&lt;img src=quay.jpg&gt;</code>",
        "<img>",
        "<image src='quay.jpg'>",
    ):
        assert shown(html) == html


def test_the_first_picture_is_fetched_early_only_where_it_leads():
    two = '<img src="quay.jpg" alt=""><img src="quay.jpg" alt="">'

    assert shown(two, leads=True).count("fetchpriority") == 1
    assert shown(two).count("fetchpriority") == 0
    assert shown(f"<p>{'word ' * 200}</p>{two}", leads=True).count("fetchpriority") == 0


def test_no_handler_that_a_writer_put_on_a_picture_comes_through():
    assert "onerror" not in shown(
        '<img src="quay.jpg" alt="" onerror="x()" style="position:fixed" srcset="https://evil.example/a.jpg 2x">'
    )
    assert "evil" not in shown('<img src="quay.jpg" alt="" srcset="https://evil.example/a.jpg 2x">')
