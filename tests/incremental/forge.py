"""Builds sites quickly, one after the other: a process in which everything is imported, and that forks for each build.

Started by `Forge`; it reads one JSON object a line and answers with one. A build may be killed: when it has done so many things to files,
or after some time. `built_anew` is the slow way: the real command in a process of its own.
"""

import gc
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

from tests.ready import get_ready

#: 2026-11-23 12:00 UTC.
NOW = 1795435200
_PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """`code` is -9 for a build that was killed. `operations` are the things it did to files of the output or its ledger.

    `seconds` of a processor are those of the build, without the process that forked for it.
    """

    code: int
    log: str
    operations: int
    seconds: float = 0.0


class Forge:
    """To be used in a `with`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.incremental.forge"], cwd=_PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
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
        from tests.conftest import made_before  # the process that is started needs nothing of it

        assert self._process.stdin
        assert self._process.stdout
        with made_before(root):
            self._process.stdin.write(json.dumps({"root": str(root), **asked}) + "\n")
            self._process.stdin.flush()
            return Ran(**json.loads(self._process.stdout.readline()))


#: A command in a process that believes to have so many cores, and that even little work is worth sharing among them.
_ANEW = """import sys
sys.path.insert(0, {tests!r})
from pelican.plugins.newsroom.__main__ import main
from tests.incremental.forge import share_little_work
share_little_work({cores})
sys.exit(main(["build", "-s", "pelicanconf.py"]))
"""


def built_anew(root: Path, *, now: int, cores: int) -> Ran:
    """`newsroom build` in a process of its own, with hashes that no other process has."""
    given = {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "random",
        "NO_COLOR": "1",
        "COLUMNS": "1000",
        "SOURCE_DATE_EPOCH": str(now),
    }
    ran = subprocess.run(
        [sys.executable, "-c", _ANEW.format(cores=cores, tests=str(_PROJECT))], cwd=root, env=given, encoding="utf-8", check=False, timeout=300,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return Ran(ran.returncode, ran.stdout, 0)


def share_little_work(count: int) -> None:
    """This process is to believe that it has so many cores, and that even little work is worth sharing among them: related lists of few stories
    are found beside the build, pages that show none are made meanwhile, and what pages are given is compared beside their questions. Pieces of
    pages are taken from build to build for the first page. With an even count nothing that another process does is there before it is asked for.
    """
    from pelican.plugins.incremental import kept_pieces, pages
    from pelican.plugins.newsroom import cores, errand, readings
    from pelican.plugins.related import archives, found, lone

    assert pages._FEW > cores.FEW  # noqa: SLF001 (the number from which questions are asked on all cores is nobody's option)
    cores.count = lambda: count
    cores.FEW = pages._FEW = 4  # noqa: SLF001
    pages._SOME = kept_pieces._SOME = 0  # noqa: SLF001
    found.MANY = lone.MANY = archives.MANY = pages.MANY = readings.MANY = 1
    if not count % 2:
        errand.Errand.is_ready = property(lambda one: not one.is_under_way)  # type: ignore[assignment,method-assign]


def _work() -> None:
    get_ready()
    gc.collect()
    gc.freeze()  # what is looked at for garbage is copied for each build
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(_forked(asked)), flush=True)


def _forked(asked: dict[str, Any]) -> dict[str, Any]:
    log = Path(asked["root"]) / ".forge-log"
    count, told = os.pipe()
    child = os.fork()
    if child == 0:
        _build_and_end(asked, log, told)
    os.close(told)
    if asked.get("kill_after") is not None:
        _kill_after(child, asked["kill_after"])
    _, status, used = os.wait4(child, 0)
    operations = 0
    while found := os.read(count, 65536):
        operations += len(found)
    os.close(count)
    said = log.read_text(encoding="utf-8") if log.exists() else ""
    seconds = used.ru_utime + used.ru_stime
    return {"code": os.waitstatus_to_exitcode(status), "log": said, "operations": operations, "seconds": seconds}


def _kill_after(child: int, seconds: float) -> None:
    """Unless it ends before; it is left to be waited for."""
    began = time.monotonic()
    while not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        if time.monotonic() - began > seconds:
            os.kill(child, signal.SIGKILL)
            return
        select.select([], [], [], 0.002)


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
            share_little_work(asked["cores"])
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
    """Before each thing that is done to a file, and after it, is a moment at which the build may end: all of it, also where a helping process does it."""
    done, replace, build = 0, os.replace, os.getpid()

    def counted(act: Any) -> Any:
        def counting(*given: Any, **more: Any) -> Any:
            nonlocal done
            os.write(told, b".")
            done += 1
            if done == asked.get("kill_at"):
                os.kill(build, signal.SIGKILL)
            if asked.get("fault") and act is replace and done >= asked["fault_at"]:
                raise OSError(asked["fault"], os.strerror(asked["fault"]), str(given[0]))
            return act(*given, **more)

        return counting

    for name in ("replace", "unlink", "rmdir", "fsync"):  # a Path calls them, too
        setattr(os, name, counted(getattr(os, name)))


if __name__ == "__main__":
    _work()
