"""Who writes what where, and what happens when two want one address."""

import pytest
from pelican.plugins.newsroom.places import Place, Settling, collisions, file_of, page_files, redirects

DIRECTORIES = [(1, "{url}", "{save_as}"), (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html")]
STOCK = [(1, "{name}{extension}", "{name}{extension}"), (2, "{name}{number}{extension}", "{name}{number}{extension}")]


def a_tag(slug: str, *files: str, former: tuple[str, ...] = (), **facts) -> Place:
    return Place(
        "tag",
        slug,
        slug.upper(),
        f"tag/{slug}/",
        files or (f"tag/{slug}/index.html",),
        former,
        "content/data/tags.yaml",
        **facts,
    )


def test_two_that_write_one_file_are_both_named():
    story = Place("article", "tag", "Tag", "tag/a/", ("tag/a/index.html",), path="content/tag.md", line=3)

    found = collisions([a_tag("a"), a_tag("b"), story])

    assert [(one.path, one.line, one.rule) for one in found] == [
        ("content/data/tags.yaml", 0, "E12"),
        ("content/tag.md", 3, "E12"),
    ]
    assert "content/tag.md" in found[0].message
    assert 'the tag "A"' in found[1].message


def test_a_page_whose_file_was_chosen_by_hand_takes_the_place_of_the_theme_s():
    theme = Place("part", "", "the page index.html", "", ("index.html",))
    by_hand = Place("page", "home", "Home", "", ("index.html",), path="content/pages/home.md", replaces=True)

    assert collisions([theme, by_hand]) == []
    assert (
        len(
            collisions(
                [
                    theme,
                    by_hand,
                    by_hand.__class__("page", "x", "X", "", ("index.html",), path="content/x.md", replaces=True),
                ]
            )
        )
        == 2
    )


def test_the_second_page_of_a_list_may_not_be_another_s_first():
    pages = page_files("tag/g.html", 21, 20, STOCK)

    assert pages == ("tag/g.html", "tag/g2.html")
    assert len(collisions([a_tag("g", *pages), a_tag("g2", "tag/g2.html")])) == 2


@pytest.mark.parametrize(
    ("count", "files"),
    [(0, 1), (20, 1), (21, 2), (41, 3)],
)
def test_pages_have_folders_of_their_own(count, files):
    found = page_files("tag/g/index.html", count, 20, DIRECTORIES)

    assert found == ("tag/g/index.html", "tag/g/page/2/index.html", "tag/g/page/3/index.html")[:files]


def test_an_old_address_leads_to_the_new_one():
    made, problems = redirects([a_tag("nato", former=("tag/n-a-t-o/", "tag/nato/"))])

    assert [(one.old, one.new, one.file) for one in made] == [("tag/n-a-t-o/", "tag/nato/", "tag/n-a-t-o/index.html")]
    assert problems == []


def test_an_old_address_of_two_is_an_error_at_both():
    _, problems = redirects(
        [
            a_tag("a", former=("tag/old/",)),
            Place("article", "s", "S", "s/", ("s/index.html",), ("tag/old/",), "content/s.md", 2),
        ]
    )

    assert [(one.path, one.rule) for one in problems] == [("content/data/tags.yaml", "E12"), ("content/s.md", "E12")]
    assert "content/s.md" in problems[0].message
    assert 'the tag "A"' in problems[1].message


def test_a_living_page_is_never_covered_by_a_redirect():
    made, problems = redirects([a_tag("a", former=("tag/b/",)), a_tag("b", former=("tag/a/",))])

    assert made == ()
    assert {one.message for one in problems} >= {'the old address /tag/a/ belongs to the tag "B" and to the tag "A"'}


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("", "index.html"),
        ("2019/old/", "2019/old/index.html"),
        ("old.html", "old.html"),
        ("2019/old", "2019/old/index.html"),
    ],
)
def test_a_server_answers_an_address_with_a_file(url, file):
    assert file_of(url) == file


def test_places_are_settled_anew_where_one_is_another_or_something_is_wrong():
    settling = Settling()
    one, two = a_tag("a", former=("tag/old/",)), a_tag("b")

    first = settling.of((one, two), ())
    assert (first.everything, [redirect.old for redirect in first.redirects]) == ((one, two), ["tag/old/"])
    assert settling.of((one, a_tag("b")), ()) is first
    assert settling.of((one,), ()).everything == (one,)

    story = Place("article", "tag", "Tag", "tag/a/", ("tag/a/index.html",), path="content/tag.md")
    lines = [settling.of((one, story), (), lambda _place, line=line: line).collisions[0].line for line in (3, 4)]
    assert lines == [3, 4], "an edit may move the line at which a place can be mended"
