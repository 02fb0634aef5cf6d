"""The golden cases of the rules: one small site each, in one file, with what is told of it. docs/rules.md shows them."""

import contextlib
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pelican.plugins.checks.audit import audit
from pelican.plugins.checks.built_site import BuiltSite
from pelican.plugins.checks.secrets import leaks, secrets_of
from pelican.plugins.newsroom.desk_rules import files_of
from pelican.plugins.newsroom.plugin import desk_for_site
from pelican.plugins.newsroom.problem import Problem
from pelican.plugins.newsroom.publication import is_public
from pelican.plugins.online.client import OK, Answer
from pelican.plugins.online.verdicts import judged
from PIL import Image

from tests.conftest import FILE, NOW, write

FOLDER = Path(__file__).parent / "golden" / "rules"
_DAY = "2026-11-01T10:00:00+00:00"


@dataclass(frozen=True)
class Case:
    """`parts` are files of the site by path; `before/...` are as they were committed, `web` is what addresses answer."""

    file: Path
    rule: str
    fails: bool
    says: str
    parts: tuple[tuple[str, str], ...]
    told: str

    @property
    def name(self) -> str:
        return self.file.stem


def case_of(file: Path) -> Case:
    rule, kind, *_ = file.stem.split("-")
    says, *parts = FILE.split(file.read_text(encoding="utf-8"))
    pairs = tuple(zip(parts[::2], parts[1::2], strict=True))
    told = "".join(body for path, body in pairs if path == "told")
    rest = tuple((path, body) for path, body in pairs if path != "told")
    return Case(file, rule.upper(), kind == "fails", " ".join(says.split()), rest, told)


def cases() -> list[Case]:
    return [case_of(file) for file in sorted(FOLDER.glob("*.txt"))]


def told(case: Case, root: Path) -> str:
    """What is told of a case's site, as far as it is about its rule: one line for each problem."""
    files = {path: body for path, body in case.parts if path not in ("web", "settings")}
    before = {path.removeprefix("before/"): body for path, body in files.items() if path.startswith("before/")}
    _lay(root, {path: body for path, body in files.items() if not path.startswith("before/")} | before)
    settings = root / "pelicanconf.py"
    own = "".join(body for path, body in case.parts if path == "settings")
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nHISTORY = {{}}\n{own}", encoding="utf-8")
    if before:
        _committed(root)
        for path in before:
            (root / path).unlink()
        _lay(root, {path: body for path, body in files.items() if not path.startswith("before/")})
    lines = [_line(one) for one in _problems(case, root) if one.rule == case.rule]
    return "".join(f"{line}\n" for line in lines)


def _lay(root: Path, files: dict[str, str]) -> None:
    texts = "".join(f"-- {path} --\n{body}" for path, body in files.items() if not path.endswith((".png", ".bin")))
    write(root, texts)
    for path, body in files.items():
        if path.endswith((".png", ".bin")):
            target = root / path.removesuffix(".bin")
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.endswith(".bin"):
                target.write_bytes(body.strip().encode().decode("unicode_escape").encode("latin-1"))
            else:
                Image.new("RGB", tuple(map(int, body.strip().split("x")))).save(target)


def _committed(root: Path) -> None:
    (root / ".gitignore").write_text("plugins\nthemes\n.cache\n", encoding="utf-8")
    who = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    days = {"GIT_AUTHOR_DATE": _DAY, "GIT_COMMITTER_DATE": _DAY, "HOME": str(root)}
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "as it was"]):
        subprocess.run(["git", *words], cwd=root, check=True, env={**os.environ, **who, **days}, capture_output=True)


def _problems(case: Case, root: Path) -> list[Problem]:
    with _standing_in(root):
        if any(path.startswith("output/") for path, _ in case.parts):
            site = BuiltSite(Path("output"))
            found = list(audit(site))
            if case.rule == "E03":
                build = desk_for_site("pelicanconf.py")
                stories = [one.story for one in build.desk.readings.values() if one.story]
                hidden = [one for one in stories if not is_public(one, build.site.now)]
                shown = [one for one in stories if one not in hidden]
                found += leaks(site, secrets_of(hidden, shown, lambda story: files_of(story, build.site)))
            return sorted(found)
        build = desk_for_site("pelicanconf.py")
        web = "".join(body for path, body in case.parts if path == "web")
        if web:
            build.report(judged(build, client=_Web(web)).problems)
        return list(build.problems)


class _Web:
    """Answers as the case says: `address verdict why`, or `address moved new-address`."""

    def __init__(self, text: str) -> None:
        self.rows = {row[0]: row[1:] for row in (line.split(" ", 2) for line in text.splitlines())}

    def ask(self, url: str) -> Answer:
        verdict, words = self.rows[url]
        return Answer(OK, moved=words) if verdict == "moved" else Answer(verdict, words)


@contextlib.contextmanager
def _standing_in(root: Path) -> Iterator[None]:
    here, epoch = Path.cwd(), os.environ.get("SOURCE_DATE_EPOCH")
    os.chdir(root)
    os.environ["SOURCE_DATE_EPOCH"] = NOW
    try:
        yield
    finally:
        os.chdir(here)
        if epoch is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = epoch


def _line(one: Problem) -> str:
    place = "".join(f":{number}" for number in (one.line, one.column) if number)
    return f"{one.path}{place}: {one.severity}: {one.message}; {one.remedy}"


def example_of(case: Case) -> str:
    """The case as docs/rules.md shows it."""
    shown = [(path, body) for path, body in case.parts if not path.endswith((".png", ".bin"))]
    files = "\n".join(f"-- {path} --\n{body.rstrip()}" for path, body in shown)
    messages = "\n".join(
        re.sub(r"^(\S+?)(?::\d+)?: (?:error|warning): ", rf"\1: {case.rule} ", line) for line in case.told.splitlines()
    )
    return f"{case.says}\n\n```text\n{files}\n```\n\n```text\n{messages}\n```\n"
