"""A Pelican site as it lies there: who wrote in each of its formats, and the settings without which files would be missing."""

from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.pelican_folder import read_pelican

from .test_bylines import files

SITE = """\
-- pelicanconf.py --
STATIC_PATHS = ["images", "exp"]
EXTRA_PATH_METADATA = {"extra/CNAME": {"path": "CNAME"}}
-- content/a.md --
Title: A
Author: Ann Bee and Bo Cee
Date: 2020-01-02

One.
-- content/b.rst --
Title
#####

:date: 2020-01-03
:authors: Cy Dee; Di Eff

Two. :author: Nobody
-- content/c.html --
<html><head><title>C</title><meta name="author" content="Ed &amp; Gee"></head><body>Three.</body></html>
-- content/d.rst --
Title
#####

No one.
-- content/exp/code.py --
print()
"""


def test_who_wrote_is_found_in_each_format_and_settings_that_files_need_are_named(tmp_path):
    files(tmp_path, SITE)
    notes = Notes(lambda article: article.name)

    found = {one.path: one.authors for one in read_pelican(tmp_path, notes)}

    assert found == {
        "a.md": ("Ann Bee", "Bo Cee"), "b.rst": ("Cy Dee", "Di Eff"), "c.html": ("Ed & Gee",), "d.rst": (), "exp/code.py": ()
    }  # fmt: skip
    assert (
        "pelicanconf.py: STATIC_PATHS = ['images', 'exp']: write it into yours, or files that readers need are not published"
        in notes.left
    )
    assert any("EXTRA_PATH_METADATA = {'extra/CNAME'" in one for one in notes.left)


def test_settings_that_say_what_ours_say_are_not_named(tmp_path):
    files(tmp_path, '-- pelicanconf.py --\nSTATIC_PATHS = ["images"]\n-- content/a.md --\nTitle: A\n\nOne.\n')
    notes = Notes(lambda article: article.name)

    assert [one.path for one in read_pelican(tmp_path, notes)] == ["a.md"]
    assert not notes.left
