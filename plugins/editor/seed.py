"""A repository for whoever tries the editor without one: the site's own stories, in the memory of the browser (Decap's test-repo)."""

import json
from collections.abc import Iterable
from typing import Any

from ..newsroom.desk import Build
from ..newsroom.story import READABLE
from .registry_forms import FILES

#: Decap's back end finds a folder by its whole path in one step, and a file by one step for each folder: both lead to one object.
_BOTH_WAYS = "for (const folder of {folders}) window.repoFiles[folder] = folder.split('/').reduce((tree, name) => (tree[name] ??= {{}}), window.repoFiles);\n"


def seed_of(build: Build, folders: Iterable[str]) -> str:
    """The script that fills it: what readers may see anyway, and the registries. What is not public stays out, in a preview too. `folders` are those of the lists."""
    tree: dict[str, Any] = {}
    now = build.site.now
    public = {
        story.path
        for story in build.desk.stories
        if story.status in READABLE and all(moment is None or moment <= now for moment in (story.date, story.embargo))
    }
    for path in sorted(public):
        file = build.site.root / path
        if file.suffix == ".md":
            _put(tree, path, file.read_text(encoding="utf-8-sig"))
    for name in (*FILES, "front"):
        file = build.site.content / build.site.options.data / f"{name}.yaml"
        if file.is_file():
            _put(tree, build.site.shown(file), file.read_text(encoding="utf-8-sig"))
    ways = _BOTH_WAYS.format(folders=json.dumps(sorted({one for one in folders if "/" in one}), ensure_ascii=False))
    return f"window.repoFiles = {json.dumps(tree, ensure_ascii=False, sort_keys=True)};\n{ways}"


def _put(tree: dict[str, Any], path: str, text: str) -> None:
    *folders, name = path.split("/")
    for folder in folders:
        tree = tree.setdefault(folder, {})
    tree[name] = {"content": text, "path": path}
