"""Where a copy stands is entered into the header: one line more, in every dialect, and nothing else changes."""

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.newsroom.archived_sources import Copy, with_copies
from pelican.plugins.newsroom.reading import read_text
from pelican.plugins.newsroom.registry import Registries

from tests.newsroom.conftest import a_site

URL = "https://x.example/a"
AT = "https://web.archive.org/web/20261120101500/https://x.example/a"
COPY, GONE = Copy(URL, AT), Copy(URL, AT, gone=True)
BLOCK = "---\ntitle: T # kept\n# and this\ndate: 2026-01-01\nsources:\n  - name: Post\n    url: https://post.example/1\n  - url: {url}   # here\n    name: 'X'\ntags: [a]\n---\nText.\n"


def entered(text, *copies):
    return with_copies(text, _read, copies)


def added(before: str, after: str) -> list[str]:
    """The lines that are new; a line that is gone counts too."""
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        (BLOCK, [f"+     archived: {AT}", "+     gone: true"]),
        ("---\ntitle: T\ndate: 2026-01-01\nsources:\n- name: X\n  url: '{url}'\n---\nA.\n", [f"+   archived: '{AT}'", "+   gone: true"]),
        ('---\ntitle: T\ndate: 2026-01-01\nsources:\n- name: X\n  "url": "{url}"\n---\nA.\n', [f'+   "archived": "{AT}"', '+   "gone": true']),
        ("---\ntitle: T\ndate: 2026-01-01\nsource:\n    name: X\n    URL: {url}\n---\nA.\n", [f"+     Archived: {AT}", "+     Gone: true"]),
        ("---\ntitle: T\ndate: 2026-01-01\nsource: X\nsource-url: {url}\n---\nA.\n", [f"+ source-archive: {AT}", "+ source-gone: true"]),
        ('+++\ntitle = "T"\ndate = 2026-01-01\n[[sources]]\nname = "X"\nurl = "{url}" # here\n+++\nA.\n', [f'+ archived = "{AT}"', "+ gone = true"]),
        ("+++\ntitle = 'T'\ndate = 2026-01-01\nsource = 'X'\nsource_url='{url}'\n+++\nA.\n", [f"+ source_archive='{AT}'", "+ source_gone=true"]),
        ("Title: T\nDate: 2026-01-01\nSource: X\nSource_URL: {url}\nTags: a, b\n\nA.\n", [f"+ Source_Archive: {AT}", "+ Source_Gone: true"]),
        ("Title: T\nDate: 2026-01-01\nSource: X\nsource url:  {url}\n\nA.\n", [f"+ source archive:  {AT}", "+ source gone:  true"]),
        ("title: T\ndate: 2026-01-01\nsources:\n  - name: X\n    url: {url}\n\nA.\n", [f"+     archived: {AT}", "+     gone: true"]),
    ],
)  # fmt: skip
def test_the_facts_stand_below_the_address_as_it_is_written(header, lines):
    before = header.format(url=URL)
    after = entered(before, GONE)

    assert added(before, after) == lines
    assert entered(after, GONE) == after


@pytest.mark.parametrize(
    ("header", "entry"),
    [
        ("---\ntitle: T\ndate: 2026-01-01\nsources: [{name: X, url: %s}, {name: Y}]\n---\nA.\n", f"{{name: X, url: {URL}, archived: {AT}, gone: true}}, {{name: Y}}"),
        ("---\ntitle: T\ndate: 2026-01-01\nsources:\n- {name: X, url: '%s', title: a}\n---\nA.\n", f"url: '{URL}', archived: '{AT}', gone: true, title: a}}"),
        ("---\ntitle: T\ndate: 2026-01-01\nsource: {name: X, url: %s}\n---\nA.\n", f"url: {URL}, archived: {AT}, gone: true}}"),
        ('+++\ntitle = "T"\ndate = 2026-01-01\nsources = [{name = "X", url = "%s"}]\n+++\nA.\n', f'url = "{URL}", archived = "{AT}", gone = true}}'),
    ],
)  # fmt: skip
def test_in_braces_they_stand_behind_the_address(header, entry):
    before = header % URL
    after = entered(before, GONE)

    assert entry in after
    assert len(added(before, after)) == 2
    assert entered(after, GONE) == after


def test_what_a_writer_has_entered_stays():
    own = BLOCK.format(url=URL).replace("    name: 'X'", "    name: 'X'\n    archived: https://own.example/copy")

    assert entered(own, COPY) == own
    assert added(own, entered(own, GONE)) == ["+     gone: true"]


def test_each_entry_with_the_address_is_completed_and_line_ends_stay():
    text = BLOCK.format(url=URL).replace("https://post.example/1", URL).replace("\n", "\r\n")
    after = entered(f"\ufeff{text}", COPY)

    assert after.count(f"    archived: {AT}\r\n") == 2
    assert after.replace(f"    archived: {AT}\r\n", "") == f"\ufeff{text}"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: T\ndate: 2026-01-01\nsources:\n- name: X\n  url: >-\n    https://x.example/a\n---\nA.\n",
        "---\ntitle: T\ndate: 2026-01-01\nsources: [{name: X, url: https://x.example/a, archived: }]\n---\nA.\n",
        "---\ntitle: T\ndate: 2026-01-01\nsource: &x {name: X, url: https://x.example/a}\nother: *x\n---\nA.\n",
        "---\ntitle: T\ndate: 2026-01-01\n---\nThis article was originally reported by [X](https://x.example/a).\n\nA.\n",
        "---\ntitle: [\n---\nA.\n",
        "A.\r\rB\n",
        "",
    ],
)
def test_what_cannot_be_completed_safely_is_left_alone_or_says_the_same(text):
    after = with_copies(text, _read, [GONE])
    was, now = _read(text), _read(after)

    assert after == text or (now.story.extra == was.story.extra and now.story.sources[0].archived == AT)


def _read(text):
    return read_text(text, "content/world/tram.md", "world/tram.md", "article", a_site(), Registries())


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["yaml", "flow", "toml", "classic"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30),
    st.booleans(),
)
def test_whatever_else_stands_in_the_file_it_is_still_there(dialect, words, gone):
    head = {
        "yaml": f"---\ntitle: T\ndate: 2026-01-01\nsources:\n- name: X\n  url: {URL}\n---\n",
        "flow": f"---\ntitle: T\ndate: 2026-01-01\nsources: [{{name: X, url: {URL}}}]\n---\n",
        "toml": f'+++\ntitle = "T"\ndate = 2026-01-01\n[[sources]]\nname = "X"\nurl = "{URL}"\n+++\n',
        "classic": f"Title: T\nDate: 2026-01-01\nSource: X\nSource_URL: {URL}\n\n",
    }[dialect]
    before = f"{head}{words}"
    after = with_copies(before, _read, [Copy(URL, AT, gone)])

    taken = iter(after)
    assert all(sign in taken for sign in before)  # in the same order
    assert after == before or after.count(AT) == 1
