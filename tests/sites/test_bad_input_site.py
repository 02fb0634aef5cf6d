"""Everything a hurried writer can get wrong: named in one run with file, line, rule and remedy, and nothing lost."""

import re
import sys
from pathlib import Path

import pytest
from pelican import contents

from tests.conftest import run, write

BAD = """
-- content/data/tags.yaml --
nato: {name: NATO}
-- content/good.md --
Title: Good
Date: 2026-01-01
Tags: NATO

A good story.
-- content/bad-date.md --
Title: Bad date
Date: 31/02/2026

x
-- content/no-title.md --
Date: 2026-01-01

x
-- content/bad-status.md --
Title: Bad status
Date: 2026-01-02
Status: pubished

x
-- content/unknown-key.md --
Title: Unknown key
Date: 2026-01-03
Tagz: x

x
-- content/broken-yaml.md --
---
title: Broken
tags: [a, b
date: 2026-01-01
---
x
-- content/mapping.md --
---
title: Mapping
date: 2026-01-04
sources: {source: X}
---
x
-- content/tram.md --
Title: Tram
Date: 2026-01-05
Tags: Natto

x
-- content/one/twin.md --
Title: Twin
Date: 2026-01-06

x
-- content/two/twin.md --
Title: Twin
Date: 2026-01-07

x
-- content/link.md --
Title: Link
Date: 2026-01-08

[nowhere]({filename}nowhere.md)
-- content/script.md --
Title: <script>alert(1)</script>
Date: 2026-01-09

x
-- content/passwd.md --
Title: Passwd
Date: 2026-01-10
Slug: ../../etc/passwd

x
"""

TOLD = {
    "bad-date.md:2": "E02", "no-title.md:1": "E00", "bad-status.md:3": "E00", "unknown-key.md:3": "W19", "broken-yaml.md:3": "E00",
    "mapping.md:4": "E00", "tram.md:3": "E13", "one/twin.md:1": "E12", "two/twin.md:1": "E12", "link.md:4": "E10", "script.md:1": "E00",
    "passwd.md:3": "E19", "latin.md:4": "E00", "empty.md:1": "E00", "huge.md:1": "E00",
}  # fmt: skip


def test_every_fault_is_told_in_one_run(build, tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    (content / "latin.md").write_bytes(b"Title: Latin\nDate: 2026-01-01\n\n\xe9t\xe9\n")
    (content / "empty.md").touch()
    (content / "huge.md").write_bytes(b"Title: Huge\nDate: 2026-01-01\n\n" + b"word " * 2_000_000)

    site = build(BAD)

    assert site.code == 1
    assert "Traceback" not in site.log
    lines = re.findall(r"^content/(\S+:\d+): ([EW]\d\d) .+; .+$", site.log, re.MULTILINE)
    assert {place: rule for place, rule in lines if rule != "W02"} == TOLD  # none of them has a deck
    assert 'did you mean "NATO"?' in site.log
    assert not any(
        "passwd" in name and not name.startswith("2026/01/passwd/") for name in site.bytes() if name.endswith(".html")
    )


def test_the_stories_without_a_fault_are_built_beside_it(build):
    site = build(BAD)

    assert "A good story." in site.text("/2026/01/good/")
    assert "<script>alert" not in site.text("/2026/01/good/") + site.text("/") + site.text("/archives/")


def test_check_says_the_same_as_the_build(build, newsroom):
    site = build(BAD)
    checked = newsroom("check")

    told = re.findall(r"^\S+: [EW]\d\d .*$", site.log, re.MULTILINE)
    assert checked.returncode == 1
    assert sorted(told) == sorted(checked.stdout.splitlines())


@pytest.mark.parametrize("words", [["-m", "pelican.plugins.newsroom"], [Path(sys.executable).with_name("newsroom")]])
def test_a_path_with_an_accent_is_told_and_kept_whatever_the_locale_is(words, tmp_path):
    """Python takes UTF-8 for the locale C by itself, unless somebody forbids it: then no path with an accent could be kept, nor printed."""
    write(tmp_path, "-- content/br\u00fccke.md --\ntitle: Br\u00fccke\ndate: 2026-11-01\n\n![](/images/t\u00fcr.png)\n")

    for _ in range(2):  # the second reads what the first kept
        ran = run([sys.executable, *words, "check"], tmp_path, fresh=True, LC_ALL="C", PYTHONUTF8="0")
        assert "content/br\u00fccke.md:4: E08 the picture t\u00fcr.png has no alt text" in ran.stdout, (
            ran.stdout + ran.stderr
        )
        assert ran.returncode == 1


def test_a_key_that_pelican_calls_something_by_loses_no_story(build):
    """Pelican sets every key that is not ours on the article, whatever stands there."""
    names = {
        *dir(contents.Article),
        *dir(contents.Page),
        "_context",
        "_kept",
        "date_format",
        "timezone",
        "translations",
    }
    keys = [*sorted(names - {"content", "status", "summary", "url", "save_as", "author", "filename"}), "Filename"]
    stories = {
        f"content/{'pages' if n % 3 == 0 else 'stories'}/s{n}.md": f'---\ntitle: Story {n}\ndate: 2026-01-01\n"{key}": {value}\n---\nText.\n'
        for n, (key, value) in enumerate((key, value) for key in keys for value in ("plain text", "[a, 1]"))
    }
    built = build("".join(f"-- {name} --\n{text}" for name, text in stories.items()))

    assert built.code == 0, built.log[-3000:]
    pages = {page.parent.name for page in built.output.rglob("index.html")}
    assert {Path(name).stem for name in stories} <= pages


@pytest.mark.parametrize(
    ("key", "shown"), [("date_format: '%Y'", "2026"), ("timezone: Asia/Tokyo", "Asia/Tokyo"), ("rating: five", "five")]
)
def test_a_key_of_which_pelican_or_a_theme_makes_something_goes_through(build, key, shown):
    built = build(
        f"""
-- content/a.md --
---
title: A
date: 2026-01-01
{key}
---
Text.
-- theme/templates/article.html --
<p>{{{{ article.{"locale_date" if "format" in key else key.partition(":")[0]} }}}}</p>
""",
        more='THEME = "theme"; DIRECT_TEMPLATES = []; TEMPLATE_PAGES = {}; THEME_STATIC_PATHS = []',
    )

    assert built.text("/2026/01/a/").strip() == f"<p>{shown}</p>", built.log
