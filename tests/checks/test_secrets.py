"""What of a story that is not public the audit finds, wherever it stands and however it is written there."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from pelican.plugins.checks.built_site import BuiltSite
from pelican.plugins.checks.secrets import leaks, secrets_of
from pelican.plugins.newsroom.story import Image, Story

CAPTION = "The last ferry leaves Storhamn harbour before the strike begins"
HIDDEN = Story(
    path="content/ferry.md", title="Ferries stop on Friday in the whole of the bay", slug="ferry-strike",
    image=Image("ferry.jpg", alt="An empty quay", caption=CAPTION),
)  # fmt: skip
OPEN = Story(
    path="content/tram.md",
    title="Trams every ten minutes",
    slug="tram",
    image=Image("tram.jpg", alt="A tram on the quay"),
)


@pytest.fixture
def told(tmp_path):
    """What is told of a site with one file."""

    def told(data: bytes, file: str = "tram/index.html", *, hidden=HIDDEN, others=(OPEN,)) -> list[str]:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
        return [f"{one.path}: {one.rule} {one.message}" for one in leaks(BuiltSite(tmp_path), secrets_of([hidden], others, lambda _: ()))]  # fmt: skip

    return told


@pytest.mark.parametrize(
    ("data", "phrase"),
    [
        (f"<figcaption>{CAPTION}.</figcaption>".encode(), "ferry leaves storhamn harbour before the"),
        (b'<img src="a.jpg" alt="An empty quay">', "an empty quay"),
        (f'<a href="mailto:?subject={quote(HIDDEN.title)}">Tell a friend</a>'.encode(), "ferries stop on friday in the"),
        (HIDDEN.title.encode("utf-16"), "ferries stop on friday in the"),
    ],
    ids=["a caption", "what a picture shows", "the subject of a letter", "UTF-16"],
)  # fmt: skip
def test_it_is_found_in_every_form(told, data, phrase):
    assert told(data) == [f'tram/index.html: E03 "{phrase}" is from content/ferry.md, which is not public']


def test_what_an_open_story_says_of_its_picture_is_no_secret(told):
    other = Story(path="content/quay.md", title="Quay", slug="quay", image=Image("q.jpg", alt="An empty quay", caption=CAPTION))  # fmt: skip

    assert told(f'<img alt="An empty quay"><p>{CAPTION}</p>'.encode(), others=(OPEN, other)) == []


def test_two_words_of_a_picture_may_stand_anywhere(told):
    hidden = replace(HIDDEN, image=Image("ferry.jpg", alt="Empty quay"))

    assert told(b"<p>Trams stop at an empty quay.</p>", hidden=hidden) == []
