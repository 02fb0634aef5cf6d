"""Every command of docs/tutorial.md, in its order, in an empty folder, with the wheel and nothing else of ours."""

import os
import re
import socket
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.slow

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
STEP = re.compile(r"(?:^`(?P<file>[^`\n]+)`\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
#: Serves until the draft was read once, which a reader does with a browser and Ctrl+C.
LOOK = """
newsroom serve --port {port} & served=$!
for _ in $(seq 300); do curl -s -f -o draft.html http://127.0.0.1:{port}/drafts/why-tides-turn/ && break; sleep 0.2; done
kill $served; wait $served || true
grep -q "Why tides turn" draft.html
rm draft.html
"""
#: The machine of the tests has the dependencies already, and no network.
DEPENDENCIES = 'echo {places} > "$(echo .venv/lib/python*/site-packages)/dependencies.pth"\n'


def script(text: str, port: int) -> str:
    """The steps of the tutorial as one script of a shell."""
    steps = []
    for step in STEP.finditer(text):
        if step["file"]:
            steps.append(f"cat > {step['file']} <<'END OF FILE'\n{step['text']}END OF FILE\n")
        elif step["kind"] == "sh":
            steps.append(re.sub(r"^newsroom serve$", LOOK.format(port=port).strip(), step["text"], flags=re.MULTILINE))
    made = "".join(steps)
    before, activated, after = made.partition(". .venv/bin/activate\n")
    assert activated, "the tutorial makes an environment"
    return before + DEPENDENCIES.format(places=sysconfig.get_path("purelib")) + activated + after


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def followed(tmp_path_factory, wheel):
    """(the folder, what the commands said) after somebody has followed the tutorial."""
    folder = tmp_path_factory.mktemp("tutorial")
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
        "SOURCE_DATE_EPOCH": "1795435200",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheel.parent),
        "PIP_NO_DEPS": "1",
        "PIP_IGNORE_INSTALLED": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    steps = script(TUTORIAL.read_text(encoding="utf-8"), free_port())
    ran = subprocess.run(
        ["bash", "-e", "-x", "-c", steps],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder, ran.stdout + ran.stderr


def test_the_newcomer_has_the_wheel_and_not_this_folder(followed):
    folder, _ = followed
    asked = [
        folder / ".venv/bin/python",
        "-c",
        "import pelican.plugins.newsroom as n, pelican_newsroom_themes as t; print(n.__file__, t.__file__)",
    ]
    places = subprocess.run(asked, cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout.split()

    assert all(Path(place).is_relative_to(folder / ".venv") for place in places)


def test_the_story_is_published_with_its_source(followed):
    folder, said = followed
    page = BeautifulSoup((folder / "lamplighter/output/2026/11/why-tides-turn/index.html").read_bytes(), "html.parser")

    assert page.h1.get_text(strip=True) == "Why tides turn"
    assert "Harbour Gazette" in page.get_text()
    assert page.find("link", rel="canonical")["href"] == "https://news.example.org/2026/11/why-tides-turn/"
    assert "is edition 1" in said


def test_what_the_tutorial_says_that_is_said_is_said(followed):
    _, said = followed

    assert "content/science/why-tides-turn.md" in said
    assert "the story has no deck" in said
    assert "no problems in 3 files" in said
