"""An export of Ghost: what only some readers saw stays back, what was shown in another form stays said, and old addresses lead on."""

import json

import pytest


def ghost(*posts, **tables):
    common = {"status": "published", "visibility": "public", "published_at": "2020-01-02T03:04:05.000Z"}
    made = [{"id": f"p{n}", "slug": f"s{n}", "title": f"Post {n}", **common, **post} for n, post in enumerate(posts)]
    return json.dumps({"db": [{"meta": {"version": "5.1"}, "data": {"posts": made, **tables}}]})


def lexical(*cards):
    return {"lexical": json.dumps({"root": {"type": "root", "children": list(cards)}})}


def old(markdown):
    cards = [["card-markdown", {"cardName": "card-markdown", "markdown": markdown}]]
    return {"mobiledoc": json.dumps({"version": "0.3.1", "markups": [], "atoms": [], "cards": cards, "sections": [[10, 0]]})}  # fmt: skip


def test_the_pictures_of_its_first_versions_come_along(imports, tmp_path):
    (tmp_path / "images/2016/05").mkdir(parents=True)
    (tmp_path / "images/2016/05/flow.jpg").write_bytes(b"picture")
    body = "Look:\n\n![Flow](/content/images/2016/05/flow.jpg)\n\n`![not](/content/images/2016/05/flow.jpg)`"

    done = imports(ghost(old(body)), "site.json", "--files", "images")

    assert "![Flow]({static}/images/2016/05/flow.jpg)" in done.stories["s0.md"]
    assert "`![not](/content/images/2016/05/flow.jpg)`" in done.stories["s0.md"]
    assert "images/2016/05/flow.jpg" in done.files


def test_what_runs_in_its_markdown_stays_behind_and_players_are_links(imports):
    body = "A\n\n<script async src='https://x.example/w.js'></script>\n\n<iframe src='//www.youtube.com/embed/abcdefghijk'></iframe>\n\n```html\n<script>shown()</script>\n```\n<style>\np{}</style>\n<p class=\"c\" style=\"x\" onclick='y()' id=a><a href=\"javascript:y()\">b</a></p>"
    done = imports(ghost(old(body)), "site.json")
    text = done.stories["s0.md"]

    assert "w.js" not in text
    assert "p{}" not in text
    assert '<a href="https://www.youtube.com/watch?v=abcdefghijk">Video</a>' in text
    assert '<p class="c" id=a><a>b</a></p>' in text
    assert "<script>shown()</script>" in text
    assert "s0.md: <script>: what it does is not carried over" in done.said


def test_its_markdown_has_the_lists_that_it_showed(imports):
    assert "Three:\n\n- a\n    - b" in imports(ghost(old("Three:\n- a\n  - b")), "site.json").stories["s0.md"]


def test_a_post_from_elsewhere_keeps_its_words_and_its_link(imports):
    html = '<blockquote class="twitter-tweet"><p>Ships are slow</p>&mdash; Ann <a href="https://x.example/1">May 2</a></blockquote><script src="w.js"></script>'
    done = imports(ghost(lexical({"type": "embed", "url": "https://x.example/1", "html": html})), "site.json")

    assert "> Ships are slow" in done.stories["s0.md"]
    assert "(https://x.example/1)" in done.stories["s0.md"]
    assert "w.js" not in done.stories["s0.md"]


@pytest.mark.parametrize("seen_by", [{"web": {"nonMember": False, "memberSegment": "status:free"}}, {"showOnWeb": False}])  # fmt: skip
def test_a_card_for_members_is_not_made_public(seen_by, imports):
    done = imports(ghost(lexical({"type": "html", "html": "<p>zanzibarine</p>", "visibility": seen_by})), "site.json")

    assert "zanzibarine" not in done.stories["s0.md"]
    assert "the card html, which only members saw" in done.said


def test_a_card_for_everybody_stays(imports):
    card = {"type": "html", "html": "<p>zanzibarine</p>", "visibility": {"web": {"nonMember": True}, "showOnWeb": True}}

    assert "zanzibarine" in imports(ghost(lexical(card)), "site.json").stories["s0.md"]


def test_captions_links_and_words_of_cards_stay(imports):
    cards = (
        {"type": "image", "src": "https://p.example/a.png", "alt": "A", "href": "https://x.example/"},
        {"type": "gallery", "images": [{"src": "https://p.example/b.png", "alt": "B"}], "caption": "Two harbours"},
        {"type": "call-to-action", "textValue": "<p>Come along</p>", "buttonText": "Here", "buttonUrl": "https://y.example/"},
    )  # fmt: skip
    text = imports(ghost(lexical(*cards)), "site.json").stories["s0.md"]

    assert "[![A](https://p.example/a.png)](https://x.example/)" in text
    assert "*Two harbours*" in text
    assert "Come along" in text
    assert "[Here](https://y.example/)" in text


@pytest.mark.parametrize(("year", "is_draft"), [("2020", True), ("2999", False)])
def test_a_scheduled_post_waits_for_its_day_and_is_a_draft_where_that_is_past(year, is_draft, imports):
    post = {"status": "scheduled", "published_at": f"{year}-01-02T03:04:05.000Z", "html": "<p>x</p>"}
    done = imports(ghost(post), "site.json")

    assert ("status: draft" in done.stories["s0.md"]) == is_draft
    assert ("it is past" in done.said) == is_draft


def test_a_scheduled_post_for_members_is_a_draft(imports):
    post = {"status": "scheduled", "visibility": "paid", "published_at": "2999-01-02T03:04:05.000Z", "html": "<p>x</p>"}

    assert "status: draft" in imports(ghost(post), "site.json").stories["s0.md"]


TOPICS = {
    "tags": [{"id": "t1", "name": "Science", "slug": "science"}, {"id": "t2", "name": "Tides", "slug": "ebb"}],
    "posts_tags": [{"post_id": "p0", "tag_id": "t1", "sort_order": 0}, {"post_id": "p0", "tag_id": "t2", "sort_order": 1}],
    "users": [{"id": "w1", "name": "Noor Haddock", "slug": "noor"}],
    "posts_authors": [{"post_id": "p0", "author_id": "w1"}],
}  # fmt: skip


def test_old_addresses_of_tags_and_authors_lead_on_and_so_do_links_to_them(imports):
    html = '<p><a href="__GHOST_URL__/tag/science/">more</a> <a href="__GHOST_URL__/tag/gone/">gone</a></p>'
    done = imports(ghost({"html": html}, **TOPICS), "site.json")

    assert done.files["data/redirects.yaml"].splitlines() == [
        '"author/noor/": "author/noor-haddock/"',
        '"tag/ebb/": "tag/tides/"',
        '"tag/science/": "category/science/"',
    ]
    assert "[more](/category/science/)" in done.stories["science/s0.md"]
    assert "[gone](/tag/gone/)" in done.stories["science/s0.md"]


def test_the_credit_that_ghost_writes_below_a_picture_is_one(imports):
    post = {"feature_image": "https://p.example/a.png", "html": "<p>x</p>"}
    captions = ("Photo by <a href='x'>Ann Lee</a> / <a>Stock</a>", "Photo by Ann, 1990. She lived here.")
    meta = [{"post_id": f"p{n}", "feature_image_caption": caption} for n, caption in enumerate(captions)]
    done = imports(ghost(post, post, posts_meta=meta), "site.json")

    assert "credit: Ann Lee / Stock" in done.stories["s0.md"]
    assert "caption:" not in done.stories["s0.md"]
    assert 'caption: "Photo by Ann, 1990. She lived here."' in done.stories["s1.md"]


@pytest.mark.parametrize(
    "date",
    [1480047600000, 1480047600, "1480047600000", "2016-11-25T04:20:00.000Z", "2016-11-25 04:20:00", "Fri, 25 Nov 2016 04:20:00 +0000"],
)  # fmt: skip
def test_a_date_is_read_however_an_export_writes_it(date, imports):
    """Other programs that write exports of Ghost count seconds."""
    done = imports(
        ghost({"published_at": date, "created_at": "2020-01-01T00:00:00.000Z", "html": "<p>x</p>"}), "site.json"
    )

    assert "date: 2016-11-25 04:20:00+00:00" in done.stories["s0.md"]


def test_where_a_text_was_first_published_is_said(imports):
    done = imports(ghost({"html": "<p>x</p>", "canonical_url": "https://gazette.example/x"}), "site.json")

    assert "s0.md: canonical_url: https://gazette.example/x; " in done.said


def test_a_post_of_words_alone_keeps_them(imports):
    done = imports(ghost({"plaintext": "One & two.\n\nThree."}), "site.json")

    assert done.stories["s0.md"].endswith("\n\nOne & two.\n\nThree.\n")


def test_posts_that_lay_below_a_path_keep_that_address(imports):
    """What `routes.yaml` said is in no export; only the links tell."""
    first = {"slug": "rain", **lexical({"type": "markdown", "markdown": "[snow](/blog/snow/#deep) [about](/about/)"})}
    other = {
        "slug": "snow",
        **lexical({"type": "markdown", "markdown": "[rain](/blog/rain/) [wind](/wind/at/sea/) [mail](/mails/ice/)"}),
    }
    page = {"slug": "about", "type": "page", **lexical({"type": "markdown", "markdown": "[rain](/blog/rain)"})}

    done = imports(ghost(first, other, {"slug": "ice", **lexical()}, page), "site.json")

    assert "/mails/ice/" in done.stories["ice.md"]
    assert "[snow]({filename}/snow.md#deep) [about]({filename}/pages/about.md)" in done.stories["rain.md"]
    assert "/blog/rain/" in done.stories["rain.md"].split("---")[1]
    assert "/rain/" in done.stories["rain.md"].split("---")[1]
    assert "/blog/" not in done.stories["pages/about.md"].replace("/blog/rain", "")
    assert "/blog/: links say that posts lay below it" in done.said


def test_one_link_alone_says_nothing_of_where_posts_lay(imports):
    first = {"slug": "rain", **lexical({"type": "markdown", "markdown": "[snow](/blog/snow/)"})}

    done = imports(ghost(first, {"slug": "snow", **lexical()}), "site.json")

    assert "[snow](/blog/snow/)" in done.stories["rain.md"]
