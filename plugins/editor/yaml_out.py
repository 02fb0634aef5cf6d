"""A configuration as YAML that people can read. Pure."""

from typing import Any

_HEAD = "# Made by the build from the front matter and the registries: change those, or EDITOR in the settings.\n"


def yaml_of(value: Any) -> str:
    """The value, its keys in the order they have; what stands in it twice as one object is written once and named."""
    import yaml

    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
    return _HEAD + text
