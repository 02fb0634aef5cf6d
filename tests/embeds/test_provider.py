"""Which addresses play, and from where."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.embeds.provider import frame_at, video_at

UUID = "0e8a5f3c-1b2d-4c3e-9f00-123456789abc"


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("https://www.youtube.com/watch?v=abcdefghij_", "https://www.youtube-nocookie.com/embed/abcdefghij_?autoplay=1"),
        ("https://youtube.com/watch?list=PL1&v=abcdefghij-&t=1m5s", "https://www.youtube-nocookie.com/embed/abcdefghij-?autoplay=1&start=65"),
        ("https://youtu.be/abcdefghijk?si=tracker&t=90", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&start=90"),
        ("https://m.youtube.com/shorts/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"),
        ("http://www.youtube.com/embed/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?autoplay=1&dnt=1"),
        ("https://vimeo.com/123456789/abcdef0123", "https://player.vimeo.com/video/123456789?autoplay=1&dnt=1&h=abcdef0123"),
        ("https://player.vimeo.com/video/123456789?h=abcdef0123", "https://player.vimeo.com/video/123456789?autoplay=1&dnt=1&h=abcdef0123"),
        (f"https://tube.example/videos/watch/{UUID}", f"https://tube.example/videos/embed/{UUID}?autoplay=1"),
    ],
)  # fmt: skip
def test_a_video_s_page_leads_to_its_player(address, frame):
    embed = video_at(address, ["tube.example"])

    assert embed.frame == frame
    assert frame.startswith(embed.origin)
    assert "si=tracker" not in embed.page


@pytest.mark.parametrize(
    "address",
    [
        "", "https://youtube.com/", "https://www.youtube.com/watch?v=short", "https://www.youtube.com/@channel", "https://youtube.com.evil.example/watch?v=abcdefghijk",
        "https://evil.example/?https://youtu.be/abcdefghijk", "https://vimeo.com/about", f"https://other.example/videos/watch/{UUID}", "javascript:x.mp4", "//evil.example/a.mp4",
        "https://[::1/x.mp4", "https://a.example:x/b.mp4", "https://a b/x.mp4", 'https://a".example/x.mp4', "ftp://a.example/b.mp4", "https://youtu.be/abcdefghijk\"onload",
    ],
)  # fmt: skip
def test_everything_else_stays_a_link(address):
    assert video_at(address, ["tube.example"]) is None


def test_a_film_is_known_by_its_ending():
    assert video_at("/videos/gate.mp4").is_file
    assert video_at("/videos/gate.mp4").origin == ""
    assert video_at("https://user@cdn.example:8443/gate.WEBM?x=1").origin == "https://cdn.example:8443"


def test_a_frame_may_show_any_page_but_no_script():
    assert frame_at("https://maps.example/a?b=c").origin == "https://maps.example"
    assert frame_at("//www.youtube.com/embed/abcdefghijk").host == "YouTube"
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "",
        "about:blank",
        "/local",
        "https://",
        "https://a;script-src */",
    ):
        assert frame_at(address) is None


@given(st.text(max_size=80))
def test_no_address_brings_more_into_a_policy_than_a_host(text):
    """The origin stands in a page's policy: what breaks out of it there would let in anything."""
    for address in (text, f"https://{text}", f"https://youtu.be/{text}", f"https://vimeo.com/{text}"):
        for found in (video_at(address), frame_at(address)):
            assert found is None or re.fullmatch(r"|https?://[A-Za-z0-9.-]+(?::\d{1,5})?", found.origin)
