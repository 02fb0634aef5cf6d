"""What the code can do stands in the documentation: each list is taken from the code, so that nothing is forgotten."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pelican.plugins.newsroom import problem
from pelican.plugins.newsroom.front_matter import KEYS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "plugins").glob("*/README.md")])
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
SENTENCES = re.compile(r"[a-z\)`\]*][.!?] +[A-Z]")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(path: Path) -> set[str]:
    """Every word that a page shows as code."""
    text = read(path)
    return set(
        re.findall(r"[\w-]+", " ".join(re.findall(r"`([^`\n]+)`", text) + [m.group() for m in FENCE.finditer(text)]))
    )


def prose(path: Path) -> str:
    """A page without its examples and without what stands in code marks."""
    return re.sub(r"`[^`\n]*`", "`code`", FENCE.sub("", read(path)))


def option_blocks():
    """(plugin, block, key) for each field of each frozen block of options, found without importing anything."""
    blocks = {"Options": str.upper, "Checks": lambda _: "CHECKS"}
    for module in sorted((ROOT / "plugins").rglob("*.py")):
        plugin = module.relative_to(ROOT / "plugins").parts[0]
        text = read(module)
        if not any(f"class {name}" in text for name in blocks):
            continue  # reading all modules would take a second
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef) and node.name in blocks:
                fields = [one.target.id for one in node.body if isinstance(one, ast.AnnAssign)]
                yield from ((plugin, blocks[node.name](plugin), field) for field in fields)


def commands() -> list[str]:
    """The commands, as `newsroom --help` lists them."""
    ran = subprocess.run(
        [sys.executable, "-m", "pelican.plugins.newsroom", "--help"], capture_output=True, encoding="utf-8", check=True
    )
    _, _, listed = ran.stdout.partition("\ncommands:\n")
    return re.findall(r"^    ([a-z][a-z-]*)(?: |$)", listed.partition("\n\n")[0], re.MULTILINE)


def targets() -> list[str]:
    return re.findall(r"^([a-z]+):.*##", read(ROOT / "Makefile"), re.MULTILINE)


OPTIONS = sorted(set(option_blocks()))


def test_the_lists_are_not_empty():
    """The claims below are about something."""
    assert {block for _, block, _ in OPTIONS} >= {"NEWSROOM", "TAXONOMY", "RELATED"}
    assert {"new", "check", "build", "import"} <= set(commands())
    assert {"html", "serve", "test"} <= set(targets())
    assert len(KEYS) > 30


@pytest.mark.parametrize(("plugin", "block", "key"), OPTIONS, ids=lambda part: part)
def test_every_option_stands_in_its_plugin_s_readme(plugin, block, key):
    page = ROOT / "plugins" / plugin / "README.md"

    assert {block, key} <= named(page)


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_stands_in_the_writers_guide(key):
    assert key in named(DOCS / "writing.md")


@pytest.mark.parametrize("command", commands())
def test_every_command_stands_in_the_list_of_commands(command):
    assert f"`newsroom {command}" in read(DOCS / "commands.md")


@pytest.mark.parametrize("target", targets())
def test_every_target_stands_in_the_list_of_commands(target):
    assert f"`make {target}`" in read(DOCS / "commands.md")


@pytest.mark.parametrize("rule", sorted(problem.RULES))
def test_every_rule_has_its_line_and_its_remedy(rule):
    """Rule, severity, when, remedy: and the severity is the one of the code."""
    rows = [
        line.strip("| ").split(" | ") for line in read(DOCS / "rules.md").splitlines() if line.startswith(f"| {rule}")
    ]

    assert [len(row) for row in rows] == [4]
    name, severity, when, remedy = rows[0]
    assert name == rule + ("\\*" if rule in problem.FIXED else "")
    assert severity.startswith(problem.RULES[rule])
    assert when
    assert remedy


def test_the_readme_names_every_plugin_and_the_test_command():
    text = read(ROOT / "README.md")
    plugins = [face.parent.name for face in (ROOT / "plugins").glob("*/__init__.py")]

    assert [name for name in plugins if f"(plugins/{name}/README.md)" not in text] == []
    assert "make test" in text
    assert "make test" in read(ROOT / ".ci" / "run")


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_link_between_pages_leads_somewhere(document):
    targets = [match["target"] for match in LINK.finditer(prose(document))]
    inside = [one.partition("#")[0] for one in targets if "://" not in one and not one.startswith(("#", "mailto:"))]

    assert [one for one in inside if not (document.parent / one).exists()] == []


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_one_sentence_stands_on_one_line(document):
    """So that a change of a sentence is a change of a line. Tables keep theirs together."""
    lines = [line for line in prose(document).splitlines() if not line.lstrip().startswith("|")]

    assert [line for line in lines if SENTENCES.search(line)] == []


def test_the_reference_is_what_the_code_says():
    """`python tools/reference_page.py` writes it."""
    made = subprocess.run(
        [sys.executable, "-c", "import reference_page; print(reference_page.page(), end='')"],
        cwd=ROOT / "tools",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert made.stdout == read(DOCS / "reference.md")


def test_the_reference_holds_everything():
    """The generator finds its parts by itself; these lists are found in another way."""
    text = read(DOCS / "reference.md")

    assert [key for _, block, key in OPTIONS if f"### {block}\n" not in text or f"| `{key}` |" not in text] == []
    assert [key for key in KEYS if f"| `{key}` |" not in text] == []
    assert [name for name in commands() if f"### newsroom {name}\n" not in text] == []


def test_every_name_that_templates_of_the_theme_ask_for_stands_in_the_reference():
    published = {
        match[1]
        for file in (ROOT / "plugins").glob("*/plugin.py")
        for match in re.finditer(r'generator\.context\["(\w+)"\] = ', read(file))
        if match[1] == file.parent.name
    }

    assert {"newsroom", "related", "attribution"} <= published
    assert [name for name in published if f"| `{name}." not in read(DOCS / "reference.md")] == []


def test_every_option_of_a_command_and_every_name_for_templates_is_said_in_words():
    rows = read(DOCS / "reference.md").partition("\n## Commands")[2]

    assert rows.count("| `") > 150
    assert re.findall(r"^\| `([^`]+)` \|\s*\|$", rows, re.MULTILINE) == []


def test_every_command_says_what_it_does():
    rows = read(DOCS / "reference.md")

    assert re.findall(r"^### (newsroom [^\n]+)\n\s*\n\|", rows, re.MULTILINE) == []


def test_decisions_are_numbered_without_a_gap():
    numbers = sorted(int(page.name[:4]) for page in (DOCS / "decisions").glob("[0-9]*.md"))

    assert numbers == list(range(1, len(numbers) + 1))
