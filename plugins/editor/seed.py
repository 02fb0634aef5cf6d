"""A repository for whoever tries the editor without one: the site's own stories, in the memory of the browser (Decap's test-repo)."""

import json
from typing import Any

from ..newsroom.desk import Build
from ..newsroom.story import READABLE
from .registry_forms import FILES


def seed_of(build: Build) -> str:
    """The script that fills it: what readers may see anyway, and the registries. What is not public stays out, in a preview too."""
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
    return f"window.repoFiles = {json.dumps(tree, ensure_ascii=False, sort_keys=True)};\n"


def _put(tree: dict[str, Any], path: str, text: str) -> None:
    *folders, name = path.split("/")
    for folder in folders:
        tree = tree.setdefault(folder, {})
    tree[name] = {"content": text, "path": path}
