"""Writes docs/reference.md from the code: the options of every plugin, the keys of the front matter, the commands, the names in templates."""

import argparse
import ast
import dataclasses
import importlib
import inspect
import itertools
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import pelican  # noqa: E402, F401 (the namespace of our plugins opens with it)
from pelican.plugins.newsroom import __main__ as command  # noqa: E402 (the folder must be known first)
from pelican.plugins.newsroom.keys import KEYS, SYNONYMS  # noqa: E402
from pelican.plugins.newsroom.schema import schema  # noqa: E402

PAGE = ROOT / "docs" / "reference.md"
HEAD = """# Reference

<!-- Written by tools/reference_page.py from the code. -->

Everything that can be set, written, called and asked, by name.
What it is for stands in [the guides](../README.md#more).
"""


def page() -> str:
    """docs/reference.md as the code is now."""
    parts = [HEAD, "## Settings\n", *settings(), "## Front matter\n", front_matter(), "## Commands\n", *commands(), "## Names in templates\n", *names()]  # fmt: skip
    return "\n".join(parts)


def settings() -> Iterator[str]:
    """A table for each block of options."""
    yield "Pelican's own settings are [its own](https://docs.getpelican.com/en/stable/settings.html).\nA key that a block does not know is a problem, and the nearest one is named.\n"
    for file in sorted((ROOT / "plugins").glob("*/*.py")):
        plugin = file.parent.name
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name in ("Options", "Checks"):
                block = "CHECKS" if node.name == "Checks" else plugin.upper()
                kind = getattr(importlib.import_module(f"pelican.plugins.{plugin}.{file.stem}"), node.name)
                yield f"### {block}\n\nOf [{plugin}](../plugins/{plugin}/README.md).\n\n{_options(kind)}"


def _options(kind: type) -> str:
    made, hints = kind(), get_type_hints(kind)
    rows = ["| option | is | as it comes |", "|---|---|---|"]
    rows += [
        f"| `{field.name}` | {_kind(hints[field.name])} | `{_written(getattr(made, field.name))}` |"
        for field in dataclasses.fields(kind)  # type: ignore[arg-type]
    ]
    return "\n".join([*rows, ""])


def _kind(hint: Any) -> str:
    words = {"bool": "True or False", "int": "a whole number", "float": "a number", "str": "text", "tuple": "a list", "Mapping": "a mapping"}  # fmt: skip
    return words[getattr(getattr(hint, "__origin__", hint), "__name__", "str")]


def _written(value: Any) -> str:
    """A default as it would be written in the settings."""
    plain = list(value) if isinstance(value, tuple) else dict(value) if hasattr(value, "items") else value
    return repr(plain).replace("'", '"').replace("|", "\\|")


def front_matter() -> str:
    """The keys of a header."""
    others = {key: [name for name, meant in SYNONYMS.items() if meant == key] for key in KEYS}
    properties = schema()["properties"]
    rows = ["| key | is | means the same |", "|---|---|---|"]
    for key in KEYS:
        same = ", ".join(f"`{name}`" for name in sorted(others[key]))
        rows.append(f"| `{key}` | {_value(properties[key])} | {same} |")
    return "\n".join(["[For writers](writing.md) has an example of each.\n", *rows, ""])


def _value(known: dict[str, Any]) -> str:
    if "enum" in known:
        words = [str(one) for one in known["enum"] if one not in ("", None)]
        return "true or false" if "true" in words else ", ".join(f"`{one}`" for one in words)
    shapes = known.get("anyOf", [known])
    if any(one.get("type") == "array" for one in shapes):
        return "a list"
    if any(one.get("type") == "object" for one in shapes):
        return "a mapping, or text"
    return "a day or a moment" if "examples" in known else "text"


def commands() -> Iterator[str]:
    """Every command with its options, from the parser that reads them."""
    parser = command._parser([])  # noqa: SLF001 (the one place where all commands are together)
    yield "`newsroom COMMAND --help` shows the same with examples; [commands](commands.md) says when to take which.\n"
    yield from _parsers(parser, "newsroom")


def _parsers(parser: argparse.ArgumentParser, name: str) -> Iterator[str]:
    below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001
    for group in below:
        for word, inner in group.choices.items():
            yield f"### {name} {word}\n\n{_sentence(inner.description)}\n\n{_arguments(inner)}"
            yield from _parsers(inner, f"{name} {word}")


def _sentence(text: str | None) -> str:
    return re.sub(r"(?<=[a-z\)`\]*][.!?]) +(?=[A-Z])", "\n", " ".join((text or "").split()))


def _arguments(parser: argparse.ArgumentParser) -> str:
    rows = []
    for one in parser._actions:  # noqa: SLF001
        if one.help == argparse.SUPPRESS or isinstance(one, (argparse._HelpAction, argparse._SubParsersAction)):  # noqa: SLF001
            continue
        word = ", ".join(one.option_strings) or str(one.metavar or one.dest)
        takes = (
            ""
            if one.nargs == 0 or not one.option_strings
            else f" {one.metavar or '|'.join(map(str, one.choices or ())) or one.dest.upper()}"
        )
        rows.append(
            f"| `{(word + takes).replace('|', chr(92) + '|')}` | {(one.help or '').replace('|', chr(92) + '|')} |"
        )
    return "\n".join(["| | |", "|---|---|", *rows, ""]) if rows else ""


def names() -> Iterator[str]:
    """What each plugin publishes for templates: its class, found where the name is published."""
    yield "Each plugin publishes one name, its own; where it is switched off the name is undefined, so ask `{% if related %}` first.\n"
    for file in sorted((ROOT / "plugins").glob("*/plugin.py")):
        plugin = file.parent.name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Assign)
                and _published(node.targets[0]) == plugin
                and isinstance(node.value, ast.Call)
            ):
                yield f"### {plugin}\n\n{_members(_class(plugin, ast.unparse(node.value.func)))}"


def _published(target: ast.expr) -> str:
    if (
        isinstance(target, ast.Subscript)
        and isinstance(target.slice, ast.Constant)
        and ast.unparse(target.value).endswith("context")
    ):
        return str(target.slice.value)
    return ""


def _class(plugin: str, name: str) -> type:
    made = getattr(importlib.import_module(f"pelican.plugins.{plugin}.plugin"), name)
    return made if inspect.isclass(made) else get_type_hints(made)["return"]


def _members(kind: type) -> str:
    rows = [f"| `{name}` | {' '.join(said.split())} |" for name, said in _of(kind)]
    return "\n".join(["| | |", "|---|---|", *rows, ""])


def _of(kind: type) -> Iterator[tuple[str, str]]:
    plugin = kind.__module__.split(".")[2]
    fields = [one.name for one in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []
    said_of = _said_of_fields(kind)
    yield from ((f"{plugin}.{name}", said_of.get(name, "")) for name in fields if not name.startswith("_"))
    for name, member in vars(kind).items():
        if name.startswith("_") or name in fields:
            continue
        said = (inspect.getdoc(member) or "").partition("\n\n")[0].replace("|", "\\|")
        if isinstance(member, property) or hasattr(member, "func"):
            yield f"{plugin}.{name}", said
        elif callable(member):
            given = ", ".join(list(inspect.signature(member).parameters)[1:])
            yield f"{plugin}.{name}({given})", said


def _said_of_fields(kind: type) -> dict[str, str]:
    """The sentence below each field of a class."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0].body
    return {
        one.target.id: ast.literal_eval(below.value)
        for one, below in itertools.pairwise(body)
        if isinstance(one, ast.AnnAssign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
    }


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
