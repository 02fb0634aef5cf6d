"""The text of an article that is kept: the one that its story has, however it was found."""

from types import SimpleNamespace

import pytest
from pelican.plugins.newsroom.conversion import Converted
from pelican.plugins.newsroom.kept_articles import digest_of_text
from pelican.plugins.newsroom.reader import text_of

TEXT = "<p>The moon pulls.</p>"


class Conversions:
    """`kept` lies in the cache; who converts is counted."""

    def __init__(self, kept: str | None) -> None:
        self._kept, self.converted = kept, 0

    def kept_html(self, _path: str) -> str | None:
        return self._kept

    def __call__(self, _path: str) -> Converted:
        self.converted += 1
        return Converted(TEXT)


def found(conversions: Conversions, digest: bytes, status: str = "published") -> str:
    build = SimpleNamespace(once=lambda _make: conversions, registries={}, places={}, site=SimpleNamespace(slugs=None))
    return text_of(SimpleNamespace(path="a.md", status=status), build, digest)


def test_a_text_that_is_known_by_its_digest_is_taken_as_it_is_kept():
    conversions = Conversions(TEXT)

    assert found(conversions, digest_of_text(TEXT)) == TEXT
    assert conversions.converted == 0


@pytest.mark.parametrize("kept", ["<p>Another's, or altered.</p>", "", None])
def test_what_is_kept_with_another_digest_is_not_the_text(kept):
    conversions = Conversions(kept)

    assert found(conversions, digest_of_text(TEXT)) == TEXT
    assert conversions.converted == 1


def test_a_text_without_a_digest_is_found_by_its_markdown():
    """One that links to other files may say another thing in each build."""
    conversions = Conversions(TEXT)

    assert found(conversions, b"") == TEXT
    assert conversions.converted == 1


def test_a_withdrawn_story_has_no_text():
    assert found(Conversions(TEXT), digest_of_text(TEXT), status="withdrawn") == ""
