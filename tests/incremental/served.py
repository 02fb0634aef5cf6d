"""A site that is served by a process of its own while it is changed: what it shows after each change.

python -m tests.incremental.served URL OUTPUT: run in the site's folder by `Served`; reads one JSON object a line and answers with one.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

_PROJECT = Path(__file__).parents[2]
#: Whether a picture is smaller as AVIF is known once it has been made, and where it is served none is before somebody looks.
_AVIF = re.compile(rb'<source type="image/avif"[^>]*>')


class Served:
    """To be used in a `with`."""

    def __init__(self, root: Path, url: str) -> None:
        given = {
            "PATH": os.environ["PATH"],
            "HOME": "/nonexistent",
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "random",
            "PYTHONPATH": str(_PROJECT),
        }
        output = root.with_name("served")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.incremental.served", url, str(output)], cwd=root, env=given, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def __enter__(self) -> "Served":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(60)

    def build(self, now: int, *, rests: bool) -> bool:
        """Build as after a change; whether there is an edition. With `rests` it has a moment for itself afterwards."""
        return bool(self._ask(now=now, rests=rests))

    def otherwise(self, wanted: dict[str, bytes], place: Path) -> list[str]:
        """The files that are served with other bytes than these. They are told by `place`, a file to be written."""
        place.write_text(json.dumps({name: data.decode("latin-1") for name, data in wanted.items()}), encoding="utf-8")
        found: list[str] = self._ask(files=str(place))
        return found

    def _ask(self, **what: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def _serve(url: str, output: str) -> None:
    from pelican.plugins.preview.plugin import LiveSite

    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    site: LiveSite | None = None
    for line in sys.stdin:
        asked = json.loads(line)
        if "now" in asked:
            os.environ["SOURCE_DATE_EPOCH"] = str(asked["now"])
            site = site or LiveSite("pelicanconf.py", url, Path(output))
            answer: Any = site.build().complete
            if asked["rests"]:
                site.rest()
        else:
            assert site
            wanted = json.loads(Path(asked["files"]).read_text(encoding="utf-8"))
            answer = [
                f"{name}: {page.failure or 'other bytes' if page.body else 'missing'}"
                for name, data in wanted.items()
                if _told((page := site.page(name)).body or b"") != _told(data.encode("latin-1"))
            ]
        print(json.dumps(answer), file=answers, flush=True)


def _told(data: bytes) -> bytes:
    return _AVIF.sub(b"", data)


if __name__ == "__main__":
    sys.path.insert(0, "")
    _serve(*sys.argv[1:])
