"""`check --fix` moves a credit in a text to the header: the file then says the same, and a second time nothing moves."""

import dataclasses
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pelican.plugins.newsroom.credit import policy_problems
from pelican.plugins.newsroom.legacy_credit import find_credits
from pelican.plugins.newsroom.moved_credit import with_credit_moved
from pelican.plugins.newsroom.reading import read_text
from pelican.plugins.newsroom.registry import Registries

SAID = "This article was originally reported by [Yahoo News](https://news.example.org/a)."
YAML = '---\ntitle: "T" # kept\n# and this\ndate: 2026-01-01\n{}---\n'
TOML = "+++\ntitle = 'T' # kept\ndate = 2026-01-01\n[image]\nsrc = 'https://x.example/a.png'\n{}+++\n"
CLASSIC = "Title: T\n# kept\nDate: 2026-01-01\n{}\n"
AS_YAML = "sources:\n  - source: Yahoo News\n    relation: based-on\n    url: https://news.example.org/a\n"
AS_TOML = '[[sources]]\nsource = "Yahoo News"\nrelation = "based-on"\nurl = "https://news.example.org/a"\n'
AS_CLASSIC = "Source: Yahoo News\nRelation: based-on\nSource_URL: https://news.example.org/a\n"


@pytest.fixture
def moved(site):
    def read(text):
        return read_text(text, "content/world/tram.md", "world/tram.md", "article", site(), Registries())

    def _moved(text):
        return with_credit_moved(
            text,
            read,
            lambda body: find_credits(body, own_host="news.example"),
            lambda story: policy_problems(story, Registries(), date(2026, 11, 23), place_of=lambda _key: (1, 0)),
        )

    return _moved


@pytest.mark.parametrize(("head", "entry"), [(YAML, AS_YAML), (TOML, AS_TOML), (CLASSIC, AS_CLASSIC)])
@pytest.mark.parametrize(
    ("body", "left"),
    [
        (f"One.\n\nTwo.\n\n{SAID}\n", "One.\n\nTwo.\n"),
        (f"{SAID}\n\nOne.\n\nTwo.\n", "One.\n\nTwo.\n"),
        (f"One.\n\n*{SAID}*\n\nTwo.", "One.\n\nTwo."),
        (f"One.\n\nTwo.\n\n{SAID}", "One.\n\nTwo."),
        (f"One.\n{SAID}\nTwo.\n", "One.\n\nTwo.\n"),
        (f"One.\n{SAID}\n\nTwo.\n", "One.\n\nTwo.\n"),
    ],
)
def test_a_credit_moves_to_the_header_in_its_own_form(moved, head, entry, body, left):
    before, after = head.format("") + body, head.format(entry) + left

    assert moved(before) == after
    assert moved(before.replace("\n", "\r\n")) == after.replace("\n", "\r\n")
    assert moved("\ufeff" + before) == "\ufeff" + after
    assert moved(after) == after


def test_a_classic_header_in_small_letters_stays_so(moved):
    assert moved(f"title: T\ndate: 2026-01-01\n\nOne.\n\n{SAID}\n") == f"title: T\ndate: 2026-01-01\n{AS_CLASSIC.lower().replace('yahoo news', 'Yahoo News')}\nOne.\n"  # fmt: skip


MIDDLE = "\n\n".join(["Text."] * 6)


@pytest.mark.parametrize(
    "text",
    [
        YAML.format("source: Acme\n") + f"One.\n\n{SAID}\n", YAML.format(AS_YAML) + f"One.\n\n{SAID}\n", YAML.format("relation: original\n") + f"One.\n\n{SAID}\n",
        YAML.format("") + f"{SAID}\n\nOne.\n\nCross-posted from [Acme](https://acme.example/1).\n",
        YAML.format("") + f"One.\n\n{SAID}\n\n<!-- newsroom: ignore W20 because the agency asks for it -->\n",
        YAML.format("") + f"{MIDDLE}\n\n{SAID}\n\n{MIDDLE}\n", YAML.format("") + "One.\n\nThis article was originally published on [OWN](https://news.example/x).\n",
        "# T\n\nOne.\n\n" + SAID, YAML.format("x: [\n") + SAID, f"Title: T\rDate: 2026-01-01\r\r{SAID}\r", "{title: T, date: 2026-01-01}\n" + SAID,
        "---\n{title: T, date: 2026-01-01}\n---\n" + f"One.\n\n{SAID}\n",
    ],
)  # fmt: skip
def test_what_is_not_plainly_one_credit_is_left(moved, text):
    assert moved(text) == text


def test_an_old_republication_without_licence_stays_a_warning(moved):
    """In a header it would be an error that keeps the story out of the site."""
    text = YAML.format("") + "One.\n\nThis post was originally published on the [Acme Blog](https://acme.example/x).\n"
    licensed = text.replace("x).", "x), under a [licence](https://creativecommons.org/licenses/by/4.0/).")

    assert moved(text) == text
    assert "license: CC-BY-4.0" in moved(licensed)
    assert "This post" not in moved(licensed)


def test_a_writer_is_told_to_do_what_the_fix_does(moved, site):
    """Who is told to move a sentence that needs a licence first is told to ask for one; all others are moved."""
    under = "x), under a [licence](https://creativecommons.org/licenses/by/4.0/)."
    reprint = "One.\n\nThis post was originally published on the [Acme Blog](https://acme.example/x).\n"
    for said, needs_terms in ((reprint, True), (reprint.replace("x).", under), False), (f"One.\n\n{SAID}\n", False)):
        text = YAML.format("") + said
        read = read_text(text, "content/world/tram.md", "world/tram.md", "article", site(), Registries())
        (told,) = [one for one in read.problems if one.rule == "W20"]

        assert told.remedy.startswith("ask for a licence") == needs_terms
        assert (moved(text) == text) == needs_terms


@given(
    head=st.sampled_from([YAML, TOML, CLASSIC]),
    name=st.sampled_from(["Yahoo News", "Acme: News", "null", "O'Neil #1", 'The "Day"', "Süddeutsche Zeitung", "[x] y", "AT&amp;T", "- dash", "東京新聞"]) | st.text(min_size=1, max_size=12),
    url=st.sampled_from(["", "https://a.example/x", "https://a.example/?q=1&b=%20#c:", "//a.example/x", "https://a.example:x/", "javascript:1"]),
    said=st.sampled_from(["This article was originally reported by {}.", "*This story is based on a report by {}*", "> via {}", "Translated from {}", "原文: {}", "Cross-posted from {}."]),
    before=st.lists(st.sampled_from(["One.", "# Head", "- item", "```", "    code", "a | b", "---", "[r]: https://r.example", ""]), max_size=5),
    after=st.lists(st.sampled_from(["Two.", "===", "---", "- item", "```", "![](a.png)", ""]), max_size=5),
    end=st.sampled_from(["\n", "\r\n"]),
)  # fmt: skip
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_story_is_the_same_wherever_its_credit_stands(read, moved, head, name, url, said, before, after, end):
    sentence = said.format(f"[{name}]({url})" if url else name)
    text = (head.format("") + "\n".join([*before, sentence, *after])).replace("\r", " ").replace("\n", end)
    now = moved(text)
    if now == text:
        return
    old, new = read(text.replace("\r\n", "\n")), read(now.replace("\r\n", "\n"))

    assert [dataclasses.replace(one, from_text=False) for one in old.story.sources] == list(new.story.sources)
    assert "W20" in {one.rule for one in old.problems}
    assert "W20" not in {one.rule for one in new.problems}
    assert [line for line in old.story.body.split("\n") if line.strip()] == [
        line for line in new.story.body.split("\n") if line.strip()
    ]
    assert moved(now) == now
    assert end in now
    assert ("\r" in now) == ("\r" in text)


def test_check_fix_moves_the_credit_and_shows_it(newsroom, tmp_path):
    story = tmp_path / "content" / "tram.md"
    story.parent.mkdir(parents=True, exist_ok=True)
    head = "---\ntitle: The tram opens\nid: tram\ndate: 2026-01-01 09:00\n{}---\nThe tram opened.\n"
    story.write_text(head.format("") + f"\n{SAID}\n")
    told = newsroom("check", "--fix")

    assert story.read_text() == head.format(AS_YAML)
    assert f"-{SAID}" in told.stdout
    assert "W20" not in told.stdout
    assert "+++" not in newsroom("check", "--fix").stdout
