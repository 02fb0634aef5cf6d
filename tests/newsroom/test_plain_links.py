"""Links by the plain path of a file."""

import pytest
from pelican.plugins.newsroom.links import Link
from pelican.plugins.newsroom.plain_links import followed, understood

TEXTS = {"docs/writing.md", "README.md"}
FILES = {"docs/components/byline.webp", "LICENSE"}


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("writing.md", "{filename}/docs/writing.md"),
        ("writing.md#who", "{filename}/docs/writing.md#who"),
        ("../README.md", "{filename}/README.md"),
        ("../LICENSE", "{static}/LICENSE"),
        ("components/byline.webp", "{static}/docs/components/byline.webp"),
        ("nowhere.md", "nowhere.md"),
        ("../../secret.md", "../../secret.md"),
        ("#who", "#who"),
        ("/writing/", "/writing/"),
        ("https://news.example/writing.md", "https://news.example/writing.md"),
        ("mailto:writing.md", "mailto:writing.md"),
        ("{filename}writing.md", "{filename}writing.md"),
    ],
)
def test_a_plain_path_is_followed_where_a_file_is_there(written, leads):
    html = f'<p>writing.md <a class="x" href="{written}">writing.md</a></p>'

    assert followed(html, "docs", TEXTS.__contains__, FILES.__contains__) == html.replace(f'"{written}"', f'"{leads}"')


def test_what_an_image_shows_is_followed_too():
    html = '<img alt="" src="components/byline.webp">'

    assert 'src="{static}/docs/components/byline.webp"' in followed(
        html, "docs", TEXTS.__contains__, FILES.__contains__
    )


@pytest.mark.parametrize(
    ("target", "marker"), [("writing.md#who", "filename"), ("https://a.example/b.md", ""), ("b.png", ""), ("#b.md", "")]
)
def test_only_the_path_of_a_text_is_a_link_to_a_text(target, marker):
    assert understood(Link("", target, 1)).marker == marker
