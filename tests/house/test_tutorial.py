"""Every command of docs/tutorial.md, in its order, in an empty folder, with the wheel and nothing else of ours."""

import re
import socket
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from .following import DEPENDENCIES, followed, steps_of

pytestmark = pytest.mark.slow

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
#: Serves until the draft was read once, which a reader does with a browser and Ctrl+C.
LOOK = """
newsroom serve --port {port} & served=$!
for _ in $(seq 300); do curl -s -f -o draft.html http://127.0.0.1:{port}/drafts/why-tides-turn/ && break; sleep 0.2; done
kill $served; wait $served || true
grep -q "Why tides turn" draft.html
rm draft.html
"""


def script(text: str, port: int) -> str:
    """The steps of the tutorial as one script of a shell."""
    made = re.sub(r"^newsroom serve$", LOOK.format(port=port).strip(), steps_of(text), flags=re.MULTILINE)
    before, activated, after = made.partition(". .venv/bin/activate\n")
    assert activated, "the tutorial makes an environment"
    return before + DEPENDENCIES + activated + after


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory, wheel):
    """(the folder, what the commands said) after somebody has followed the tutorial."""
    folder = tmp_path_factory.mktemp("tutorial")
    return folder, followed(script(TUTORIAL.read_text(encoding="utf-8"), free_port()), folder, wheel)


def test_the_newcomer_has_the_wheel_and_not_this_folder(tutorial):
    folder, _ = tutorial
    asked = [
        folder / ".venv/bin/python",
        "-c",
        "import pelican.plugins.newsroom as n, pelican_newsroom_themes as t; print(n.__file__, t.__file__)",
    ]
    places = subprocess.run(asked, cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout.split()

    assert all(Path(place).is_relative_to(folder / ".venv") for place in places)


def test_the_story_is_published_with_its_source(tutorial):
    folder, said = tutorial
    page = BeautifulSoup((folder / "lamplighter/output/2026/11/why-tides-turn/index.html").read_bytes(), "html.parser")

    assert page.h1.get_text(strip=True) == "Why tides turn"
    assert "Harbour Gazette" in page.get_text()
    assert page.find("link", rel="canonical")["href"] == "https://news.example.org/2026/11/why-tides-turn/"
    assert "is edition 1" in said


def test_what_the_tutorial_says_that_is_said_is_said(tutorial):
    _, said = tutorial

    assert "content/science/why-tides-turn.md" in said
    assert "the story has no deck" in said
    assert "no problems in 3 files" in said
