"""`newsroom upload`: the order of what travels, that only changes do, and what readers meet when the line breaks."""

import base64
import getpass
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pelican.plugins.publishing import store_editions, upload

from ..conftest import picture, run, write
from . import servers
from .cut import line

pytestmark = pytest.mark.slow

NEWSROOM = (sys.executable, "-m", "pelican.plugins.newsroom")
MOTO = Path(__file__).parents[2] / ".venv" / "moto" / "bin" / "moto_server"
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
HEADERS = """/news/*
  X-Content-Type-Options: nosniff
/news/pictures/*
  Cache-Control: public, max-age=31536000, immutable
/news/theme/ab/*
  Cache-Control: public, max-age=31536000, immutable
/news/feeds/all.json
  Content-Type: application/feed+json
"""


def test_the_rules_of_a_site_are_read_from_its_headers():
    rules = upload.rules_of(HEADERS, "/news")

    assert rules.lasting == ("/pictures", "/theme/ab")
    assert rules.keep == "public, max-age=31536000, immutable"
    assert rules.types == {"/feeds/all.json": "application/feed+json"}
    assert upload.rules_of("") == upload.Rules((), "", {})


def test_what_pages_need_goes_first_and_what_nobody_needs_last():
    plan = upload.to_store("output", "news:bucket", upload.rules_of(HEADERS, "/news"), 60)

    assert [one[1] for one in plan] == ["copy"] * 5 + ["sync"]
    assert "--filter=+ /pictures/**" in plan[0]
    assert "Cache-Control: public, max-age=31536000, immutable" in plan[0]
    assert "--filter=- *.html" in plan[1]
    assert "--filter=- *.html" not in plan[2]
    assert "Content-Type: application/feed+json" in plan[3]
    assert "--filter=+ /build.json" in plan[4]
    assert "--delete-after" in plan[5]


@pytest.mark.parametrize("text", ["news", "a b:/srv", "-oProxyCommand=x:/srv", "host:srv", "host:/a\nb", ""])
def test_what_is_no_folder_is_refused(text):
    with pytest.raises(ValueError, match="is no folder"):
        upload.place_of(text)


def test_a_folder_whose_name_holds_signs_of_a_shell_stays_a_name(tmp_path):
    program("rsync")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<p>One")
    there = tmp_path / "it's; touch x"

    for command in upload.to_host(str(tmp_path / "site"), upload.place_of(str(there)), b"one", 1, "ssh"):
        subprocess.run(command, check=True, cwd=tmp_path)

    assert (there / "current/index.html").read_text() == "<p>One"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["it's; touch x", "site"]


def program(name: str) -> str:
    return servers.program(name)


def tell(root: Path, edition: int, *names: str) -> None:
    """Write and publish stories that say which edition they are of, with pictures that only this edition has."""
    for name in names:
        write(root, STORY.format(name=name, edition=edition))
        picture(root / f"content/images/{name}.png", 1200 + edition, 675)
    ran = run([*NEWSROOM, "publish"], root)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    """Two editions of a site, in their folders: the second has another picture in each story, a new story, and one less."""
    root = tmp_path_factory.mktemp("uploaded")
    write(root, "")
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    tell(root, 1, "a", "b", "gone")
    (root / "content/gone.md").unlink()
    tell(root, 2, "a", "new")
    return root


def asked_for(page: str) -> set[str]:
    """The files of the site that a page shows or runs."""
    return set(re.findall(r'(?:src|href|srcset)="https://news\.example(/(?:pictures|theme)/[^" ]+)', page))


# --- A store of objects ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The port of a stand-in for S3."""
    program("rclone")
    if not MOTO.exists():
        pytest.skip("moto is not here: make .venv/.dev")
    folder, port = tmp_path_factory.mktemp("moto"), servers.free_port()
    log = (folder / "log").open("wb")
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    process = subprocess.Popen([MOTO, "-H", "127.0.0.1", "-p", str(port)], env=environment, stdout=log, stderr=log)
    try:
        servers.wait(process, port, folder / "log")
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


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


def test_a_store_holds_the_site_with_the_right_headers_and_then_only_changes_travel(editions, store):
    first, second = (meant_for_a_store(editions / f"output.editions/00000{n}") for n in (1, 2))
    assert sent(editions, 1, store, "news").returncode == 0
    assert held(store, "news") == set(first)

    with line(store) as counted:
        ran = sent(editions, 2, counted.port, "news")

    assert ran.returncode == 0, ran.stderr
    assert held(store, "news") == set(second)
    assert all(fetched(store, "news", file)[2] == data for file, data in second.items())
    travelled = {
        address.split("?")[0].removeprefix("/news/")
        for verb, address in counted.asked
        if verb == "PUT" and address.count("/") > 1
    }
    assert travelled == {file for file, data in second.items() if first.get(file) != data}
    order = [verb for verb, _ in counted.asked]
    assert "PUT" not in order[order.index("DELETE") :] if "DELETE" in order else True

    made = next(file for file in second if file.startswith("pictures/") and file.endswith(".webp"))
    assert "immutable" in fetched(store, "news", made)[1]["cache-control"]
    page = fetched(store, "news", "2026/11/a/index.html")[1]
    assert page["cache-control"] == "public, max-age=60, must-revalidate"
    assert page["content-type"].startswith("text/html")
    assert fetched(store, "news", "feeds/all.json")[1]["content-type"] == "application/feed+json"


@pytest.mark.parametrize(("share", "patience"), [(0.2, "5s"), (0.6, "6s"), (0.9, "")])
def test_when_the_line_to_a_store_breaks_no_page_lacks_its_parts_and_the_next_run_ends_it(
    editions, store, share, patience
):
    bucket = f"cut-{int(share * 10)}"
    first, second = (meant_for_a_store(editions / f"output.editions/00000{n}") for n in (1, 2))
    assert sent(editions, 1, store, bucket).returncode == 0
    size = sum(len(data) for file, data in second.items() if first.get(file) != data)

    with line(store, int(size * share)) as broken:
        ran = sent(editions, 2, broken.port, bucket, patience=patience)

    assert broken.has_broken
    assert ran.returncode == 1
    assert "run it again, and it goes on where it was" in ran.stderr
    names = held(store, bucket)
    for file in sorted(names):
        data = fetched(store, bucket, file)[2]
        assert data in (first.get(file), second.get(file)), f"{file} is whole and of one edition"
        if file.endswith(".html"):
            assert {one.lstrip("/") for one in asked_for(data.decode())} <= names
    assert set(first) <= names

    assert sent(editions, 2, store, bucket).returncode == 0
    assert held(store, bucket) == set(second)
    assert all(fetched(store, bucket, file)[2] == data for file, data in second.items())


def shown(port: int, bucket: str) -> dict[str, bytes]:
    """Every file of the site that current.json names, by its name there."""
    path = json.loads(fetched(port, bucket, "current.json")[2])["path"].lstrip("/")
    names = {one for one in held(port, bucket) if one.startswith(f"{path}/")}
    return {name.removeprefix(f"{path}/"): fetched(port, bucket, name)[2] for name in names}


ASK = """
import worker from "./worker.mjs";
for (const address of process.argv.slice(1)) {
  const answer = await worker.fetch(new Request(`https://news.example${address}`));
  console.log(answer.status, Buffer.from(await answer.arrayBuffer()).toString("base64"));
}
"""


def by_the_worker(port: int, bucket: str, folder: Path, *addresses: str) -> list[tuple[int, bytes]]:
    """What the Worker of docs/publishing.md answers, run by Node."""
    told = servers.documented("js").replace("https://news.s3.example.org", f"http://127.0.0.1:{port}/{bucket}")
    (folder / "worker.mjs").write_text(told, encoding="utf-8")
    ran = run([program("node"), "--input-type=module", "-e", ASK, *addresses], folder)
    assert ran.returncode == 0, ran.stderr
    return [(int(status), base64.b64decode(body)) for status, body in map(str.split, ran.stdout.splitlines())]


def test_a_store_of_editions_shows_whole_sites_of_which_only_changes_travel(editions, store, tmp_path):
    first, second = (meant_for_a_store(editions / f"output.editions/00000{n}") for n in (1, 2))
    told = f'echo "$EDITION" >> {tmp_path}/told'
    assert sent(editions, 1, store, "whole", "--editions", "--switch", told).returncode == 0
    assert shown(store, "whole") == first

    with line(store) as counted:
        ran = sent(editions, 2, counted.port, "whole", "--editions", "--switch", told)

    assert ran.returncode == 0, ran.stderr
    assert shown(store, "whole") == second
    now = json.loads(fetched(store, "whole", "current.json")[2])
    assert (tmp_path / "told").read_text().split() == [*now["before"], now["path"]]
    changed = sum(len(data) for file, data in second.items() if first.get(file) != data)
    assert changed < counted.sent < changed + 1500 * (len(second) + len(first)), "a request has some headers"
    made = next(file for file in second if file.startswith("pictures/") and file.endswith(".webp"))
    assert "immutable" in fetched(store, "whole", f"{now['path'].lstrip('/')}/{made}")[1]["cache-control"]
    last = [address.split("?")[0] for verb, address in counted.asked if verb == "PUT"][-1]
    assert last == "/whole/current.json"

    assert by_the_worker(store, "whole", tmp_path, "/2026/11/a/", "/robots.txt", "/nowhere/") == [
        (200, second["2026/11/a/index.html"]), (200, second["robots.txt"]), (404, second["404.html"])
    ]  # fmt: skip
    assert sent(editions, 1, store, "whole", "--editions").returncode == 0
    assert shown(store, "whole") == first
    assert by_the_worker(store, "whole", tmp_path, "/2026/11/a/") == [(200, first["2026/11/a/index.html"])]
    assert json.loads(fetched(store, "whole", "current.json")[2]) == {"path": now["before"][0], "before": [now["path"]]}


@pytest.mark.parametrize(("share", "patience"), [(0.05, "5s"), (0.9, "6s")])
def test_when_the_line_to_a_store_of_editions_breaks_readers_see_one_edition_and_the_next_run_ends_it(
    editions, store, share, patience
):
    bucket = f"edition-{int(share * 100)}"
    first, second = (meant_for_a_store(editions / f"output.editions/00000{n}") for n in (1, 2))
    assert sent(editions, 1, store, bucket, "--editions").returncode == 0
    size = sum(len(data) for file, data in second.items() if first.get(file) != data)

    with line(store, int(size * share)) as broken:
        ran = sent(editions, 2, broken.port, bucket, "--editions", patience=patience)

    assert broken.has_broken
    assert ran.returncode == 1
    assert shown(store, bucket) == first
    assert sent(editions, 2, store, bucket, "--editions").returncode == 0
    assert shown(store, bucket) == second


def put(port: int, bucket: str, name: str) -> None:
    """An object that an upload left that never came to its end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("PUT", f"/{bucket}/{name}", b"<p>half a site")
    assert connection.getresponse().status == 200
    connection.close()


def test_what_a_broken_upload_left_goes_with_the_next(editions, store):
    assert sent(editions, 1, store, "left", "--editions").returncode == 0
    put(store, "left", "editions/0123456789ab/index.html")

    assert sent(editions, 2, store, "left", "--editions").returncode == 0

    now = json.loads(fetched(store, "left", "current.json")[2])
    kept = {one.rpartition("/")[2] for one in (now["path"], *now["before"])}
    assert {one.split("/")[1] for one in held(store, "left") if one.startswith("editions/")} == kept


SWITCH = r"PUT /\S+/current\.json"
LISTING = r"GET /\S*[?&]prefix=editions%2F[& ]"
PURGE = r"DELETE /\S+/editions/0123456789ab/"


@pytest.mark.parametrize(
    ("at", "unheard", "edition", "said"),
    [
        (SWITCH, False, 1, "rclone was broken off"),
        (SWITCH, True, 2, "rclone was broken off"),
        (LISTING, False, 2, "readers see the new site"),
        (PURGE, False, 2, "rclone was broken off"),
    ],
    ids=["before the switch", "before its answer", "before the list of former sites", "before they go"],
)
def test_when_the_line_breaks_at_the_switch_readers_see_one_edition_and_the_next_run_ends_it(
    editions, store, at, unheard, edition, said
):
    bucket = "switch"  # the same each time: what lies there already need not travel
    sites = {number: meant_for_a_store(editions / f"output.editions/00000{number}") for number in (1, 2)}
    assert sent(editions, 1, store, bucket, "--editions").returncode == 0
    put(store, bucket, "editions/0123456789ab/index.html")

    with line(store, at=at, unheard=unheard) as broken:
        ran = sent(editions, 2, broken.port, bucket, "--editions", silence="5s" if unheard else "10s")

    assert broken.has_broken
    assert ran.returncode == 1
    assert said in ran.stderr
    assert "not uploaded" not in ran.stderr
    assert shown(store, bucket) == sites[edition]
    assert sent(editions, 2, store, bucket, "--editions").returncode == 0
    assert shown(store, bucket) == sites[2]
    assert not [one for one in held(store, bucket) if one.startswith("editions/0123456789ab/")]


def test_one_edition_always_stays_behind_the_present_one():
    """Pages that a cache still hands out are from there."""
    shown = store_editions.Shown("/editions/b", ("/editions/a",)).after("/editions/c", 0)

    assert shown == store_editions.Shown("/editions/c", ("/editions/b",))
    assert store_editions.shown_of(shown.text()) == shown
    assert shown.after("/editions/b", 3) == store_editions.Shown("/editions/b", ("/editions/c",))
    assert store_editions.stale(["a/", "b/", "c/"], shown, "news:bucket") == [
        ["rclone", "purge", "news:bucket/editions/a"]
    ]
    with pytest.raises(ValueError, match="has not the shape"):
        store_editions.shown_of("[]")


def test_a_store_that_does_not_answer_loses_nothing(editions):
    ran = sent(editions, 1, servers.free_port(), "away", "--editions")

    assert ran.returncode == 1
    assert "rclone could not ask the store" in ran.stderr


def test_editions_are_for_stores(editions):
    for words in (("rsync", "/srv/news", "--editions"), ("rclone", "news:bucket", "--switch", "true")):
        assert run([*NEWSROOM, "upload", *words], editions).returncode == 2


def test_what_was_not_published_is_not_uploaded(editions, tmp_path):
    shutil.copytree(editions / "output", tmp_path / "output")
    write(tmp_path, "")
    (tmp_path / "output/index.html").write_text("a preview")

    ran = run([*NEWSROOM, "upload", "rclone", "news:bucket"], tmp_path)

    assert ran.returncode == 1
    assert (
        "output is not what was published (index.html is one of 1 files that differ); run newsroom publish first"
        in ran.stderr
    )


# --- A server of one's own -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def host(tmp_path_factory) -> Iterator[tuple[int, Path]]:
    """The port of a server of SSH on this machine, and the folder with the key that opens it."""
    program("rsync")
    sshd = program("sshd")
    folder, port = tmp_path_factory.mktemp("sshd"), servers.free_port()
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    shutil.copy(folder / "key.pub", folder / "authorized_keys")
    (folder / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized_keys\nPidFile none\n"
        "StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\n"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    log = folder / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sshd, "-D", "-e", "-f", str(folder / "sshd_config")], stdout=written, stderr=written
        )
    try:
        servers.wait(process, port, log)
        yield port, folder
    finally:
        process.terminate()
        process.wait(timeout=20)


def brought(root: Path, number: int, place: Path, port: int, folder: Path) -> subprocess.CompletedProcess[str]:
    ssh = f"ssh -p {port} -i {folder}/key -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
    source = root / "output.editions" / f"{number:06}"
    return run(
        [*NEWSROOM, "upload", "rsync", f"{getpass.getuser()}@127.0.0.1:{place}", "--ssh", ssh, "-o", source], root
    )


def files_of(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_host_shows_the_new_site_in_one_step_and_what_did_not_change_stays_one_file(editions, host, tmp_path):
    assert brought(editions, 1, tmp_path / "srv", *host).returncode == 0
    before = (tmp_path / "srv/current").resolve()
    assert files_of(before) == files_of(editions / "output.editions/000001")
    time.sleep(1.1)  # the older one is the one that goes, by the second of its file system

    ran = brought(editions, 2, tmp_path / "srv", *host)

    assert ran.returncode == 0, ran.stderr
    after = (tmp_path / "srv/current").resolve()
    assert files_of(after) == files_of(editions / "output.editions/000002")
    assert files_of(before) == files_of(editions / "output.editions/000001")
    assert (after / "robots.txt").samefile(before / "robots.txt")
    assert after.stat().st_mode & 0o777 == 0o755
    assert brought(editions, 1, tmp_path / "srv", *host).returncode == 0
    assert (tmp_path / "srv/current").resolve() == before


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_when_the_line_to_a_host_breaks_readers_see_the_old_site_and_the_next_run_ends_it(
    editions, host, tmp_path, share
):
    port, keys = host
    assert brought(editions, 1, tmp_path / "srv", port, keys).returncode == 0
    first, second = (files_of(editions / f"output.editions/00000{n}") for n in (1, 2))
    size = sum(len(data) for file, data in second.items() if first.get(file) != data)

    with line(port, int(size * share)) as broken:
        ran = brought(editions, 2, tmp_path / "srv", broken.port, keys)

    assert ran.returncode == 1
    assert files_of(tmp_path / "srv/current") == first
    assert brought(editions, 2, tmp_path / "srv", port, keys).returncode == 0
    assert files_of(tmp_path / "srv/current") == second
    assert not list((tmp_path / "srv/editions").glob("*.part"))
