"""How a published site travels to its host: the commands, in their order. Pure.

Files that pages need come first, then the pages, then what says that all is there; what nobody needs any more goes last.
"""

import hashlib
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Copies for servers of one's own, and what only other hosts read.
_NOT_FOR_STORES = ("*.gz", "*.br", "*.zst", "/_headers", "/_redirects", "/*.nginx.conf", "/*.caddy")
#: What readers or machines open by itself: it is sent when everything that it names is there.
_OPENED = ("*.html", "*.xml", "*.json", "*.txt", "/sw.js")
_LAST = "/build.json"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site's `_headers` says of single addresses: folders that last, with what is said of them; file -> its type."""

    lasting: tuple[str, ...] = ()
    keep: str = ""
    types: Mapping[str, str] | None = None


def rules_of(headers: str, base: str = "") -> Rules:
    """The rules of a file `_headers` of a site whose address has the path `base`."""
    lasting, types, keep, path = [], {}, "", ""
    for line in headers.splitlines():
        if not line.startswith(" "):
            path = line.strip().removeprefix(base)
            continue
        name, _, value = (part.strip() for part in line.partition(":"))
        if name == "Cache-Control" and path.endswith("/*") and "immutable" in value:
            lasting.append(path.removesuffix("/*"))
            keep = value
        elif name == "Content-Type":
            types[path] = value
    return Rules(tuple(lasting), keep, types)


def to_store(folder: str, store: str, rules: Rules, age: int, beside: str = "") -> list[list[str]]:
    """Commands of rclone that bring a site to a store of objects: S3 and what speaks like it.

    What the site `beside`, in the same store, has too does not travel: the store copies it.
    """
    kept = [f"{one}/**" for one in rules.lasting]
    typed = dict(rules.types or {})
    fresh = f"Cache-Control: public, max-age={max(0, age)}, must-revalidate"
    copied = [f"--copy-dest={beside}"] if beside else []
    plan = []
    if kept:
        plan.append(_copy(folder, store, [*copied, *_only(kept)], f"Cache-Control: {rules.keep}"))
    parts = [*copied, *_without([*_NOT_FOR_STORES, *kept, *typed, *_OPENED, _LAST])]
    plan.append(_copy(folder, store, parts, fresh))
    opened = [*copied, *_without([*_NOT_FOR_STORES, *kept, *typed, _LAST])]
    plan.append(_copy(folder, store, opened, fresh))
    for file, kind in sorted(typed.items()):
        plan.append(_copy(folder, store, [*copied, *_only([file])], fresh, f"Content-Type: {kind}"))
    plan.append(_copy(folder, store, [*copied, *_only([_LAST])], fresh))
    plan.append(
        ["rclone", "sync", "--checksum", "--fast-list", "--delete-after", *_without(_NOT_FOR_STORES), folder, store]
    )
    return plan


def _copy(folder: str, store: str, filters: Sequence[str], *headers: str) -> list[str]:
    given = [word for header in headers for word in ("--header-upload", header)]
    return ["rclone", "copy", "--checksum", "--fast-list", *filters, *given, folder, store]


def _only(patterns: Sequence[str]) -> list[str]:
    return [*(f"--filter=+ {one}" for one in patterns), "--filter=- **"]


def _without(patterns: Sequence[str]) -> list[str]:
    return [f"--filter=- {one}" for one in patterns]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder on another machine, or on this one where `host` is ""."""

    host: str
    path: str


def place_of(text: str) -> Place:
    """`me@example.org:/srv/news` or `/srv/news`. Raises ValueError where it is neither, or not an absolute path."""
    match = re.fullmatch(
        r"(?:(?P<host>[A-Za-z0-9][\w.@-]*|[A-Za-z0-9][\w.-]*@\[[0-9A-Fa-f:]+\]):)?(?P<path>/[^\0\n]+)", text
    )
    if not match:
        raise ValueError(f"{text} is no folder: write host:/srv/news, with the whole path")
    return Place(match["host"] or "", match["path"].rstrip("/"))


def to_host(folder: str, place: Place, manifest: bytes, keep: int, ssh: str) -> list[list[str]]:
    """Commands of rsync and ssh that bring a site to a folder of another machine, where `current` then leads to it.

    A site has a folder of its own there, named after its manifest: a run that was broken off goes on where it was, and two that run at once do not mix.
    What the present site has too is linked there and does not travel.
    """
    name = hashlib.sha256(manifest).hexdigest()[:12]
    new = shlex.quote(f"{place.path}/editions")
    begin = f"mkdir -p {new}/{name}.part"
    end = (
        f"set -e; cd {shlex.quote(place.path)}; "
        f"if [ -e editions/{name} ]; then rm -rf editions/{name}.part; else mv editions/{name}.part editions/{name}; fi; "
        f"touch editions/{name}; ln -sfn editions/{name} current.{name}; mv -fT current.{name} current; "
        f"ls -1dt editions/*/ | grep -v '[.]part/$' | tail -n +{keep + 2} | while read -r old; do rm -rf \"$old\"; done; "
        "find editions -maxdepth 1 -name '*.part' -mtime +1 -exec rm -rf {} +"
    )
    rsync = [
        "rsync",
        "--recursive",
        "--links",
        "--checksum",
        "--delete",
        "--chmod=D755,F644",
        "--partial-dir=.rsync-partial",
        "--link-dest=../../current/",
        *(["--rsh", ssh] if place.host else []),
        f"{folder}/",
        f"{place.host}:{place.path}/editions/{name}.part/" if place.host else f"{place.path}/editions/{name}.part/",
    ]
    return [_there(place, ssh, begin), rsync, _there(place, ssh, end)]


def _there(place: Place, ssh: str, command: str) -> list[str]:
    return [*shlex.split(ssh), place.host, command] if place.host else ["sh", "-c", command]
