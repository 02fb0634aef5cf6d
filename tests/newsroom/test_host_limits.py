"""What a host would leave out in silence is said."""

import pytest
from pelican.plugins.newsroom.host_limits import HEADERS, REDIRECTS


@pytest.mark.parametrize(
    ("text", "rules", "said"),
    [
        ("/* \n", 2_000, ""),
        ("/a /b 301\n" * 2_001, 2_001, "has 2,001 rules, of which Cloudflare Pages obeys 2,000"),
        (f"/{'a' * 1_000} /b 301\n", 1, "has 1,008 characters in one line, of which Cloudflare Pages obeys 1,000"),
        (f"/{'ü' * 500} /b 301\n" * 200, 200, "has 201,800 bytes, of which Cloudflare Pages obeys 100,000"),
    ],
)
def test_a_map_of_redirects_is_held_against_what_is_obeyed(text, rules, said):
    assert REDIRECTS.beyond(text, rules) == said


def test_headers_have_other_limits():
    assert HEADERS.beyond("/*\n", 100) == ""
    assert "of which Cloudflare Pages obeys 100" in HEADERS.beyond("/*\n", 101)
