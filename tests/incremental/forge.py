"""Builds sites quickly, one after the other: a process in which everything is imported, and that forks for each build.

Started by `Forge`; it reads one JSON object a line and answers with one. A build may be killed: when it has done so many things to files,
or after some time.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: 2026-11-23 12:00 UTC.
NOW = 1795435200


@dataclass(frozen=True)
class Ran:
    """`code` is -9 for a build that was killed. `operations` are the things it did to files of the output or its ledger."""

    code: int
    log: str
    operations: int


class Forge:
    """To be used in a `with`. `with_all` imports all plugins of the house beforehand: builds that have them are quicker, others slower."""

    def __init__(self, *, with_all: bool = False) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.incremental.forge", *(["all"] if with_all else [])], cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            encoding="utf-8", env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8", "PYTHONHASHSEED": "random", "NO_COLOR": "1", "COLUMNS": "1000"},
        )  # fmt: skip

    def __enter__(self) -> "Forge":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(60)

    def build(self, root: Path, **asked: Any) -> Ran:
        """Build the site in `root` by its pelicanconf.py.

        `output` stands in for its folder, `now` for the clock; `kill_at` (operations) and `kill_after` (seconds) end it, `fault` is
        what moving a file into its place ends with from the operation `fault_at` on, `longest` is how long a file may be, `more` are other settings, `words` are those of a `newsroom` command to be run in its place, `cores` is how many it believes to have.
        """
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"root": str(root), **asked}) + "\n")
        self._process.stdin.flush()
        return Ran(**json.loads(self._process.stdout.readline()))


def _work() -> None:
    import pelican.plugins.incremental.plugin
    import pelican.plugins.newsroom.plugin  # noqa: F401

    if "all" in sys.argv:
        _import_all()
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(_forked(asked)), flush=True)


def _import_all() -> None:
    """Every plugin of the house with its modules, but those that are heavy and seldom needed."""
    import importlib
    import pkgutil

    import numpy  # noqa: F401
    import PIL.Image  # noqa: F401
    import scipy.sparse  # noqa: F401
    from pelican import plugins

    for one in pkgutil.walk_packages(plugins.__path__, f"{plugins.__name__}."):
        if one.name.endswith((".plugin", ".reader", ".front_matter")):
            importlib.import_module(one.name)


def _forked(asked: dict[str, Any]) -> dict[str, Any]:
    log = Path(asked["root"]) / ".forge-log"
    count, told = os.pipe()
    child = os.fork()
    if child == 0:
        _build_and_end(asked, log, told)
    os.close(told)
    began = time.monotonic()
    ended, code = 0, 0
    while not ended:
        ended, status = os.waitpid(child, os.WNOHANG)
        code = os.waitstatus_to_exitcode(status) if ended else 0
        if not ended:
            if asked.get("kill_after") is not None and time.monotonic() - began > asked["kill_after"]:
                os.kill(child, signal.SIGKILL)
            select.select([], [], [], 0.002)
    operations = 0
    while found := os.read(count, 65536):
        operations += len(found)
    os.close(count)
    return {"code": code, "log": log.read_text(encoding="utf-8") if log.exists() else "", "operations": operations}


def _build_and_end(asked: dict[str, Any], log: Path, told: int) -> None:
    os.chdir(asked["root"])
    with log.open("w", encoding="utf-8") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    os.environ["SOURCE_DATE_EPOCH"] = str(asked.get("now", NOW))
    sys.path.insert(0, "")
    code = 1
    try:
        _count_operations(asked, told)
        if asked.get("longest"):
            import resource

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (asked["longest"], asked["longest"]))
        if asked.get("cores"):
            from pelican.plugins.newsroom import cores

            cores.count = lambda: asked["cores"]
            cores.FEW = 4
        from pelican.plugins.newsroom.plugin import build_site

        if asked.get("words"):
            from pelican.plugins.newsroom.__main__ import main

            code = main(asked["words"])
        else:
            code = build_site("pelicanconf.py", output=asked.get("output", ""), more=asked.get("more"))
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _count_operations(asked: dict[str, Any], told: int) -> None:
    """Before each thing that is done to a file, and after it, is a moment at which the build may end."""
    done, replace = 0, Path.replace

    def counted(act: Any) -> Any:
        def counting(*given: Any, **more: Any) -> Any:
            nonlocal done
            os.write(told, b".")
            done += 1
            if done == asked.get("kill_at"):
                os.kill(os.getpid(), signal.SIGKILL)
            if asked.get("fault") and act is replace and done >= asked["fault_at"]:
                raise OSError(asked["fault"], os.strerror(asked["fault"]), str(given[0]))
            return act(*given, **more)

        return counting

    for name in ("replace", "unlink", "rmdir"):
        setattr(Path, name, counted(getattr(Path, name)))
    os.fsync = counted(os.fsync)


if __name__ == "__main__":
    _work()
