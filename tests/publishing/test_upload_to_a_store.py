"""`newsroom upload rclone`: only changes travel, and what readers meet when the line breaks."""

import shutil

import pytest

from ..conftest import run, write
from . import servers
from .cut import line
from .uploads import NEWSROOM, asked_for, fetched, held, meant_for_a_store, sent

pytestmark = pytest.mark.slow


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
