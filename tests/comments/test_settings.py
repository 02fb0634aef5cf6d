"""A setting of comments that cannot work is named, with what to write."""

from pathlib import Path

import pytest
from pelican.plugins.comments.rules import problems
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.plugins.newsroom.site import Site


def said(folder: Path, settings: object) -> list[str]:
    """The problems of a site with these COMMENTS and no story."""
    build = Build(read_desk(Site(root=folder, content=folder / "content"), {}), {"COMMENTS": settings})
    build.report(problems(build))
    return [str(one) for one in build.problems]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"provider": "iso"}, 'COMMENTS["provider"] is "iso"; did you mean "isso"?'),
        ({"provider": "isso"}, "COMMENTS has no address of the Isso server"),
        ({"provider": "isso", "server": "comments.example"}, "COMMENTS has no address of the Isso server"),
        ({"provider": "mail"}, "COMMENTS has no address for letters"),
        ({"provider": "giscus", "giscus": {"repo": "o/r"}}, 'COMMENTS["giscus"] lacks repo-id, category, category-id'),
        ({"provider": "html"}, "COMMENTS has no HTML of yours"),
        ({"servr": "x"}, 'COMMENTS has no option "servr"; did you mean "server"?'),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_work_is_named(tmp_path, settings, message):
    assert any(message in one for one in said(tmp_path, settings))


@pytest.mark.parametrize(
    "settings",
    [{}, {"provider": "mail", "mail": "a@b.example"}, {"provider": "isso", "server": "https://c.example/isso/"}],
)
def test_one_that_works_is_not(tmp_path, settings):
    assert said(tmp_path, settings) == []
