"""A setting of the editor that cannot work is named, with what to write."""

from pathlib import Path

import pytest
from pelican.plugins.editor.options import BACKENDS
from pelican.plugins.editor.rules import problems
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.plugins.newsroom.site import Site


def said(folder: Path, settings: dict) -> list[str]:
    """The problems of a site with these EDITOR and no story."""
    build = Build(read_desk(Site(root=folder, content=folder / "content"), {}), {"EDITOR": settings})
    build.report(problems(build))
    return [str(one) for one in build.problems]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"backend": "githup"}, 'E00 EDITOR["backend"] is "githup"; did you mean "github"?'),
        ({"backend": "svn"}, 'E00 EDITOR["backend"] is "svn"; known are: local, test-repo, github, gitlab, gitea'),
        ({"backend": "gitlab"}, 'E00 EDITOR names no repository; write "repo": "owner/name"'),
    ],
)
def test_a_setting_that_cannot_work_is_named(tmp_path, settings, message):
    (found,) = said(tmp_path, {"enabled": True, **settings})

    assert message in found


@pytest.mark.parametrize("backend", BACKENDS)
def test_one_that_works_is_not(tmp_path, backend):
    assert said(tmp_path, {"enabled": True, "backend": backend, "repo": "paper/site"}) == []


def test_an_editor_that_is_off_is_asked_nothing(tmp_path):
    assert said(tmp_path, {"backend": "githup"}) == []
