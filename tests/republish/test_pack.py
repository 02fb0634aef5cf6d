"""What others may print has nothing in it that only means something here."""

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.credit import Credit
from pelican.plugins.newsroom.story import Story
from pelican.plugins.newsroom.words import words_in
from pelican.plugins.republish.pack import pack_of, text_of

STORY = Story(
    "own.md", "own", "Tides & harbours", deck="How the sea answers.", date=datetime(2026, 1, 5, tzinfo=UTC),
    license="CC-BY-4.0", text="Twice a day.",
)  # fmt: skip
AROUND = {"url": "https://news.example/own/", "site": "The Tide", "names": ["Ann Bee"], "_": words_in("en")}
#: What is taken out of a text wherever it stands.
OURS = re.compile(r"""\s(?:class|id|style|data-[\w-]+|on\w+)=(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
TEXTS = st.lists(
    st.sampled_from([
        "<p", ">", " ", "\n", "\u00a0", "=", "==", '"', "'", '="', "='", ' class="a"', " ID='a'", '\tdata-a-b="c"', ' onclick="a = b"',
        "data-", "on", " \u017ftyle=\"a\"", ' href="a"', ' a="b" id="c"', "class", " one", "id",
    ])
).map("".join)  # fmt: skip


@given(TEXTS)
def test_attributes_that_mean_something_here_are_taken_out(body):
    body = f"<b>{body}</b>"
    made = pack_of(STORY, Credit("original", ()), body, **AROUND)

    assert f"\n{OURS.sub('', body)}\n" in made.html


def test_the_plain_text_says_what_the_page_says():
    assert text_of(STORY, Credit("original", ()), **AROUND) == (
        "Tides & harbours\n\nHow the sea answers.\n\nBy Ann Bee\n\nTwice a day.\n\n"
        "This article was first published by The Tide (https://news.example/own/) on 2026-01-05 and is republished here under CC BY 4.0.\n"
    )
