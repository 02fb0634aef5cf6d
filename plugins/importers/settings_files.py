"""The settings of other generators, read as data: TOML, YAML and JSON, never run."""

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
