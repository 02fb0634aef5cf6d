"""What stories say in a few bytes: another value wherever something is said otherwise, and the same where nothing is."""

from types import SimpleNamespace

import pytest
from pelican.plugins.newsroom import standing
from pelican.plugins.newsroom.asleep import Asleep, sleeping
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.plugins.newsroom.heads import head_of
from pelican.plugins.newsroom.kept_articles import KeptArticle, Made, Settled
from pelican.plugins.newsroom.standing import standing_of

TRAM = "---\ntitle: The tram\nslug: tram\ndate: 2026-01-02\ntags: [trams]\ndeck: It is back.\n---\n\nText.\n"
VOTE = "---\ntitle: The vote\nslug: vote\ndate: 2026-01-03\ntags: [trams]\n---\n\nText.\n"
REGEX = {"INTRASITE_LINK_REGEX": "[{|](?P<what>.*?)[|}]"}


@pytest.fixture
def said(tmp_path, site):
    """(what all share, what all stories say, what the tram says, what the vote says) of a site with these files."""

    def _said(**files):
        for name, text in {"tram.md": TRAM, "vote.md": VOTE, **files}.items():
            file = tmp_path / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        build = Build(read_desk(site(tmp_path), {}), {})
        found = standing_of(build)
        stories = [build.story_at(f"content/{name}.md") for name in ("tram", "vote")]
        return found.around, found.stories, *map(found.of, stories)

    return _said


@pytest.mark.parametrize(
    ("files", "changed"),
    [
        ({}, set()),
        ({"tram.md": TRAM + "More.\n"}, {"tram"}),
        ({"tram.md": TRAM.replace("It is", "Is it")}, {"stories", "tram"}),
        ({"vote.md": VOTE.replace("[trams]", "[trams, votes]")}, {"stories", "vote"}),
        ({"new.md": VOTE.replace("vote", "new")}, {"stories"}),
        ({"data/authors.yaml": "ada: {name: Ada}\n"}, {"around", "stories", "tram", "vote"}),
    ],
)
def test_only_what_says_something_else_is_another(said, files, changed):
    before, after = said(), said(**files)
    assert None not in (*before, *after)
    assert {name for name, a, b in zip(("around", "stories", "tram", "vote"), before, after, strict=True) if a != b} == changed  # fmt: skip


def test_the_digests_of_kept_readings_are_those_of_fresh_ones_of_the_same_story(tmp_path, site):
    for name, text in {
        "tram.md": TRAM,
        "vote.md": VOTE,
        "old.md": "---\ntitle: Old\ndate: 2026-01-04\nstatus: withdrawn\n---\n\nText.\n",
    }.items():
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    runs = [
        standing_of(Build(read_desk(site(tmp_path), {}, records=records), {})).stories
        for records in (False, True, True)
    ]

    assert runs[0] is not None
    assert len(set(runs)) == 1


@pytest.mark.parametrize(
    ("text", "settings", "is_known"),
    [("<p>One</p>", REGEX, True), ('<a href="{filename}b.md">', REGEX, False), ("<p>One</p>", {"INTRASITE_LINK_REGEX": "x"}, False)],
)  # fmt: skip
def test_a_text_that_links_to_files_of_the_site_says_not_all(tmp_path, site, text, settings, is_known):
    found = standing_of(Build(read_desk(site(tmp_path), {}), settings)).text_of(SimpleNamespace(_content=text))
    assert (found is not None) is is_known


def test_the_head_of_a_story_that_is_not_kept_is_made_once(tmp_path, site, monkeypatch):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "tram.md").write_text(TRAM, encoding="utf-8")
    build = Build(read_desk(site(tmp_path), {}), {})
    asked = []
    monkeypatch.setattr(standing, "head_of", lambda story: asked.append(story.path) or head_of(story))

    found = standing_of(build)
    assert None not in (found.stories, *map(found.of, build.desk.stories))
    assert asked == ["content/tram.md"]


def test_an_article_that_is_kept_says_what_its_story_and_the_registries_do(tmp_path, site):
    (tmp_path / "content").mkdir()
    found = standing_of(Build(read_desk(site(tmp_path), {}), REGEX))
    made = Made("edition", "published", "", has_template=True)
    kept = KeptArticle(made, 0, (), "tram.html", None, (), b"", has_term_links=False, has_links_elsewhere=False, is_warned_of=False)  # fmt: skip

    def of(one, kind=Settled):
        article = kind()
        vars(article)["_kept"] = one
        return found.article_said(article)

    assert of(kept) == of(kept._replace(digest=b"another text")) is not None
    for other in (made._replace(edition="another"), made._replace(status="draft"), made._replace(pair="vote")):
        assert of(kept._replace(made=other)) != of(kept)
    assert of(kept._replace(has_links_elsewhere=True)) is None
    assert of(kept, SimpleNamespace) is None


@pytest.mark.parametrize("settings", [REGEX, {"INTRASITE_LINK_REGEX": "x"}], ids=["usual links", "other links"])
def test_what_many_say_is_what_each_says_when_it_is_asked(tmp_path, site, settings):
    (tmp_path / "content").mkdir()
    for name in ("kept", "read", "linked"):
        (tmp_path / "content" / f"{name}.md").write_text(TRAM, encoding="utf-8")
    build = Build(read_desk(site(tmp_path), {}, records=True), settings)
    made = Made("edition", "published", "", has_template=True)
    kept = KeptArticle(made, 0, (), "tram.html", None, (), b"digest of 16 byt", has_term_links=False, has_links_elsewhere=False, is_warned_of=False)  # fmt: skip
    articles = {name: Settled() for name in ("kept", "linked")}
    vars(articles["kept"])["_kept"] = kept
    vars(articles["linked"])["_kept"] = kept._replace(digest=b"", has_links_elsewhere=True)
    contents = articles | {name: SimpleNamespace(_content="<p>One</p>") for name in ("read", "gone", "nowhere")}
    for name, one in contents.items():
        one.source_path = str(tmp_path / "content" / f"{name}.md") if name != "nowhere" else None
    found = standing_of(build)

    each = {}
    for name, one in contents.items():
        story = build.story_of(one)
        each[name] = (found.said(story), found.text_of(one), found.article_said(one)) if story else (None, None, None)

    assert found.all_said(contents) == each
    assert [None in each[name] for name in ("kept", "read", "linked", "gone")] == [
        settings is not REGEX,
        True,
        True,
        True,
    ]


def test_what_the_text_of_an_article_is_wakes_nobody_and_a_plugin_that_gives_it_is_heard(tmp_path, site):
    (tmp_path / "content").mkdir()
    made = Made("edition", "published", "", has_template=True)
    kept = KeptArticle(made, 0, (), "tram.html", None, (), b"digest of 16 byt", has_term_links=False, has_links_elsewhere=False, is_warned_of=False)  # fmt: skip
    article = sleeping(Settled, {"_kept": kept, "source_path": "tram.md"}, (), lambda _own: ({}, {}))
    given = Settled()
    vars(given).update(_kept=kept, source_path="vote.md", _get_content=lambda _siteurl: "another")

    found = standing_of(Build(read_desk(site(tmp_path), {}), REGEX))

    assert found.text_of(article) == found.printed(article) == kept.digest
    assert isinstance(article, Asleep)
    assert found.text_of(given) is None


def test_what_a_story_says_in_plain_values_is_another_where_it_or_a_word_of_it_is(tmp_path, site):
    (tmp_path / "content").mkdir()

    def said(text, *, records):
        (tmp_path / "content" / "tram.md").write_text(text, encoding="utf-8")
        build = Build(read_desk(site(tmp_path), {}, records=records), {})
        return standing_of(build).said(build.story_at("content/tram.md"))

    texts = [TRAM, TRAM + "More.\n", TRAM.replace("It is", "Is it")]
    fresh = [said(text, records=False) for text in texts]
    kept = [said(text, records=True) for text in texts]

    assert fresh == [said(text, records=False) for text in texts]
    assert kept == [said(text, records=True) for text in texts]
    assert len(set(fresh)) == len(set(kept)) == 3
