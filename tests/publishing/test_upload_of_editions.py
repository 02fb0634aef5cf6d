"""`newsroom upload rclone --editions`: readers see one edition, also when the line breaks."""

import base64
import json
from pathlib import Path

import pytest

from ..conftest import run
from . import servers
from .cut import line
from .uploads import fetched, held, meant_for_a_store, put, sent, shown

pytestmark = pytest.mark.slow

ASK = """
import worker from "./worker.mjs";
for (const address of process.argv.slice(1)) {
  const answer = await worker.fetch(new Request(`https://news.example${address}`));
  console.log(answer.status, Buffer.from(await answer.arrayBuffer()).toString("base64"));
}
"""
SWITCH = r"PUT /\S+/current\.json"
LISTING = r"GET /\S*[?&]prefix=editions%2F[& ]"
PURGE = r"DELETE /\S+/editions/0123456789ab/"


def by_the_worker(port: int, bucket: str, folder: Path, *addresses: str) -> list[tuple[int, bytes]]:
    """What the Worker of docs/publishing.md answers, run by Node."""
    told = servers.documented("js").replace("https://news.s3.example.org", f"http://127.0.0.1:{port}/{bucket}")
    (folder / "worker.mjs").write_text(told, encoding="utf-8")
    ran = run([servers.program("node"), "--input-type=module", "-e", ASK, *addresses], folder)
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


def test_what_a_broken_upload_left_goes_with_the_next(editions, store):
    assert sent(editions, 1, store, "left", "--editions").returncode == 0
    put(store, "left", "editions/0123456789ab/index.html")

    assert sent(editions, 2, store, "left", "--editions").returncode == 0

    now = json.loads(fetched(store, "left", "current.json")[2])
    kept = {one.rpartition("/")[2] for one in (now["path"], *now["before"])}
    assert {one.split("/")[1] for one in held(store, "left") if one.startswith("editions/")} == kept


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
