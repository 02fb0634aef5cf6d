"""Commands run quickly, one after the other: a process in which everything is imported, and that forks for each.

Started by `Ready`; it reads one JSON object a line and answers with the code that the command ended with. What a command finds is what
`python -m` gives it: its words, its folder, its environment and nothing of a site that was built before. The steps of
`newsroom publish`, each a process of its own, are such forks too. tests/sites/test_ready_site.py holds both ways against each other.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace
from typing import Any, NoReturn, TextIO

_PROJECT = Path(__file__).parents[1]
#: Beginnings of the names that Python, or a library while it is imported, looks up in the environment: a process that has begun knows them.
_READ_AT_START = ("PYTHON", "LANG", "LC_", "COLUMNS", "NO_COLOR", "TERM")
#: Seconds after which a command is ended.
_LONGEST = 300


def can_run(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether a command needs no process of its own for what it is."""
    is_module = command[:2] == [sys.executable, "-m"] and command[2] in ("pelican", "pelican.plugins.newsroom")
    return is_module and not any(name.startswith(_READ_AT_START) for name in environment)


class Ready:
    """The process. It ends with the one that started it. One that `is_plain` has imported Pelican, and nothing of ours."""

    def __init__(self, environment: Mapping[str, str], *, is_plain: bool = False) -> None:
        self._folder = Path(mkdtemp(prefix="newsroom-ready-"))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ready", *(["plain"] if is_plain else [])], cwd=_PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
            env={**environment, "HOME": str(self._folder), "PYTHONHASHSEED": "random"},
        )  # fmt: skip
        atexit.register(self._end)

    def run(
        self, command: Sequence[str], root: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """What `subprocess.run` gives for a command that `can_run`."""
        assert self._process.stdin
        assert self._process.stdout
        asked = {"words": command[2:], "root": str(root), "environment": dict(environment), "told": str(self._folder)}
        self._process.stdin.write(f"{json.dumps(asked)}\n")
        self._process.stdin.flush()
        code = json.loads(self._process.stdout.readline())
        out, err = ((self._folder / name).read_text(encoding="utf-8") for name in ("out", "err"))
        return subprocess.CompletedProcess(command, code, out, err)

    def _end(self) -> None:
        self._process.communicate()
        shutil.rmtree(self._folder, ignore_errors=True)


# --- In that process -----------------------------------------------------------------------------------------------------

#: Modules of a plugin that builds import, and what else they do beside.
_OF_BUILDS = (".plugin", ".reader", ".front_matter", ".places", ".rules", ".csp", ".moments", ".writer", ".generator")
_BESIDE = (
    "babel.dates",
    "babel.numbers",
    "cbor2",
    "numpy",
    "pelican.plugins.newsroom.body_markup",
    "pelican.plugins.related.archives",
    "pelican.plugins.related.selection",
    "PIL.Image",
    "PIL.ImageOps",
    "pygments.styles.default",
    "pyromark",
    "resvg_py",
    "rich._emoji_codes",
    "rich._spinners",
    "rich.ansi",
    "rich.status",
)


def get_ready() -> None:
    """Import every plugin of the house with its modules, but those that are seldom needed, and do once what is done once in a process."""
    from pelican import plugins

    ours = [one.name for one in pkgutil.walk_packages(plugins.__path__, f"{plugins.__name__}.")]
    for name in (*_BESIDE, *(one for one in ours if one.endswith(_OF_BUILDS))):
        importlib.import_module(name)
    _warm_up()


def _warm_up() -> None:
    """Compile what other people's libraries compile when they are first used: half of what a small build does."""
    from babel import Locale
    from jinja2 import Environment
    from markdown import markdown
    from PIL import Image
    from pygments.lexers import get_lexer_by_name

    Image.init()
    extensions = ["abbr", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "md_in_html"]
    markdown("Words.", extensions=[*extensions, "smarty", "tables", "toc"])
    assert Locale.parse("en").character_order
    Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).parse("{{ words }}")
    list(get_lexer_by_name("python").get_tokens("code = 1"))


def _work() -> None:
    if sys.argv[1:] == ["plain"]:
        importlib.import_module("pelican")
        _warm_up()
    else:
        get_ready()
    gc.collect()
    gc.freeze()  # what is looked at for garbage is copied for each command
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _run_and_end(**asked)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run_and_end(words: list[str], root: str, environment: dict[str, str], told: str) -> NoReturn:
    signal.alarm(_LONGEST)
    os.chdir(root)
    for file, mode, number in (
        (os.devnull, os.O_RDONLY, 0),
        (f"{told}/out", os.O_WRONLY, 1),
        (f"{told}/err", os.O_WRONLY, 2),
    ):
        os.dup2(os.open(file, mode | os.O_CREAT | os.O_TRUNC * (number > 0), 0o600), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (it ends with the process)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    if words[1:2] == ["publish"]:
        _give_steps_forks()
    _become(words)


def _become(words: list[str]) -> NoReturn:
    sys.path[0] = os.getcwd()  # noqa: PTH109 (what `python -m` writes there)
    sys.argv = ["-m", *words[1:]]
    code = _code_of(words[0])
    atexit._run_exitfuncs()  # noqa: SLF001 (there is no other way to end as Python ends and leave the rest alone)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class _Step:
    """Stands for the process that publishing starts for a step: the fork of one that is as it was before the command began."""

    def __init__(self, asked: TextIO, told: TextIO, command: Sequence[str]) -> None:
        assert can_run(command, {}), command
        asked.write(f"{json.dumps(command[2:])}\n")
        asked.flush()
        self._told = told

    def __enter__(self) -> "_Step":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def wait(self) -> int:
        return int(self._told.readline())


def _give_steps_forks() -> None:
    """A step of `newsroom publish` imports as much as the command: it is run as the command is."""
    from pelican.plugins.publishing import steps

    (read, asks), (told, tells) = os.pipe(), os.pipe()
    runner = os.fork()
    if runner == 0:
        os.close(asks)
        os.close(told)
        _run_steps(read, tells)
    os.close(read)
    os.close(tells)
    asked, heard = os.fdopen(asks, "w", encoding="utf-8"), os.fdopen(told, encoding="utf-8")
    steps.subprocess = SimpleNamespace(Popen=lambda command, **_: _Step(asked, heard, command))
    atexit.register(os.waitpid, runner, 0)
    atexit.register(asked.close)  # the last that is registered is the first that is done


def _run_steps(asked: int, tells: int) -> NoReturn:
    """Until nobody asks for more."""
    with os.fdopen(asked, encoding="utf-8") as lines:
        for line in lines:
            child = os.fork()
            if child == 0:
                signal.alarm(_LONGEST)
                _become(json.loads(line))
            _, status = os.waitpid(child, 0)
            os.write(tells, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _code_of(module: str) -> int:
    """What Python ends with when it runs a module."""
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        given: Any = end.code
        if given is None or isinstance(given, int):
            return given or 0
        print(given, file=sys.stderr)
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    _work()
