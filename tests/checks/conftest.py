"""The site in which faults are planted, built once."""

import pytest
from PIL import Image

from tests.conftest import builder


@pytest.fixture(scope="package")
def built(tmp_path_factory):
    from tests.checks.test_audit import SITE

    root = tmp_path_factory.mktemp("audited")
    (root / "content/images").mkdir(parents=True)
    Image.new("RGB", (1200, 630)).save(root / "content/images/a.png")
    made = builder(root)(SITE)
    assert made.code == 0, made.log
    return made
