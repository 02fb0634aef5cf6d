"""The settings of other generators, read as data: TOML, YAML, JSON and Python, never run."""

import ast
import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..newsroom.yaml_text import YamlFault, read_yaml
from .folder import as_text


def settings_in(folder: Path, names: Iterable[str]) -> dict[str, Any]:
    """What the first of `names` (without ending) in `folder` says, keys in lower case; {} where none can be read."""
    for name in names:
        for ending in (".toml", ".yaml", ".yml", ".json"):
            file = folder / f"{name}{ending}"
            if file.is_file():
                return settings_of(file)
    return {}


def settings_of(file: Path) -> dict[str, Any]:
    """The settings in a file, all values text, lists and mappings."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        if file.suffix == ".toml":
            read: Any = tomllib.loads(text)
        elif file.suffix == ".json":
            read = json.loads(text)
        else:
            read = dict(read_yaml(text).pairs)
    except (OSError, ValueError, RecursionError, YamlFault):
        return {}
    found = as_text(read)
    return {name.lower(): value for name, value in found.items()} if isinstance(found, dict) else {}


class Computed:
    """The value of a setting that only a run would tell."""


def python_settings(file: Path) -> dict[str, Any]:
    """What a file of settings in Python says at its margin. A name stands for what it was given above."""
    found: dict[str, Any] = {}
    try:
        tree = ast.parse(file.read_text(encoding="utf-8-sig"))
    except (OSError, SyntaxError, ValueError, RecursionError):
        return found
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            try:
                value = ast.literal_eval(_Spelled(found).visit(node.value))
            except (ValueError, TypeError, SyntaxError, RecursionError):
                value = Computed()
            found[node.targets[0].id] = value
    return found


class _Spelled(ast.NodeTransformer):
    """An expression with the values of the names that are known."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        value = self.known.get(node.id, Computed())
        return node if isinstance(value, Computed) else ast.parse(repr(value), mode="eval").body
