"""The scripts of the editor, run by Node as a browser would run them: laid out as in a site, without Decap."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from pelican.plugins.editor import program

from ..conftest import ROOT

DESK = ROOT / "plugins" / "editor" / "desk"


def laid_out(folder: Path) -> Path:
    """The scripts in a folder of their own. Fails where the editor is not installed: `tools/bootstrap dev` does it."""
    assert program.is_installed(program.home()), program.MISSING
    shutil.copytree(DESK, folder)
    for name, file in program.page_files(program.home()).items():
        if name.startswith(("yaml/", "markdown-it")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, folder / name)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


def asked(folder: Path, script: str, given: Any) -> Any:
    """What a script prints as JSON. It finds what it is given in `given`; imports begin with `./`."""
    head = 'import { readFileSync } from "node:fs";\nconst given = JSON.parse(readFileSync(0, "utf8"));\n'
    file = folder / "asked.js"
    file.write_text(head + script, encoding="utf-8")
    ran = subprocess.run(
        ["node", str(file)], input=json.dumps(given), capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
