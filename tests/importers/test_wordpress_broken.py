"""Exports that are not well-formed: each mistake stays where it is, and no item is lost by it."""

import pytest
from pelican.plugins.importers.wordpress_broken import Broken
from pelican.plugins.importers.wordpress_channel import name_of

from .shapes import WORDPRESS
from .test_hostile import export, item

BODY = "<p>First words.</p>\n\n<p>Last words.</p>"


def three(change, **second):
    """Three items, of which the second is changed."""
    made = [item(1, "One", "one", BODY), item(2, **{"title": "Two", "slug": "two", "body": BODY, **second}), item(3, "Three", "three", BODY)]  # fmt: skip
    return export(made[0], change(made[1]), made[2])


MISTAKES = {
    "a sign that XML forbids": lambda one: one.replace("First", "Fi\x08rst"),
    "a null": lambda one: one.replace("First", "Fi\x00rst"),
    "a bare &": lambda one: one.replace("https://old.example/t/", "https://old.example/t/?a=1&copy=2"),
    "an entity of HTML": lambda one: one.replace("<title>Two", "<title>Two&nbsp;"),
    "brackets that close early": lambda one: one.replace("First words.", "First words a[b[0]]>c."),
    "brackets that never close": lambda one: one.replace(
        "]]></content:encoded>", "</content:encoded><dc:x><![CDATA[]]></dc:x>"
    ),
    "text without brackets": lambda one: one.replace("<![CDATA[", "").replace("]]>", "").replace("First", "<br>First"),
    "an end that is missing": lambda one: one.replace("</wp:post_name>", ""),
    "an end of another name": lambda one: one.replace("</title>", "</titel>"),
    "an item without its end": lambda one: one.replace("</item>", ""),
    "an item with a wrong end": lambda one: one.replace("</item>", "</itme>"),
    "a part without its end": lambda one: one.replace("</item>", "<wp:postmeta><wp:meta_key>a</wp:meta_key></item>"),
    "words of a program in between": lambda one: one.replace("<title>", "<br>\n<b>Warning</b>: x in y.php\n<title>"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_costs_no_item_and_no_word(mistake, imports):
    done = imports(three(MISTAKES[mistake]), "export.xml")

    assert done.code == 0
    assert sorted(done.stories) == ["one.md", "three.md", "two.md"]
    assert "title: Two\n" in done.stories["two.md"]
    assert "First words" in done.stories["two.md"]
    assert all(text.endswith("\n\nLast words.\n") for text in done.stories.values())
    assert all("date: 2020-01-02" in text for text in done.stories.values())
    assert not any("status:" in text for text in done.stories.values())
    assert "its 3 items were read all the same" in done.said
    assert "First" not in done.said  # no piece of the file is printed


WRAPPINGS = {
    "words of a program before it": lambda text: f"<br />\n<b>Deprecated</b>: x in y.php\n{text}",
    "a blank line before it": lambda text: f"\n{text}",
    "words behind it": lambda text: f"{text}<script>a()</script>",
    "no end": lambda text: text.replace("</channel></rss>", ""),
    "two files in one": lambda text: (
        f"{text}{text.replace('-', '-4').replace('post_id>', 'post_id>9').replace('One', 'Four')}"
    ),
    "no name for wp:": lambda text: text.replace(' xmlns:wp="w"', ""),
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_what_stands_around_the_items_costs_none_of_them(wrapping, imports):
    done = imports(WRAPPINGS[wrapping](three(str)), "export.xml")

    assert done.code == (wrapping == "no end")  # more items may have stood there
    assert {"title: One", "title: Two", "title: Three"} <= {text.split("\n")[1] for text in done.stories.values()}


def test_bytes_of_another_encoding_are_read_as_they_were_meant(imports):
    done = imports(three(lambda one: one.replace("First", "Caf\x01")).encode().replace(b"\x01", b"\xe9"), "export.xml")

    assert "Café words." in done.stories["two.md"]


def test_utf_16_is_read(imports):
    done = imports(three(str).replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16"), "export.xml")

    assert sorted(done.stories) == ["one.md", "three.md", "two.md"]


def test_the_item_that_the_file_breaks_off_in_is_a_draft_until_all_of_it_comes(imports):
    """What stands behind its text would have said whether it was for readers."""
    whole = three(str).replace("<title>Three</title>", "<title>Three</title><guid>https://old.example/?p=3</guid>")
    cut = whole[: whole.rindex("</content:encoded>")]

    done = imports(cut, "export.xml")
    again = imports(whole, "export.xml")

    assert done.code == 1
    assert "export it once more" in done.said
    assert "status: draft" in done.stories["three.md"]
    assert "status" not in done.stories["one.md"] + done.stories["two.md"]
    assert again.code == 0
    assert "status" not in "".join(again.stories.values())


@pytest.mark.parametrize("block", [1, 4097, 1 << 20])
def test_a_well_formed_file_is_read_as_xml_reads_it(block, tmp_path):
    from lxml import etree

    text = WORDPRESS.replace("<channel>", f"<channel>{'<wp:term><wp:term_id>1</wp:term_id></wp:term>' * 400}", 1)
    file = tmp_path / "export.xml"
    file.write_text(text, encoding="utf-8")
    parser = etree.XMLParser(remove_comments=True)
    wanted = list(etree.fromstring(text.encode(), parser)[0])

    def facts(element):
        """All that it says; what stands between the elements in it is nothing."""
        inner = list(element)
        words = "" if inner else (element.text or "")
        return name_of(element), words, element.get("domain"), element.get("nicename"), [facts(one) for one in inner]

    found = list(Broken(file, block=block).elements())

    assert [facts(one) for one in found] == [facts(one) for one in wanted]
