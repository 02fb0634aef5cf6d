"""Documents as a newcomer follows them: their commands as a script, in a folder of their own, with the wheel and nothing else of ours."""

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

STEP = re.compile(r"(?:^`(?P<file>[^`\n]+)`\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
#: The machine of the tests has the dependencies already, and no network.
DEPENDENCIES = 'echo {places} > "$(echo .venv/lib/python*/site-packages)/dependencies.pth"\n'.format(
    places=sysconfig.get_path("purelib")
)


def steps_of(document: str) -> str:
    """The commands of a document as a script of a shell, and the files that it shows below their names."""
    steps = []
    for step in STEP.finditer(document):
        if step["file"]:
            steps.append(f"cat > {step['file']} <<'END OF FILE'\n{step['text']}END OF FILE\n")
        elif step["kind"] == "sh":
            steps.append(step["text"])
    return "".join(steps)


def shown_in(document: str) -> list[str]:
    """The lines that a document shows as said or written by its commands."""
    shown = [step["text"].splitlines() for step in STEP.finditer(document) if step["kind"] == "text"]
    return [line for lines in shown for line in lines]


def followed(script: str, folder: Path, wheel: Path, programs: Path | None = None) -> str:
    """What the commands said. `programs` is the folder of an environment that is there already."""
    ways = [*([programs] if programs else []), Path(sys.executable).parent, os.environ["PATH"]]
    environment = {
        "PATH": os.pathsep.join(map(str, ways)),
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
        "PIP_NO_COMPILE": "1",  # the commands compile what they need
    }
    ran = subprocess.run(
        ["bash", "-e", "-x", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr
