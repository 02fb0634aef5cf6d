"""Nothing leads out of the folders of a site."""

import pytest
from pelican.plugins.newsroom import output
from pelican.plugins.newsroom.outward import climbs, links_astray
from pelican.plugins.newsroom.places import Place, redirects


@pytest.mark.parametrize(
    ("path", "is_so"),
    [
        ("a/b/index.html", False),
        ("a..b/c", False),
        ("...", False),
        ("../a", True),
        ("a/../../b", True),
        ("/a", True),
        ("a\\..\\b", True),
        ("a\nb", True),
    ],
)
def test_a_path_climbs_or_not(path, is_so):
    assert climbs(path) is is_so


def test_a_link_is_told_when_it_leads_out_and_not_when_it_leads_in_or_nowhere(tmp_path):
    content, outside = tmp_path / "content", tmp_path / "outside"
    (content / "a").mkdir(parents=True)
    outside.mkdir()
    (content / "inside").symlink_to("a")
    (content / "nowhere").symlink_to(tmp_path / "gone")
    (content / "a" / "round").symlink_to("round")
    (content / "out").symlink_to(outside)
    (content / "a" / "file").symlink_to(__file__)
    (tmp_path / "also").symlink_to(content)

    assert links_astray(content) == [content / "a" / "file", content / "out"]
    assert [one.name for one in links_astray(tmp_path / "also")] == ["file", "out"]


def test_a_link_is_told_when_it_leads_back_into_a_folder_that_it_lies_in(tmp_path):
    content = tmp_path / "content"
    for name in ("a", "b", "c/d", "e"):
        (content / name).mkdir(parents=True)
    (content / "again").symlink_to("e")
    (content / "e" / "once").symlink_to("../c/d")
    assert links_astray(content) == []

    (content / "up").symlink_to(".")
    (content / "a" / "to").symlink_to("../b")
    (content / "b" / "fro").symlink_to("../a")

    assert links_astray(content) == [content / "a" / "to", content / "b" / "fro", content / "up"]


def test_an_old_address_that_climbs_is_a_problem_and_no_redirect():
    place = Place("article", "a", "A", "a/", ("a/index.html",), ("../../up/", "old/", "/?p=41"))

    made, problems = redirects([place])

    assert {one.old for one in made} == {"?p=41", "old/"}
    assert [(one.rule, one.message) for one in problems] == [
        ("E19", "the old address /../../up/ leads out of the site")
    ]


def test_whoever_writes_outside_the_output_has_made_a_mistake(tmp_path):
    with pytest.raises(ValueError, match="outside the output folder"):
        output.write_bytes(tmp_path / "output", "../up.html", b"")

    assert list(tmp_path.iterdir()) == []
