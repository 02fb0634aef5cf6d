"""The words by which the search finds a story are those of its page: an index of another day is told."""

import gzip
import json

import pytest
from pelican.plugins.checks.built_site import BuiltSite
from pelican.plugins.checks.search_index import search_index


@pytest.fixture
def told(tmp_path):
    """What is told of a site of five stories with two headings each; `found` changes what the search knows of the second."""

    def told(found=lambda text: text) -> list[str]:
        (tmp_path / "pagefind/fragment").mkdir(parents=True)
        for number in range(5):
            text = f"One. How it &amp; began {number}. Two. How it ended {number}. Three."
            url = f"https://news.example/{number}/"
            body = "".join(f'<h2 id="{at}">{one}</h2><p>x</p>' for at, one in enumerate(text.split(". ")[1::2]))
            body += '<h2 id="page:sources">What nobody looks for</h2>'
            (tmp_path / f"{number}").mkdir()
            (tmp_path / f"{number}/index.html").write_text(
                f'<html lang="en"><head><title>{number}</title><link rel="canonical" href="{url}"></head><body><main><article class="h-entry" '
                f'data-id="{number}"><h1 class="p-name">{number}</h1><div class="e-content">{body}</div></article></main></body></html>'
            )
            known = text.replace("&amp;", "&")
            content = found(known) if number == 1 else known
            piece = {
                "url": f"/{number}/",
                "content": content,
                "meta": {"title": str(number)},
                "filters": {},
                "anchors": [],
            }
            data = gzip.compress(b"pagefind_dcd" + json.dumps(piece).encode())
            (tmp_path / f"pagefind/fragment/en_{number}.pf_fragment").write_bytes(data)
        return [one.message for one in search_index(BuiltSite(tmp_path)) if "words" in one.message]

    return told


def test_the_words_of_each_story_are_sound(told):
    assert told() == []


@pytest.mark.parametrize(
    ("found", "lost"),
    [
        (lambda _: "Something else.", "How it & began 1"),
        (lambda _: "", "How it & began 1"),
        (lambda text: text[:30], "How it ended 1"),
    ],
    ids=["another text", "none", "half of it"],
)
def test_those_of_another_text_are_not(told, found, lost):
    assert told(found) == [f'the search does not find /1/ by its words "{lost}", and its page otherwise']
