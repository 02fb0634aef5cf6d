"""Videos and frames of a whole site: nothing is fetched before a reader asks, and only what stands in a text may be."""

import pytest

STORY = """-- content/a.md --
---
title: A
date: 2026-01-01
---
First, a link to [a video](https://youtu.be/aaaaaaaaaaa) in a sentence.

https://www.youtube.com/watch?v=_ab_cd--efg

[How the gate closes](https://vimeo.com/123456789){poster="{static}/images/gate.svg"}

[The gate](https://media.example/gate.mp4)

<iframe width="560" height="315" src="https://www.youtube.com/embed/bbbbbbbbbbb" title="A &amp; B" allowfullscreen></iframe>

<iframe src="https://charts.example/tides?a=1&amp;b=2"></iframe>

<iframe src="javascript:alert(1)"></iframe>

    <iframe src="https://code.example/"></iframe>

<video src="https://films.example/b.mp4" autoplay></video>
-- content/b.md --
Title: B
Date: 2026-01-02

Plain.
-- content/images/gate.svg --
<svg viewBox="0 0 160 90"/>
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    from ..conftest import builder

    site = builder(tmp_path_factory.mktemp("embeds"))(STORY)
    assert site.code == 0, site.log
    return site


def test_each_becomes_a_link_that_a_click_can_play(built):
    page = built.page("/2026/01/a/")

    assert [link["data-embed"] for link in page.find_all("a", attrs={"data-embed": True})] == [
        "https://www.youtube-nocookie.com/embed/_ab_cd--efg?autoplay=1", "https://player.vimeo.com/video/123456789?autoplay=1&dnt=1",
        "https://www.youtube-nocookie.com/embed/bbbbbbbbbbb?autoplay=1", "https://charts.example/tides?a=1&b=2",
    ]  # fmt: skip
    assert [link["href"] for link in page.find_all("a", attrs={"data-embed": True})][:2] == [
        "https://www.youtube.com/watch?v=_ab_cd--efg", "https://vimeo.com/123456789",
    ]  # fmt: skip
    assert not page.find_all("iframe")
    assert "javascript:" not in str(page.article)
    assert "code.example" in page.find("pre").text
    assert page.find("a", string="a video")["href"] == "https://youtu.be/aaaaaaaaaaa"


def test_titles_and_pictures_are_the_writer_s(built):
    titles = [one.get_text(strip=True) for one in built.page("/2026/01/a/").find_all(class_="embed__title")]
    poster = built.page("/2026/01/a/").find("img", class_="embed__poster")

    assert titles == ["Video", "How the gate closes", "A & B", "Interactive content"]
    assert (poster["src"], poster["width"], poster["height"]) == ("https://news.example/images/gate.svg", "160", "90")


def test_films_load_nothing_before_they_are_started(built):
    videos = built.page("/2026/01/a/").find_all("video")

    assert [video["src"] for video in videos] == ["https://media.example/gate.mp4", "https://films.example/b.mp4"]
    assert all(
        video["preload"] == "none" and video.has_attr("controls") and not video.has_attr("autoplay") for video in videos
    )


def test_a_page_may_load_what_stands_in_it_and_another_may_not(built):
    page = built.text("/2026/01/a/")

    assert "frame-src https://charts.example https://player.vimeo.com https://www.youtube-nocookie.com;" in page
    assert "media-src 'self' https://news.example https://films.example https://media.example" in page
    assert "frame-src 'none'" in built.text("/2026/01/b/")
    assert "embed.js" in page
    assert "embed.js" not in built.text("/2026/01/b/")
    assert "https://charts.example" in built.text("/_headers")
    assert "code.example" not in built.text("/_headers")


def test_feeds_keep_the_link(built):
    assert "https://vimeo.com/123456789" in built.text("/feeds/all.atom.xml")
    assert "data-embed" not in built.text("/feeds/all.atom.xml")


def test_frames_can_be_links_only(build):
    built = build(STORY, more='EMBEDS = {"frames": False}')

    assert built.page("/2026/01/a/").find("a", href="https://charts.example/tides?a=1&b=2", attrs={"data-embed": False})
    assert "charts.example" not in built.text("/_headers")


def test_without_the_plugin_a_video_is_a_link(build):
    built = build(STORY, more='PLUGINS.remove("pelican.plugins.embeds")')

    assert built.code == 0, built.log
    assert "https://vimeo.com/123456789" in built.links("/2026/01/a/")
