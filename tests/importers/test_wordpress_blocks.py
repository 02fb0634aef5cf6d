"""Blocks that several posts use, footnotes and blocks without a text of their own."""

import json

from pelican.plugins.importers.wordpress_blocks import whole

from .test_hostile import export, item
from .test_wordpress_items import other

USES = '<!-- wp:paragraph -->\n<p>Before.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:block {"ref":9} /-->'


def with_meta(made, key, value):
    meta = f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta></item>"
    return made.replace("</item>", meta)


def test_a_block_that_several_posts_use_stands_in_each(imports):
    block = other("wp_block", 9, body="<!-- wp:paragraph -->\n<p>Write to us.</p>\n<!-- /wp:paragraph -->")
    done = imports(export(item(1, "One", "one", USES), item(2, "Two", "two", USES), block), "export.xml")

    assert sorted(done.stories) == ["one.md", "two.md"]
    assert all("Before.\n\nWrite to us." in text for text in done.stories.values())


def test_a_block_that_uses_itself_ends():
    assert whole(USES, {"9": USES}, []).count("Before.") == 6


def test_footnotes_of_the_block_editor_are_footnotes(imports):
    mark = '<sup data-fn="{0}" class="fn"><a href="#{0}" id="{0}-link">1</a></sup>'
    body = f"<!-- wp:paragraph -->\n<p>Salt{mark.format('b')} and sand{mark.format('a')} and {mark.format('gone')}.</p>\n<!-- /wp:paragraph -->\n<!-- wp:footnotes /-->"
    kept = json.dumps([{"id": "a", "content": "On <em>sand</em>"}, {"id": "b", "content": "On salt"}])
    text = imports(export(with_meta(item(body=body), "footnotes", kept)), "export.xml").stories["t.md"]

    assert "Salt[^1] and sand[^2] and <sup>1</sup>." in text
    assert text.endswith("[^1]: On salt\n\n[^2]: On *sand*\n")


def test_footnotes_of_plugins_are_footnotes_and_broken_ones_words(imports):
    body = 'Salt[efn_note]On <a href="https://x.example/">salt</a>[/efn_note] and sand[ref]On sand[/ref].'
    done = imports(export(with_meta(item(body=body), "footnotes", "{broken")), "export.xml")

    assert "Salt[^1] and sand[^2].\n\n[^1]: On [salt](https://x.example/)\n\n[^2]: On sand\n" in done.stories["t.md"]


def test_a_block_that_was_filled_at_each_visit_is_named(imports):
    body = '<!-- wp:paragraph -->\n<p>T</p>\n<!-- /wp:paragraph -->\n<!-- wp:latest-posts {"postsToShow":3} /-->\n<!-- wp:acme/map /-->'
    done = imports(export(item(body=body)), "export.xml")

    assert "t.md: what WordPress filled in at each visit: acme/map, latest-posts" in done.said
