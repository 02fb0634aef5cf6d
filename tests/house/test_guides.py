"""Every command of the guides for people who come from another program, with a small export of it and the wheel, to the published site."""

import subprocess
import sys
from pathlib import Path

import pytest
from pelican.plugins.checks.audit import audit
from pelican.plugins.checks.built_site import BuiltSite

from ..conftest import FILE, ROOT
from ..importers.shapes import HUGO, JEKYLL, PELICAN, PICTURES, PIXEL, WORDPRESS
from .following import DEPENDENCIES, followed, shown_in, steps_of

pytestmark = pytest.mark.slow

#: Program -> what its user brings along, where the guide wants it.
BROUGHT = {
    "wordpress": f"-- export.xml --\n{WORDPRESS}",
    "hugo": HUGO.replace("-- hugo/", "-- old-site/"),
    "jekyll": JEKYLL.replace("-- jekyll/", "-- old-site/"),
    "pelican": PELICAN.replace("-- pelican/", "-- old-site/"),
}
#: Old address below the site's -> what its page leads to.
MOVED = {
    "wordpress": ("2019/05/31/grain-and-ships/", "/2019/05/grain-and-ships/"),
    "hugo": ("2021/05/snow-white-mostly/", "/2021/05/snow/"),
    "jekyll": ("machines/sand/2018/02/03/sand-in-gears/", "/2018/02/sand-in-gears/"),
    "pelican": ("blog/2016/stone-for-moss.html", "/2016/07/stone/"),
}


def bring(program: str, folder: Path) -> None:
    _, *parts = FILE.split(BROUGHT[program])
    for path, body in zip(parts[::2], parts[1::2], strict=True):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(body, encoding="utf-8")
    for picture in PICTURES:
        top, _, below = picture.partition("/")
        if top == program or (top == "uploads" and program == "wordpress"):
            file = folder / ("uploads" if top == "uploads" else "old-site") / below
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(PIXEL)


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """The programs of the environment that the tutorial makes; the guides begin there.

    Its pip is the one that the dependencies have: to unpack another takes longer than a guide does, and test_tutorial.py does so.
    """
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", ".venv"], cwd=folder, check=True)
    subprocess.run(["bash", "-e", "-c", DEPENDENCIES], cwd=folder, check=True)
    there = folder / ".venv" / "bin"
    (there / "pip").write_text(
        f"#!{there}/python\nfrom pip._internal.cli.main import main\n\nraise SystemExit(main())\n"
    )
    (there / "pip").chmod(0o755)
    return there


@pytest.mark.parametrize("program", BROUGHT)
def test_a_guide_leads_from_the_old_site_to_the_published_one(program, tmp_path, wheel, programs):
    bring(program, tmp_path)
    guide = (ROOT / f"docs/from-{program}.md").read_text(encoding="utf-8")

    said = followed(steps_of(guide), tmp_path, wheel, programs)

    site = tmp_path / "new-site"
    lines = (said + (site / "import.txt").read_text(encoding="utf-8")).splitlines()
    assert [line for line in shown_in(guide) if not any(line in one for one in lines)] == []
    assert "is edition 1" in said
    assert [str(one) for one in audit(BuiltSite(site / "output")) if one.is_error] == []
    old, new = MOVED[program]
    assert f"{new}" in old_page(site / "output" / old)


def old_page(place: Path) -> str:
    return (place / "index.html" if place.is_dir() else place).read_text(encoding="utf-8")


def test_every_guide_is_followed():
    assert {file.stem.removeprefix("from-") for file in ROOT.glob("docs/from-*.md")} == set(BROUGHT)
