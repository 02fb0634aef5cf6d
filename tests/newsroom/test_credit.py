"""The credit: every relation's sentence, and what the policy says."""

from datetime import date

import pytest
from pelican.plugins.newsroom.credit import credit_of, license_of, policy_problems, relation_of
from pelican.plugins.newsroom.registry import Outlet, Registries, Registry
from pelican.plugins.newsroom.story import RELATIONS, Source, Story


def a_story(*sources: Source, **facts) -> Story:
    return Story("content/a.md", "a", "A", sources=sources, **facts)


def a_source(relation: str, name: str = "Wire", **facts) -> Source:
    return Source(name, name.lower(), relation, **facts)


def said(*sources: Source, registries: Registries | None = None, **facts) -> str:
    return credit_of(a_story(*sources, **facts), registries or Registries()).text


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (a_source("based-on"), "This article was originally reported by Wire."),
        (a_source("republished", license="CC-BY-4.0"), "This article was first published by Wire and is republished here under CC BY 4.0."),
        (a_source("republished", permission="mail"), "This article was first published by Wire and is republished here with permission."),
        (a_source("wire"), "Wire"),
        (a_source("translated", lang="uk"), "Translated from Ukrainian. First published by Wire."),
        (a_source("with-partner"), "Reported in partnership with Wire."),
        (a_source("press-release"), "Based on a press release from Wire."),
        (a_source("via"), "First spotted at Wire."),
    ],
)  # fmt: skip
def test_each_relation_has_its_sentence(source, sentence):
    assert said(source) == sentence


def test_an_original_story_has_no_credit():
    assert relation_of(a_story()) == "original"
    assert said() == ""


def test_names_are_joined_as_the_language_joins_them():
    two = (a_source("based-on", "Yahoo News"), a_source("based-on", "Kyiv Post"))

    assert said(*two) == "This article was originally reported by Yahoo News and Kyiv Post."
    assert (
        said(*two, a_source("based-on", "Wire"))
        == "This article was originally reported by Yahoo News, Kyiv Post and Wire."
    )
    assert "Yahoo News und Kyiv Post" in said(*two, lang="de")


def test_the_strongest_claim_comes_first_and_is_the_story_s_relation():
    story = a_story(*(a_source(relation, relation.title()) for relation in reversed(RELATIONS)))

    assert relation_of(story) == "republished"
    text = credit_of(story, Registries()).text
    places = [text.index(relation.title()) for relation in RELATIONS]
    assert places == sorted(places)


def test_a_site_and_a_source_may_say_it_in_their_own_words():
    outlet = Outlet("wire", "Wire", sentences={"based-on": "As {source} told us."})

    assert said(a_source("based-on"), registries=Registries(sources=Registry([outlet]))) == "As Wire told us."
    own = credit_of(a_story(a_source("based-on")), Registries(), sentences={"based-on": "Thanks to {source}!"})
    assert own.text == "Thanks to Wire!"


@pytest.mark.parametrize(
    ("text", "name", "url"),
    [
        ("CC-BY-SA-4.0", "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("MIT", "MIT", ""),
    ],
)  # fmt: skip
def test_a_licence_has_a_name_and_an_address(text, name, url):
    assert (license_of(text).name, license_of(text).url) == (name, url)


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("source", "outlet", "rules"),
    [
        (a_source("based-on", url="https://x.example"), None, []),
        (a_source("based-on"), None, ["W03"]),
        (a_source("republished", url="https://x.example"), None, ["E05"]),
        (a_source("wire", url="https://x.example", permission="mail"), None, []),
        (a_source("republished", url="https://x.example"), Outlet("wire", "Wire", permission="mail", permission_expires=date(2026, 1, 1)), ["E05"]),
        (a_source("republished", url="https://x.example"), Outlet("wire", "Wire", permission="mail", permission_expires=date(2026, 11, 22)), ["E05"]),
        (a_source("republished", url="https://x.example"), Outlet("wire", "Wire", permission="mail", permission_expires=TODAY), []),  # the last day counts
        (a_source("republished", url="https://x.example", permission="mail"), Outlet("wire", "Wire", permission_expires=date(2026, 1, 1)), []),
        (a_source("via", url="https://x.example"), Outlet("wire", "Wire", allowed=("based-on",)), ["E18"]),
        (a_source("republished", url="https://x.example", license="CC-BY-ND-4.0", changes="cut"), None, ["E18"]),
        (a_source("based-on", url="https://x.example"), Outlet("wire", "Wire", status="withdrawn"), ["E20"]),
        (a_source("based-on", url="https://x.example"), Outlet("wire", "Wire", kind="aggregator"), ["W06"]),
    ],
)  # fmt: skip
def test_the_policy_names_what_may_not_be(source, outlet, rules):
    registries = Registries(sources=Registry([outlet] if outlet else []))

    problems = policy_problems(a_story(source), registries, TODAY, place_of=lambda _key: (7, 1))

    assert [problem.rule for problem in problems] == rules
    assert all(problem.line == 7 and problem.remedy for problem in problems)


def test_a_republication_found_in_the_text_is_a_warning():
    found = a_source("republished", url="https://x.example", from_text=True)

    assert [
        one.severity for one in policy_problems(a_story(found), Registries(), TODAY, place_of=lambda _key: (1, 1))
    ] == ["warning"]
