"""The locks: every file that is installed is known by its hash, and nothing says where it must come from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
#: And those of servers which tests talk to, and of what `make bench` compares us with.
ALL = (*LOCKS, "tests/comments/isso.lock", "tests/publishing/moto.lock", "benchmarks/speed/peers.lock")
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(?P<version>[^\s;\\]+)(?: ; (?P<marker>.+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(name: str) -> dict[tuple[str, str], tuple[str, int]]:
    """(package, marker) -> (version, number of hashes). Raises AssertionError at a line that is neither pin, hash nor comment."""
    found: dict[tuple[str, str], tuple[str, int]] = {}
    current = ("", "")
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if pin := PIN.match(line):
            current = (pin["name"], pin["marker"] or "")
            assert current not in found, f"{name} pins {current} twice"
            found[current] = (pin["version"], 0)
        elif HASH.match(line):
            version, count = found[current]
            found[current] = (version, count + 1)
        else:
            assert not line.strip() or line.lstrip().startswith("#"), f"{name}: what is this? {line}"
    return found


@pytest.mark.parametrize("name", ALL)
def test_every_package_is_known_by_its_hash(name):
    found = pins(name)

    assert found
    assert [package for package, (_, hashes) in found.items() if not hashes] == []


@pytest.mark.parametrize("name", ALL)
def test_a_lock_names_no_registry(name):
    """A mirror or a cache serves it as well as any other."""
    text = (ROOT / name).read_text(encoding="utf-8")

    assert "://" not in text
    assert not re.search(r"^\s*--(index-url|extra-index-url|find-links|trusted-host)", text, re.MULTILINE)


def test_both_locks_agree():
    """`make html` after `make test` changes no version."""
    site, development = (pins(name) for name in LOCKS)

    assert {package: version for package, (version, _) in site.items()}.items() <= {
        package: version for package, (version, _) in development.items()
    }.items()


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run_time = project["project"]["dependencies"]
    development = [one for one in project["dependency-groups"]["dev"] if isinstance(one, str)]

    assert {bare(one) for one in run_time} <= {name for name, _ in pins(LOCKS[0])}
    assert {bare(one) for one in run_time + development} <= {name for name, _ in pins(LOCKS[1])}


def bare(requirement: str) -> str:
    """The normal form of a requirement's name (packaging.python.org, name normalization)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement)[0]).lower()
