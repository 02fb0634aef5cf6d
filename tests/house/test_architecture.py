"""The shape of the house: plugins lean on the newsroom, never on each other, and Pelican stays at the door."""

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[2] / "plugins"
MODULES = sorted(PLUGINS.rglob("*.py"))
FACES = sorted(PLUGINS.glob("*/__init__.py"))
#: The rooms where Pelican is let in: the one that listens, and those named after a class of Pelican's that is subclassed.
DOORS = {"plugin", "reader", "generator", "writer"}
HEAVY = ("pydantic", "numpy", "PIL")
LONGEST = 400


def name_of(path: Path) -> str:
    return path.relative_to(PLUGINS).as_posix()


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def imports(module: Path) -> list[tuple[int, str]]:
    """(folders up, dotted name) of every import of a module, also those inside functions."""
    found = []
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ImportFrom):
            found.append((node.level, node.module or ""))
            # `from .. import x` names x no other way
            found += [(node.level, alias.name) for alias in node.names if not node.module]
        elif isinstance(node, ast.Import):
            found += [(0, alias.name) for alias in node.names]
    return found


def folders_up(module: Path) -> int:
    """How many dots lead from a module to the folder of all plugins."""
    return len(module.relative_to(PLUGINS).parts)


def neighbours(module: Path) -> set[str]:
    """The plugin folders, other than its own, that a module imports from."""
    own = module.relative_to(PLUGINS).parts[0]
    found = set()
    for level, name in imports(module):
        if level == folders_up(module) and name:
            found.add(name.split(".")[0])
        elif level == 0 and name.startswith("pelican.plugins."):
            found.add(name.split(".")[2])
    return found - {own}


def test_there_is_a_house():
    """The claims below are about something."""
    assert {"newsroom", "taxonomy", "attribution", "related"} <= {face.parent.name for face in FACES}
    assert len(MODULES) > 500
    assert {"newsroom"} <= {one for module in MODULES for one in neighbours(module)}


def test_plugins_share_only_the_newsroom():
    found = {name_of(module): neighbours(module) - allowed_to(module) for module in MODULES}

    assert {name: others for name, others in found.items() if others} == {}


def allowed_to(module: Path) -> set[str]:
    return set() if module.relative_to(PLUGINS).parts[0] == "newsroom" else {"newsroom"}


def named_from_the_top(module: Path, package: str) -> list[str]:
    """What a module imports of a package by its whole name."""
    return [name for level, name in imports(module) if level == 0 and f"{name}.".startswith(f"{package}.")]


def test_inside_the_house_imports_are_relative():
    """Absolute ones hide the arrow from mypy and from whoever draws it."""
    assert [name_of(module) for module in MODULES if named_from_the_top(module, "pelican.plugins")] == []


def test_only_the_doors_know_pelican():
    knowing = [module for module in MODULES if named_from_the_top(module, "pelican")]

    assert {module.stem for module in knowing} == DOORS
    assert [name_of(module) for module in knowing if module.stem not in DOORS] == []


def test_a_module_is_one_subject_and_says_which():
    texts = {module: module.read_text(encoding="utf-8") for module in MODULES}

    assert [name_of(module) for module, text in texts.items() if len(text.splitlines()) > LONGEST] == []
    silent = [
        name_of(module) for module, text in texts.items() if text.strip() and not ast.get_docstring(tree_of(module))
    ]
    assert silent == [], "the first line says why a module exists"


@pytest.mark.parametrize("face", FACES, ids=name_of)
def test_a_plugin_has_a_face_types_and_a_page_that_explains_it(face):
    assert (face.parent / "py.typed").is_file()
    assert (face.parent / "README.md").is_file()


def test_plugins_itself_is_no_package():
    """It is the folder that becomes the namespace pelican.plugins."""
    assert not (PLUGINS / "__init__.py").exists()


@pytest.fixture(scope="module")
def heavy_of():
    """Plugin -> the heavy modules that come with it, each imported in the fork of a process that has Pelican and nothing else."""
    code = f"""
import json, os, sys, pelican
there = set(sys.modules)  # docutils takes PIL where it finds it
for name in {[face.parent.name for face in FACES]!r}:
    if os.fork() == 0:
        __import__(f"pelican.plugins.{{name}}")
        print(json.dumps([name, [one for one in {HEAVY!r} if one in set(sys.modules) - there]]), flush=True)
        os._exit(0)
    os.wait()
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    return dict(map(json.loads, ran.stdout.splitlines()))


@pytest.mark.parametrize("face", FACES, ids=name_of)
def test_importing_a_plugin_is_cheap(face, heavy_of):
    """Pelican imports every installed plugin, also one that is switched off."""
    assert heavy_of[face.parent.name] == []


def test_git_ignores_no_module():
    """A module whose name is that of a built folder would be missing from every clone."""
    ran = subprocess.run(
        ["git", "check-ignore", *map(str, MODULES)],
        cwd=MODULES[0].parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ran.stdout == ""
