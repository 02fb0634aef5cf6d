"""The site in which faults are planted, built once."""

import pytest
from PIL import Image

from tests.checks.planting import SITE
from tests.conftest import builder


def site_of_pages(root):
    """The site with one story on each page of its lists."""
    (root / "content/images").mkdir(parents=True)
    Image.new("RGB", (1200, 630)).save(root / "content/images/a.png")
    pages = 'DEFAULT_PAGINATION = 1\nPAGINATED_TEMPLATES = dict.fromkeys(("category", "tag", "author", "source"))'
    made = builder(root)(SITE, more=pages)
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
