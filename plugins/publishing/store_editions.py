"""Whole sites side by side in a store of objects, of which one small object says which one readers see. Pure.

    editions/4be1c9a02f77/   a site, named after its manifest
    current.json             {"path": "/editions/4be1c9a02f77", "before": ["/editions/09d3..."]}

A store cannot rename a folder. So a site is complete before anything leads to it, and what leads there changes in one step.
"""

import hashlib
import json
import shlex
from collections.abc import Iterable
from dataclasses import dataclass

FILE = "current.json"
_HEADERS = ("--header-upload", "Content-Type: application/json", "--header-upload", "Cache-Control: no-cache")


@dataclass(frozen=True, slots=True)
class Shown:
    """The path of the site that readers see, "" where there is none, and of those that they saw before, the last one first."""

    path: str = ""
    before: tuple[str, ...] = ()

    def after(self, path: str, keep: int) -> "Shown":
        """When another is shown. No more than `keep` stay behind it, but always one: pages that a cache still hands out are from there."""
        former = [one for one in (self.path, *self.before) if one and one != path]
        return Shown(path, tuple(former[: max(1, keep)]))

    def text(self) -> str:
        return json.dumps({"path": self.path, "before": list(self.before)}) + "\n"


def shown_of(text: str) -> Shown:
    """What a store's current.json says. Raises ValueError where it is none."""
    try:
        facts = json.loads(text)
        return Shown(str(facts["path"]), tuple(map(str, facts["before"])))
    except (LookupError, TypeError) as error:
        raise ValueError(f"{FILE} has not the shape that an upload writes") from error


def path_of(manifest: bytes) -> str:
    """Where the site with this manifest lies below the root of the store."""
    return f"/editions/{hashlib.sha256(manifest).hexdigest()[:12]}"


def within(store: str, path: str) -> str:
    """A path below the root of a store, as rclone names it: `news:bucket/editions/...`."""
    return store + path.lstrip("/") if store.endswith(":") else store.rstrip("/") + path


def ask(store: str) -> list[str]:
    """The command that prints what readers see."""
    return ["rclone", "cat", within(store, f"/{FILE}")]


def turn(store: str, shown: Shown) -> list[str]:
    """The command that writes it, in one request."""
    send = shlex.join(["rclone", "rcat", *_HEADERS, within(store, f"/{FILE}")])
    return ["sh", "-c", f"printf %s {shlex.quote(shown.text())} | {send}"]


def names(store: str) -> list[str]:
    """The command that lists the sites of a store."""
    return ["rclone", "lsf", "--dirs-only", within(store, "/editions/")]


def stale(found: Iterable[str], shown: Shown, store: str) -> list[list[str]]:
    """Commands that take away what was not kept, and what uploads left that never came to their end."""
    kept = {shown.path, *shown.before}
    paths = [f"/editions/{name.strip('/')}" for name in found if name.strip("/")]
    return [["rclone", "purge", within(store, path)] for path in sorted(paths) if path not in kept]
