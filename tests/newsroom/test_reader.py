"""What Pelican gets of a story: its text, however it was found, and its terms."""

from types import SimpleNamespace

import pytest
from pelican.plugins.newsroom.conversion import Converted
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.plugins.newsroom.kept_articles import digest_of_text
from pelican.plugins.newsroom.reader import metadata_of, text_of
from pelican.settings import DEFAULT_CONFIG

from .conftest import a_site

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


@pytest.mark.parametrize(
    ("plugins", "is_shared"), [(["pelican.plugins.newsroom"], True), (["pelican.plugins.newsroom", "sitemap"], False)]
)
def test_articles_share_their_terms_where_nobody_else_may_hang_something_on_one(tmp_path, plugins, is_shared):
    content = tmp_path / "content"
    content.mkdir()
    for name in ("a", "b"):
        header = f"title: {name}\ndate: 2026-01-01\ncategory: Sea\ntags: [Tides, ebb]\nauthor: Mara"
        (content / f"{name}.md").write_text(f"---\n{header}\n---\nText.\n")
    settings = {**DEFAULT_CONFIG, "PLUGINS": plugins}
    build = Build(read_desk(a_site(tmp_path), {}), settings)

    one, other = (metadata_of(story, build, settings) for story in build.desk.stories)
    elsewhere = metadata_of(build.desk.stories[0], build, dict(settings))

    for name in ("category", "tags", "authors"):
        mine, theirs, others = (
            [facts[name]] if name == "category" else facts[name] for facts in (one, other, elsewhere)
        )
        assert [(term.name, term.slug) for term in mine] == [(term.name, term.slug) for term in theirs]
        assert [a is b for a, b in zip(mine, theirs, strict=True)] == [is_shared] * len(mine)
        assert not any(a is b for a, b in zip(mine, others, strict=True))
        assert all(term.settings is settings for term in mine)
    assert [(term.name, term.slug) for term in one["tags"]] == [("Tides", "tides"), ("ebb", "ebb")]
    assert one["tags"] is not other["tags"]
