"""What the tests of uploads share: two editions of a site, and what a store holds of them."""

import http.client
import json
import re
import subprocess
import sys
from pathlib import Path

from ..conftest import picture, run, write

NEWSROOM = (sys.executable, "-m", "pelican.plugins.newsroom")
STORY = """-- content/{name}.md --
---
title: The tram, {name}
date: 2026-11-20 09:00
image: {{src: images/{name}.png, alt: A tram, credit: The Lamplighter}}
---

This is edition {edition} of it.
"""
#: Files of every kind that travels in its own way, and of no kind very many: a store answers each that travels.
SETTINGS = """
PLUGINS = [one for one in PLUGINS if one.rpartition(".")[2] not in ("site_search", "storylines", "glossary", "history")]
MENUITEMS = []
"""


def tell(root: Path, edition: int, *names: str) -> None:
    """Write and publish stories that say which edition they are of, with pictures that only this edition has."""
    for name in names:
        write(root, STORY.format(name=name, edition=edition))
        picture(root / f"content/images/{name}.png", 1200 + edition, 675)
    ran = run([*NEWSROOM, "publish"], root)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def asked_for(page: str) -> set[str]:
    """The files of the site that a page shows or runs."""
    return set(re.findall(r'(?:src|href|srcset)="https://news\.example(/(?:pictures|theme)/[^" ]+)', page))


def sent(
    root: Path, number: int, port: int, bucket: str, *more: str, patience: str = "", silence: str = "10s"
) -> subprocess.CompletedProcess[str]:
    """`patience` is how long one command tries: after each file that does not come through it waits longer before the next. `silence` is how
    long it waits for an answer."""
    reached = {
        "RCLONE_CONFIG": "/dev/null", "RCLONE_CONFIG_NEWS_TYPE": "s3", "RCLONE_CONFIG_NEWS_PROVIDER": "Other", "RCLONE_CONFIG_NEWS_ENV_AUTH": "false",
        "RCLONE_CONFIG_NEWS_ENDPOINT": f"http://127.0.0.1:{port}", "RCLONE_CONFIG_NEWS_ACCESS_KEY_ID": "a", "RCLONE_CONFIG_NEWS_SECRET_ACCESS_KEY": "b",
        "RCLONE_CONFIG_NEWS_ACL": "public-read", "RCLONE_RETRIES": "1", "RCLONE_LOW_LEVEL_RETRIES": "1", "RCLONE_CONTIMEOUT": "5s", "RCLONE_TIMEOUT": silence,
        **({"RCLONE_MAX_DURATION": patience} if patience else {}),
    }  # fmt: skip
    folder = root / "output.editions" / f"{number:06}"
    return run([*NEWSROOM, "upload", "rclone", f"news:{bucket}", "-o", folder, *more], root, **reached)


def fetched(port: int, bucket: str, file: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", f"/{bucket}/{file}")
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def meant_for_a_store(folder: Path) -> dict[str, bytes]:
    left = ("_headers", "_redirects")
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file() and one.name not in left
    }  # fmt: skip


def held(port: int, bucket: str) -> set[str]:
    """The names of all objects."""
    names: set[str] = set()
    after = ""
    while True:
        listed = fetched(port, bucket, f"?list-type=2&start-after={after}")[2].decode()
        found = re.findall("<Key>([^<]*)</Key>", listed)
        names.update(found)
        if "<IsTruncated>true" not in listed:
            return names
        after = found[-1]


def shown(port: int, bucket: str) -> dict[str, bytes]:
    """Every file of the site that current.json names, by its name there."""
    path = json.loads(fetched(port, bucket, "current.json")[2])["path"].lstrip("/")
    names = {one for one in held(port, bucket) if one.startswith(f"{path}/")}
    return {name.removeprefix(f"{path}/"): fetched(port, bucket, name)[2] for name in names}


def put(port: int, bucket: str, name: str) -> None:
    """An object that an upload left that never came to its end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("PUT", f"/{bucket}/{name}", b"<p>half a site")
    assert connection.getresponse().status == 200
    connection.close()


def files_of(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
