"""Headers that say the usual things by other names: days, writers, sections, and where a text comes from."""

import dataclasses

import pytest
from pelican.plugins.importers.article import Notes, with_credit
from pelican.plugins.importers.fields import article_from
from pelican.plugins.importers.hugo import read_hugo

from .old_sites import from_jekyll
from .test_bylines import files


def from_hugo(root, text):
    files(root, text)
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md".lstrip("/"))
    return {one.where: one for one in read_hugo(root, notes)}


@pytest.mark.parametrize("name", ["published", "publishedAt", "pub_date", "datePublished", "published-on", "posted"])
def test_a_day_is_the_date_by_any_of_its_names(name):
    article = article_from({"title": "Rain", name: "2006-05-31 20:22:33"})

    assert (article.date, article.status, dict(article.extra), article.machinery) == (
        "2006-05-31 20:22:33",
        "",
        {},
        (),
    )


def test_published_is_no_date_where_it_says_whether_readers_see_a_text():
    assert article_from({"published": "false"}).status == "draft"
    assert article_from({"published": "true"}).date == ""
    both = article_from({"date": "2020-01-01", "published": "2006-05-31"})
    assert (both.date, both.status) == ("2020-01-01", "")


def test_the_day_on_which_a_file_was_made_is_a_guess():
    article = article_from({"title": "Rain", "created": "2020-02-03"})

    assert article.date == "2020-02-03"
    assert article.guessed == ("date: 2020-02-03, from created; look whether it appeared on that day",)
    assert article_from({"date": "2021-01-01", "created": "2020-02-03"}).guessed == ()


def test_texts_dated_by_published_are_stories_of_jekyll_and_of_hugo(tmp_path):
    text = "---\ntitle: Rain\npublished: '2006-05-31 20:22:33'\nsection: opinions\nby: Ann Bee\n---\n\nIt rains.\n"
    jekyll = from_jekyll(tmp_path / "jekyll", f"-- articles/rain-in-march/index.md --\n{text}")["Rain"]
    hugo = from_hugo(tmp_path / "hugo", f"-- content/articles/rain.md --\n{text}")["content/articles/rain.md"]

    for one in (jekyll, hugo):
        assert (one.kind, one.date, one.categories, one.authors) == (
            "article",
            "2006-05-31 20:22:33",
            ("opinions",),
            ("Ann Bee",),
        )
    assert (jekyll.slug, jekyll.aliases) == ("rain-in-march", ("/articles/rain-in-march/",))


@pytest.mark.parametrize("value", ["3", "a/b", "x" * 20 + " and five more words than that", ""])
def test_a_section_without_words_is_no_category(value):
    assert article_from({"section": value}).categories == ()


def test_where_a_text_comes_from_is_its_source():
    article = article_from({
        "source": "Harbour Gazette", "sourceUrl": "https://gazette.example/tram", "source_date": "2020-01-02",
        "originalAuthor": "Bo Cee",
    })  # fmt: skip

    source = article.sources[0]
    assert (source.name, source.url, source.relation, source.author) == (
        "Harbour Gazette",
        "https://gazette.example/tram",
        "based-on",
        "Bo Cee",
    )
    assert source.published.isoformat() == "2020-01-02"
    assert (dict(article.extra), article.left) == ({}, ())
    assert article.guessed[0].startswith('source Harbour Gazette: read from source and sourceurl; "based-on" is')


def test_an_original_without_a_name_is_named_after_its_host():
    source = article_from({"originalURL": "https://www.gazette.example/tram"}).sources[0]

    assert (source.name, source.slug) == ("gazette.example", "gazette.example")


@pytest.mark.parametrize(
    "fields",
    [
        {"source": "Harbour Gazette"},
        {"source": "https://code.example/repository"},
        {"source_url": "/beside"},
        {"source_url": "https://"},
        {"source_url": "http://[x"},
    ],
)
def test_a_source_without_an_address_is_left_to_the_writer(fields):
    assert article_from(fields).sources == ()


def test_a_site_is_no_source_of_itself():
    article = article_from({"original_url": "https://www.own.example/2020/rain"})

    assert with_credit(dataclasses.replace(article, body="Rain."), "own.example").sources == ()
    assert len(with_credit(dataclasses.replace(article, body="Rain."), "").sources) == 1


def test_the_text_of_a_list_is_a_page_although_it_has_a_date(tmp_path):
    """Hugo's archetypes date every file."""
    head = "---\ntitle: {}\ndate: 2020-01-02\n---\n\n355 stories.\n"
    found = from_hugo(
        tmp_path,
        f"-- content/news/2020/_index.md --\n{head.format('That year')}-- content/news/rain.md --\n{head.format('Rain')}",
    )

    assert {where: one.kind for where, one in found.items()} == {
        "content/news/2020/_index.md": "page",
        "content/news/rain.md": "article",
    }


def test_a_day_of_publication_that_is_past_is_not_kept_beside_the_date(tmp_path):
    found = from_hugo(
        tmp_path,
        "-- content/news/rain.md --\n---\ntitle: Rain\ndate: 2020-01-02\npublishDate: 2020-01-03\n---\n\nIt.\n",
    )

    assert dict(found["content/news/rain.md"].extra) == {}


@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_header_without_a_fence_above_it_is_read_as_hexo_read_it(tmp_path, blank):
    text = f'title: "Rain, again"\ndate: 2020-01-02 09:00:00\ntags: [Wet days, "Clouds, grey"]\ncategories: [Sky]\n{blank}---\nIt rains.\n\n---\n\nStill.\n'
    found = from_jekyll(tmp_path, f"-- _config.yml --\nurl: https://old.example\n-- source/_posts/rain.md --\n{text}")

    article = found["Rain, again"]
    assert (article.tags, article.categories) == (("Wet days", "Clouds, grey"), ("Sky",))
    assert article.body == "It rains.\n\n---\n\nStill."


def test_the_section_of_a_page_is_a_place_in_a_menu(tmp_path):
    found = from_jekyll(tmp_path, "-- docs.md --\n---\ntitle: Docs\nsection: docs\n---\n\nWords.\n")["Docs"]

    assert (found.kind, found.categories, found.guessed) == ("page", (), ())


@pytest.mark.parametrize(
    ("value", "authors", "told"),
    [
        ("Jane Doe, Staff Writer", ("Jane Doe",), 1),
        ("Jane Doe, Senior Science Editor and Bo Cee, Fotograf", ("Jane Doe", "Bo Cee", "Fotograf"), 1),
        (["Ann Bee", "Reporter"], ("Ann Bee",), 1),
        ("Jane Doe, software engineer and dice designer", ("Jane Doe",), 2),
        (
            "[Jane Doe](https://x.example/jane), Jo Roe ([@jo](https://x.example/jo)), friends of the sea",
            ("Jane Doe", "Jo Roe"),
            1,
        ),
        ("Jane Doe @jane, Senior Software Engineer", ("Jane Doe",), 1),
        ("Jane Doe — who loves rain, and says so", ("Jane Doe",), 0),
        ("Jane Doe, the Harbour team, van der Berg", ("Jane Doe", "the Harbour team", "van der Berg"), 0),
        ("danah boyd, bell hooks", ("danah boyd", "bell hooks"), 0),
        ("Staff Writer", ("Staff Writer",), 0),
        ("Ann Reporter, Bo Editor", ("Ann Reporter", "Bo Editor"), 0),
        ("Lena Roth, Redakteurin", ("Lena Roth",), 1),
    ],
)
def test_a_role_behind_a_name_is_no_second_writer(value, authors, told):
    article = article_from({"author": value})

    assert article.authors == authors
    assert len([said for said in article.guessed if "no writer" in said]) == told


def test_an_address_that_is_none_keeps_no_story_from_being_credited():
    article = article_from({"title": "Rain", "source": "Gazette", "sourceUrl": "https://gazette.example/rain"})
    odd = dataclasses.replace(article.sources[0], url="http://[gazette")

    assert with_credit(dataclasses.replace(article, sources=(odd,)), "mine.example").sources == (odd,)


@pytest.mark.parametrize(
    ("key", "value", "status"),
    [
        ("publish", "false", "draft"), ("private", "true", "draft"), ("visibility", "private", "draft"),
        ("statsu", "draft", "draft"), ("unlisted", "true", "hidden"), ("private", "false", ""), ("publish", "true", ""),
    ],
)  # fmt: skip
def test_what_the_core_would_hold_back_is_no_published_story(key, value, status):
    """A key that says no was left behind, and the story went out."""
    assert article_from({"title": "Rain", "date": "2020-01-02", key: value}).status == status
