"""Writes the editor's folder: its page, its configuration, what its scripts must know, and the program."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.output import is_waiting, write_made
from ..newsroom.words import Words, message
from . import program
from .config import config_of, hosts_of
from .facts import facts_of
from .options import Options
from .page import missing_page, page_of, policy_of
from .places import folder_of, is_on
from .seed import seed_of
from .site_shelves import known_of, shelves_of
from .yaml_out import yaml_of

_TITLE = message("Editor")


def write_editor(generator: Any, writer: Any) -> None:
    build, output = desk_of(generator.settings), Path(writer.output_path)
    options = build.options("EDITOR", Options)
    if not build.once(is_on) or (options.backend == "local" and not is_waiting(output)):
        return  # a desk on this machine is of no use to a site that somebody else serves
    folder = folder_of(build)
    for name, make in _files(build, generator).items():
        write_made(output, folder + name, make)


def _files(build: Build, generator: Any) -> Mapping[str, Callable[[], str | bytes]]:
    """Name below the editor's folder -> what makes it."""
    options = build.options("EDITOR", Options)
    words = _words(build)
    title = f"{words(_TITLE)} · {build.site.name}"
    parts = program.page_files(program.home())
    if not parts:
        return {"index.html": partial(missing_page, title, words.lang, program.MISSING)}
    scripts = ["manual.js", "decap-cms.js", "markdown-it.min.js", "markdown-it-footnote.min.js", "desk.js"]
    if options.backend == "test-repo":
        scripts.insert(0, "repo.js")
    made: dict[str, Callable[[], str | bytes]] = {
        "index.html": partial(page_of, title, words.lang, words.dir, policy_of(hosts_of(options)), scripts),
        "config.yml": partial(_config, build),
        "desk.json": partial(_facts, build),
        "theme.css": partial(_look, generator),
    }
    if options.backend == "test-repo":
        root = build.site.shown(build.site.content)
        made["repo.js"] = partial(seed_of, build, [f"{root}/{one.folder}" for one in shelves_of(build, words)])
    here = resources.files(__package__ or "").joinpath("desk")
    made |= {one.name: one.read_bytes for one in here.iterdir() if one.name.endswith((".js", ".css"))}
    made |= {name: file.read_bytes for name, file in parts.items()}
    return made


def _words(build: Build) -> Words:
    """The words of the editor's labels."""
    return build.words(build.options("EDITOR", Options).lang or build.site.lang)


def _config(build: Build) -> str:
    options, words = build.options("EDITOR", Options), _words(build)
    root = "" if options.backend == "local" else build.site.shown(build.site.content)
    made = config_of(
        options,
        shelves_of(build, words),
        known_of(build),
        words,
        root=root,
        data=build.site.options.data,
        site_url=build.site.url,
    )
    return yaml_of(made)


def _facts(build: Build) -> str:
    words = _words(build)
    lists = [shelf.name for shelf in shelves_of(build, words) if not shelf.is_pages]
    saves = build.options("EDITOR", Options).backend == "local"
    made = facts_of(build, known_of(build), lists, words if saves else None)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _look(generator: Any) -> str:
    """The theme's style sheet, for the preview; nothing with a theme that has no such file."""
    from jinja2 import TemplateNotFound

    try:
        return str(generator.env.get_template("css/page_style.html").render(generator.context)).strip() + "\n"
    except TemplateNotFound:
        return ""


def register() -> None:
    signals.article_writer_finalized.connect(write_editor)
