"""The headers of texts in reStructuredText and HTML: what they say, and one more line in them."""

import pytest
from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.docinfo import header_of
from pelican.plugins.importers.pelican_folder import read_pelican

from .test_bylines import files

RST = """\
.. a comment

=====
Tides
=====

:Date: 2020-01-02
:authors: Ann Bee;
  Bo Cee

:mood: no field of the header
"""
HTML = '<html>\n<head>\n<title>High &amp; low</title>\n<meta content="2020-01-02" name="date">\n</head><body><meta name="slug" content="no"></body></html>\n'


def test_what_the_headers_say():
    rst, html = header_of(RST, ".rst"), header_of(HTML, ".html")

    assert (rst.title, rst.values) == ("Tides", {"date": "2020-01-02", "authors": "Ann Bee; Bo Cee"})
    assert (html.title, html.values) == ("High & low", {"date": "2020-01-02"})


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (RST, RST.replace(":Date:", ":aliases: /a.html\n:Date:")),
        ("Tides\n#####\n\nText.\n", "Tides\n#####\n\n:aliases: /a.html\n\n\nText.\n"),
        ("Tides\n#####", "Tides\n#####\n\n:aliases: /a.html\n\n"),
        ("Text.\n", ":aliases: /a.html\n\nText.\n"),
        ("", ":aliases: /a.html\n\n"),
        (":date: 2020-01-02\n", ":aliases: /a.html\n:date: 2020-01-02\n"),
    ],
)
def test_a_line_more_in_restructuredtext(text, made):
    header = header_of(text, ".rst")

    assert header.added(text, "aliases", "/a.html") == made
    assert header_of(made, ".rst").values["aliases"] == "/a.html"
    assert header_of(made, ".rst").title == header.title


@pytest.mark.parametrize("text", [HTML, '<meta name="a" content="b">Text', "<p>Text</p>", "<HEAD lang='en'>x"])
def test_a_line_more_in_html(text):
    made = header_of(text, ".html").added(text, "aliases", '/"a".html')

    assert header_of(made, ".html").values["aliases"] == '/"a".html'
    assert made.replace('<meta name="aliases" content="/&quot;a&quot;.html">\n', "") == text


SITE = """\
-- pelicanconf.py --
DEFAULT_METADATA = {"status": "draft"}
-- content/a.rst --
Tides
#####

:date: 2020-01-03
:status: published

One.
-- content/b.rst --
Ebb
###

:date: 2020-01-03
-- content/2020-01-04-c.rst --
Flood
#####

Three.
-- content/d.html --
<html><head><title>Moon</title><meta name="date" content="2020-01-03"></head><body>Four.</body></html>
-- content/e.html --
<html><head><title>Sun</title><meta name="status" content="published"><meta name="aliases" content="own.html"></head></html>
"""


def test_old_addresses_are_kept_and_what_was_a_draft_by_the_settings_is_one(tmp_path):
    """Without the settings of the old site these would be public."""
    files(tmp_path, SITE)
    notes = Notes(lambda article: article.name)

    found = {one.path: (one.address, one.data.decode()) for one in read_pelican(tmp_path, notes)}

    assert found["a.rst"][0] == "/tides.html"
    assert ":aliases: /tides.html\n:date: 2020-01-03" in found["a.rst"][1]
    assert [found[path][0] for path in ("b.rst", "2020-01-04-c.rst", "d.html")] == ["", "", ""]
    assert ":status: draft\n" in found["b.rst"][1]
    assert ":status: draft\n" in found["2020-01-04-c.rst"][1]
    assert '<meta name="status" content="draft">' in found["d.html"][1]
    assert found["e.html"][1].count("aliases") == 1
