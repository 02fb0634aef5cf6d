"""Which plugins are those of this house."""

import pytest
from pelican.plugins import neighbors, taxonomy
from pelican.plugins.newsroom.extensions import HOUSE, have_others

from tests.conftest import ROOT


def test_the_house_knows_every_plugin_of_its_own():
    assert {one.parent.name for one in (ROOT / "plugins").glob("*/__init__.py")} == HOUSE


@pytest.mark.parametrize(
    ("plugins", "expected"),
    [
        ([], False),
        (["pelican.plugins.newsroom", taxonomy], False),
        (["pelican.plugins.newsroom", "pelican.plugins.sitemap"], True),
        (["pelican.plugins.newsroom", neighbors], True),
        (["pelican.plugins.newsroom", "theirs"], True),
        (["related"], True),
    ],
)
def test_a_plugin_of_others_may_lie_in_the_same_namespace(plugins, expected):
    assert have_others(plugins) is expected
