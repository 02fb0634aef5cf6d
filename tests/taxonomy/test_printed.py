"""What a template prints that prints a topic, a source or a person whole."""

import pytest
from jinja2 import Environment
from pelican.plugins.attribution.attributions import SourcePage
from pelican.plugins.incremental.digests import Digester
from pelican.plugins.newsroom.view import Contributor
from pelican.plugins.storylines.view import StorylinePage
from pelican.plugins.taxonomy.view import SourceLink, TopicLink, TopicPage

TEMPLATE = Environment(autoescape=True).from_string("{{ one }}")


@pytest.mark.parametrize("kind", [TopicLink, TopicPage])
def test_a_topic_is_printed_by_its_name_and_so_hangs_on_no_number(kind):
    few, many = (kind("Rail & sea", "rail-sea", "tag/rail-sea/", count=count) for count in (1, 2))
    other = kind("Sea & rail", "rail-sea", "tag/rail-sea/", count=1)

    assert TEMPLATE.render(one=few) == TEMPLATE.render(one=many) == "Rail &amp; sea"
    assert digest(few) == digest(many) != digest(other)


@pytest.mark.parametrize(
    "one",
    [
        SourceLink("Harbour Wire", "source/harbour-wire/", 3),
        SourcePage("Harbour Wire", "harbour-wire", "source/harbour-wire/", 3),
        Contributor("Harbour Wire", "harbour-wire", "author/harbour-wire/"),
        StorylinePage(
            "Harbour Wire", "harbour-wire", "storyline/harbour-wire/", is_open=True, count=3, first=None, last=None
        ),
    ],
)
def test_what_has_a_name_is_printed_by_it(one):
    assert TEMPLATE.render(one=one) == "Harbour Wire"


def digest(topic: TopicLink) -> bytes:
    return Digester()(topic, frozenset({"url"}))
