"""Laws of reading under bent files: a few hundred of those that `make fuzz` reads by the thousand."""

import random

import pytest
from pelican.plugins.newsroom.reading import read_file
from pelican.plugins.newsroom.registry import Registries

from tests.effort import effort

from ..fuzz.mess import SHAPES, bent
from .test_reading_laws import PATTERNS, Site, datetime

SLOWEST = 2.0  # processor seconds for one file


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.mktemp("bent")
    (root / "content").mkdir()
    return Site(
        root=root, content=root / "content", now=datetime.fromisoformat("2026-11-23T00:00+00:00"), patterns=PATTERNS
    )


def read(data, site):
    file = site.content / "a.md"
    file.write_bytes(data)
    readings = []
    took = effort(lambda: readings.append(read_file(file, "article", site, Registries(), {})))
    return readings[0], took


@pytest.mark.parametrize("block", range(8))
def test_a_bent_file_becomes_a_story_or_an_error_and_never_hangs(block, site):
    for number in range(block * 60, block * 60 + 60):
        data = bent(random.Random(number))  # noqa: S311  (it guards nothing)
        lines = data.count(b"\n") + data.count(b"\r") + 1
        reading, took = read(data, site)

        assert reading.story is not None or any(one.is_error for one in reading.problems), data
        assert all(0 <= one.line <= lines + 1 and one.message and one.remedy for one in reading.problems), data
        assert took < SLOWEST, data


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_of_a_real_site_is_a_story_or_says_why_not(shape, site):
    reading, _ = read(shape.encode(), site)

    assert reading.story is not None or any(one.is_error for one in reading.problems)


LONG = "word " * 100


@pytest.mark.parametrize(
    "line", [f"slug: {'a' * 300}", f"save_as: {'a' * 300}/index.html", f"aliases: /{'b' * 300}/", f"image: {'c' * 300}.png", f"url: {'d' * 300}"]
)  # fmt: skip
def test_a_name_that_no_file_can_have_is_an_error(line, site):
    reading, _ = read(f"---\ntitle: T\ndate: 2024-05-06\n{line}\n---\nText.\n".encode(), site)

    assert any(one.is_error and one.line == 4 for one in reading.problems)


def test_a_tag_as_long_as_a_sentence_has_an_address_that_a_file_can_have(site):
    reading, _ = read(
        f"---\ntitle: T\ndate: 2024-05-06\ntags:\n  - {LONG}\n  - {'ж' * 300}\n---\nText.\n".encode(), site
    )

    assert reading.story is not None
    assert all(0 < len(tag.slug.encode()) <= 200 for tag in reading.story.tags)
