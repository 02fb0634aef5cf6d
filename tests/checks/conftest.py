"""The site in which faults are planted, built once."""

import pytest
from PIL import Image

from tests.checks.planting import SITE, part
from tests.conftest import builder


def site_of_pages(root):
    """The site with one story on each page of its lists."""
    (root / "content/images").mkdir(parents=True)
    Image.new("RGB", (1200, 630)).save(root / "content/images/a.png")
    pages = 'DEFAULT_PAGINATION = 1\nPAGINATED_TEMPLATES = dict.fromkeys(("category", "tag", "author", "source"))'
    made = builder(root)(SITE, more=pages)
    assert made.code == 0, made.log
    return made


def site_of_lines(root):
    """Five stories under four topics and two authors; the first three are a storyline, two are corrected, one was seen elsewhere."""
    made = builder(root)(
        """
-- content/data/sources.yaml --
wire: {name: Harbour Wire, url: https://wire.example/}
-- content/data/storylines.yaml --
strait: {name: The strait, description: All of it.}
-- content/pages/about.md --
Title: About

Who we are.
"""
        + "".join(
            part(
                number,
                "storyline: strait" if number < 4 else "",
                f"corrections: [{{date: 2026-11-2{number - 2}, kind: correction, text: The {number} was wrong.}}]"
                if number in (2, 3)
                else "",
                "sources: [{source: wire, relation: via, url: 'https://wire.example/1'}]" if number == 1 else "",
                authors="Ann Bee, Cee Dee",
                categories="World, Law",
                tags="sea, ships, wind, tide",
            )
            for number in (1, 2, 3, 4, 9)
        )
    )
    assert made.code == 0, made.log
    return made


@pytest.fixture(scope="package")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("audited")
    (root / "content/images").mkdir(parents=True)
    Image.new("RGB", (1200, 630)).save(root / "content/images/a.png")
    made = builder(root)(SITE)
    assert made.code == 0, made.log
    return made
