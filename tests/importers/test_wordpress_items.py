"""The items of a WordPress export: which are stories, which readers saw, and that none takes the place of another."""

import re

import pytest

from .test_hostile import export, item


def other(kind, number=1, link="", **facts):
    made = item(number, link=link or f"https://old.example/?post_type={kind}&amp;p={number}", **facts)
    return made.replace("<wp:post_type>post<", f"<wp:post_type>{kind}<")


def test_items_without_a_number_are_stories_each_for_itself(imports):
    posts = [re.sub(r"<wp:post_id>.*?</wp:post_id>", "", item(0, f"N {n}", f"n{n}", link=f"https://old.example/n{n}/")) for n in range(3)]  # fmt: skip
    done = imports(export(*posts), "export.xml")
    again = imports(None, "export.xml")

    assert sorted(done.stories) == ["n0.md", "n1.md", "n2.md"]
    assert again.files == done.files


def test_two_items_of_one_number_are_two_stories_and_one_item_told_twice_is_one(imports):
    first, second = item(7, "One", "one"), item(7, "Two", "two")
    done = imports(export(first, second, first), "export.xml")
    again = imports(None, "export.xml")

    assert sorted(done.stories) == ["one.md", "two.md"]
    assert again.files == done.files


@pytest.mark.parametrize("kind", ["feedback", "flamingo_inbound", "shop_order", "nf_sub"])
def test_what_readers_sent_in_is_nobodys_to_publish(kind, imports):
    body = "Please call me. Ann, ann@reader.example, 192.0.2.9"
    done = imports(export(item(), other(kind, 2, title="Ann", slug="ann", body=body)), "export.xml")

    assert list(done.stories) == ["t.md"]
    assert "ann@reader.example" not in "".join(done.files.values())
    assert f"{kind} (1): what readers sent in" in done.said


def test_parts_of_plugins_are_counted_and_no_stories(imports):
    parts = [other("wpcf7_contact_form", n, slug=f"f{n}") for n in (2, 3)]
    done = imports(export(item(), *parts, other("wp_block", 4, slug="b")), "export.xml")

    assert list(done.stories) == ["t.md"]
    assert "wp_block (1), wpcf7_contact_form (2): parts of the old site's theme and plugins" in done.said


def test_a_kind_of_which_wordpress_showed_no_page_is_a_draft_and_another_kind_a_story(imports):
    hidden = other("ledger", 2, title="Hidden", slug="hidden")
    shown = other("recipe", 3, title="Shown", slug="shown", link="https://old.example/recipe/shown/")
    done = imports(export(hidden, shown), "export.xml")

    assert "status: draft" in done.stories["hidden.md"]
    assert "status:" not in done.stories["shown.md"]
    assert "hidden.md: the kind ledger, of which WordPress showed no page" in done.said


@pytest.mark.parametrize("status", ["archived", "expired", "in-progress", "acf-disabled", "request-pending"])
def test_a_status_of_a_plugin_makes_nothing_public(status, imports):
    done = imports(export(item(status=status)), "export.xml")

    assert "status: draft" in done.stories["t.md"]
    assert "aliases" not in done.stories["t.md"]
    assert f"t.md: its status {status}: it is a draft" in done.said


@pytest.mark.parametrize(("year", "is_draft"), [("2020", True), ("2999", False)])
def test_a_scheduled_story_waits_for_its_day_and_is_a_draft_where_that_is_past(year, is_draft, imports):
    done = imports(export(item(status="future").replace("2020-", f"{year}-")), "export.xml")

    assert ("status: draft" in done.stories["t.md"]) == is_draft
    assert ("it is past" in done.said) == is_draft


TAGGED = '<category domain="post_tag" nicename="ecole"><![CDATA[École]]></category></item>'
TAG = "<wp:tag><wp:tag_slug>schule</wp:tag_slug><wp:tag_name>École</wp:tag_name></wp:tag>"


@pytest.mark.parametrize(("settings", "new"), [("", "ecole"), ("SLUGIFY_USE_UNICODE = True\n", "école")])
def test_an_old_topic_leads_to_the_address_that_the_site_gives_it(settings, new, imports, tmp_path):
    if settings:
        (tmp_path / "pelicanconf.py").write_text(settings, encoding="utf-8")
    source = export(item().replace("</item>", TAGGED.replace('"ecole"', '"schule"'))).replace("<item>", f"{TAG}<item>")

    done = imports(source, "export.xml")

    assert done.files["data/redirects.yaml"] == f'"tag/schule/": "tag/{new}/"\n'


def test_an_old_topic_whose_address_stays_needs_no_redirect(imports):
    source = export(item().replace("</item>", TAGGED)).replace("<item>", f"{TAG.replace('schule', 'ecole')}<item>")

    assert "data/redirects.yaml" not in imports(source, "export.xml").files


@pytest.mark.parametrize(("status", "dated"), [("publish", True), ("draft", False)])
def test_a_date_of_zeroes_is_the_day_that_the_feed_says(status, dated, imports):
    """A draft was never published: what its feed says is when it was exported."""
    feed = "<pubDate>Tue, 03 Mar 2009 10:00:00 +0100</pubDate><content:encoded>"
    text = export(item(status=status)).replace("2020-01-02 03:04:05", "0000-00-00 00:00:00")

    [story] = imports(text.replace("<content:encoded>", feed), "export.xml").stories.values()

    assert ("date: 2009-03-03 10:00:00+01:00" in story) == dated
    assert ("date:" in story) == dated


def test_an_item_of_a_mere_feed_keeps_its_words_and_its_day(imports):
    entry = "<item><title>A</title><link>https://old.example/a/</link><description>&lt;p&gt;Words.&lt;/p&gt;</description><pubDate>Tue, 03 Mar 2009 10:00:00 GMT</pubDate></item>"

    [story] = imports(export(entry), "export.xml").stories.values()

    assert "date: 2009-03-03 10:00:00+00:00" in story
    assert story.endswith("\n\nWords.\n")


def picture(number):
    made = item(number, "Tide", "tide").replace("<wp:post_type>post<", "<wp:post_type>attachment<")
    return made.replace(
        "</item>",
        f"<wp:attachment_url>https://old.example/wp-content/uploads/tide{number}.jpg</wp:attachment_url></item>",
    )


def test_the_files_of_one_export_know_of_each_other_s_pictures(imports, tmp_path):
    """WordPress makes several files of a large site, and all pictures may stand in the last of them."""
    meta = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>{}</wp:meta_value></wp:postmeta></item>"
    posts = [item(n, f"N {n}", f"n{n}", "[gallery]").replace("</item>", meta.format(n + 10)) for n in (1, 2)]
    parts = {
        "one.xml": export(posts[0]),
        "two.xml": export(posts[1], picture(11).replace("</item>", "<wp:post_parent>1</wp:post_parent></item>")),
    }
    for name, text in parts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    done = imports(None, "one.xml", "two.xml")

    assert 'src: "https://old.example/wp-content/uploads/tide11.jpg"' in done.stories["n1.md"]
    assert "![](https://old.example/wp-content/uploads/tide11.jpg)" in done.stories["n1.md"]
    assert "n2.md: its picture, number 12: it is not in the file" in done.said
    assert "n1.md: its picture" not in done.said


@pytest.mark.parametrize(
    ("opening", "closing", "language"),
    [('[cce lang="diff"]', "[/cce]", "diff"), ("[ccnLe_java]", "[/ccnLe_java]", "java"), ("[cc]", "[/cc]", ""), ('[crayon lang="c"]', "[/crayon]", "c")],
)  # fmt: skip
def test_code_between_the_marks_of_a_plugin_is_code(opening, closing, language, imports):
    """CodeColorer and Crayon: a form that was shown became one of the page, and was left behind."""
    body = f'Before.\n\n{opening}\n<form action="tide.html">\n  <input name="moon">\n</form>\n{closing}\n\nAfter.'

    done = imports(export(item(body=body)), "export.xml")

    assert f'```{language}\n<form action="tide.html">\n  <input name="moon">\n</form>\n```' in done.stories["t.md"]
    assert "form" not in done.said
