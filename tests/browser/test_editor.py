"""The editor in a real browser: against decap-server and a working copy, and in the memory of the browser from the static files."""

import http.client
import json
import re
import socket
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ..conftest import picture, run, write
from .editing import SITE, choose, diff, editing, enter, field, free_port, newsroom, open_story, save, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: A moment after the embargo of the story that the test writes.
LATER = "1798761600"


@pytest.fixture
def site(tmp_path):
    """A working copy under Git, with a picture to upload beside it."""
    write(tmp_path, SITE)
    picture(tmp_path / "lamp.jpg")
    (tmp_path / "content" / "images").mkdir()
    with (tmp_path / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f'\nEDITOR = {{"enabled": True, "port": {free_port()}}}\nHISTORY = {{}}\n')
    (tmp_path / ".gitignore").write_text("themes\nplugins\n.cache\noutput\n__pycache__\n", encoding="utf-8")
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "Start"],
    ):
        run(["git", *words], tmp_path)
    return tmp_path


def test_a_writer_writes_a_story_and_readers_get_exactly_that(site, writer):
    """The whole way: form, file, check, page, feeds, JSON-LD; then stories written by hand, the vocabulary, and a deletion."""
    with editing(site) as address:
        enter(writer, address)
        writer.get_by_role("link", name="City", exact=True).click()
        writer.get_by_role("link", name="Create entry of type story").click()
        field(writer, "title").fill("Harbour lights go out at noon")
        field(writer, "deck").fill(
            "For the first time the lamps of the pier are dark by day, and nobody had asked for that."
        )
        field(writer, "body").fill(
            "The lamps went *out*.[^1]\n\nSee [the record](https://record.example/9).\n\n[^1]: At noon.\n"
        )
        choose(writer, "categories", "City", "Economy")
        choose(writer, "tags", "lamps", "harbours", "NATO")
        choose(writer, "authors", "Ann Bee")
        choose(writer, "status", "published")
        writer.get_by_role("button", name="Add source").click()
        choose(writer, "source", "Harbour Gazette")
        choose(writer, "relation", "based-on")
        writer.get_by_label("Address of their article").fill("https://gazette.example/lights")
        writer.get_by_role("button", name="Choose an image").click()
        writer.locator('input[type="file"]').set_input_files(site / "lamp.jpg")
        writer.get_by_text("lamp.jpg").wait_for()
        writer.get_by_role("button", name="Choose selected").click()
        writer.get_by_role("button", name="Choose different image").wait_for()
        field(writer, "date").fill("2026-11-24T09:00")
        field(writer, "embargo").fill("2026-11-28T06:00")

        save(writer)  # the picture has neither description nor credit
        writer.get_by_text("the lead picture has no alt text").first.wait_for()
        assert not (site / "content/city/harbour-lights-go-out-at-noon.md").exists()
        writer.get_by_label("What is to be seen").fill("A lamp by day.")
        field(writer, "credit").fill("Photo: Ann Bee")
        shown = writer.frame_locator("#preview-pane")
        assert shown.locator("h1").inner_text() == "Harbour lights go out at noon"
        assert shown.locator(".credit").inner_text() == "This article was originally reported by Harbour Gazette."
        assert shown.locator(".footnotes li").inner_text().startswith("At noon.")
        save(writer)
        settle(writer)

        file = site / "content/city/harbour-lights-go-out-at-noon.md"
        text = file.read_text(encoding="utf-8")
        assert "embargo: 2026-11-28T06:00+01:00\n" in text, "with the offset of the writer's own clock"
        assert re.search(r"^id: \"?[0-9a-f]{12}\"?$", text, re.MULTILINE)
        assert text.endswith(
            "\n\nThe lamps went *out*.[^1]\n\nSee [the record](https://record.example/9).\n\n[^1]: At noon.\n"
        )
        checked = newsroom(site, "check", "--format", "json")
        assert [one for one in json.loads(checked.stdout) if one["severity"] == "error"] == []
        read(site)

        by_hand(site, writer, address)
        vocabulary(site, writer, address)

        open_story(writer, address, "bridge", "The bridge holds")
        writer.get_by_role("button", name="Delete entry").click()
        writer.wait_for_url(re.compile(r"#/collections/city$"))  # Decap goes there when it is done
        assert not (site / "content/city/bridge.md").exists()
    assert writer.asked == []
    assert [one for one in writer.said if "Content Security Policy" in one] == []


def read(site: Path) -> None:
    """What readers get when the embargo has ended."""
    build = ["build", "-s", "publishconf.py", "-o"]
    built = newsroom(site, *build, "late", SOURCE_DATE_EPOCH=LATER)
    assert built.returncode == 0, built.stdout + built.stderr
    page = BeautifulSoup(
        (site / "late/2026/11/harbour-lights-go-out-at-noon/index.html").read_text(encoding="utf-8"), "html.parser"
    )
    assert page.h1.get_text() == "Harbour lights go out at noon"
    assert [one.get_text() for one in page.select(".kicker a")] == ["City", "Economy"]
    assert (
        page.select_one(".credit").get_text(strip=True, separator=" ")
        == "This article was originally reported by Harbour Gazette ."
    )
    assert page.select_one(".credit a")["href"] == "https://gazette.example/lights"
    assert page.select_one("figure.lead img")["alt"] == "A lamp by day."
    assert {one.get_text(strip=True) for one in page.select(".chips a")} >= {
        "lamps",
        "harbours",
        "NATO",
        "City",
        "Economy",
    }
    data = [json.loads(one.string) for one in page.select('script[type="application/ld+json"]')]
    story = next(node for one in data for node in one.get("@graph", [one]) if "NewsArticle" in node["@type"])
    assert story["headline"] == "Harbour lights go out at noon"
    assert story["creditText"] == "This article was originally reported by Harbour Gazette."
    assert story["datePublished"].startswith("2026-11-2")
    feed = json.loads((site / "late/feeds/all.json").read_text(encoding="utf-8"))
    item = next(one for one in feed["items"] if one["title"] == "Harbour lights go out at noon")
    assert item["_provenance"]["relation"] == "based-on"
    assert set(item["tags"]) >= {"lamps", "harbours", "NATO"}
    assert "Harbour lights go out at noon" in (site / "late/feeds/all.atom.xml").read_text(encoding="utf-8")


def by_hand(site: Path, writer, address: str) -> None:
    """A story with a classic header and one in YAML, written by hand."""
    run(["git", "add", "-A"], site)
    run(["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "Harbour lights"], site)
    open_story(writer, address, "bridge", "The bridge holds")
    field(writer, "deck").fill("Eleven stops, forty years later, and a bridge that carries it all.")
    save(writer)
    settle(writer)
    assert diff(site) == [
        "-deck: Eleven stops, forty years later, and a bridge that has to carry it all.",
        "+deck: Eleven stops, forty years later, and a bridge that carries it all.",
    ]
    run(["git", "checkout", "-q", "."], site)
    before = newsroom(site, "check", "--format", "json").stdout
    open_story(writer, address, "old-lamps", "What the old lamps were for")
    field(writer, "title").fill("What the old lamps were for, and why they went")
    save(writer)
    settle(writer)
    text = (site / "content/city/old-lamps.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: What the old lamps were for, and why they went\ndeck: They stood")
    assert text.endswith(SITE[SITE.index("\nThe lamps stood there.") : SITE.index("-- content/city/bridge.md")])
    assert len(json.loads(newsroom(site, "check", "--format", "json").stdout)) == len(json.loads(before))


def vocabulary(site: Path, writer, address: str) -> None:
    """A tag gets another name; the file keeps its comments, and stories find the tag by its old one."""
    run(["git", "checkout", "-q", "."], site)
    writer.goto(f"{address}#/collections/vocabulary")
    writer.get_by_role("link", name="Tags").click()
    entry = writer.locator('[class*="SortableListItem"]').filter(has_text="harbours · harbours")
    entry.get_by_role("button", name="Open or close").click()
    opened = writer.locator('[class*="SortableListItem"]').filter(has=writer.get_by_text("Where ships lie."))
    opened.locator('input[id^="name-field"]').fill("ports")
    opened.get_by_role("button", name="Add spelling").click()
    opened.locator('input[id^="item-field"]').fill("harbours")
    save(writer)
    settle(writer)
    assert diff(site) == ["-  name: harbours", "+  name: ports", "+  aliases:", "+    - harbours"]
    rules = {one["rule"] for one in json.loads(newsroom(site, "check", "--format", "json").stdout)}
    assert "E13" not in rules


def test_another_page_cannot_reach_the_desk(site):
    """A page of another origin, or one that points its own name at this machine, writes nothing."""
    with editing(site):
        settings = (site / "pelicanconf.py").read_text(encoding="utf-8")
        port = int(re.findall(r'"port": (\d+)', settings)[-1])
        body = json.dumps({"action": "info"})
        for headers in (
            {},
            {"Origin": "http://evil.example"},
            {"Host": f"evil.example:{port}", "Origin": "http://127.0.0.1:8000"},
        ):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("POST", "/api/v1", body, {"Content-Type": "application/json", **headers})
            assert connection.getresponse().status == 403
            connection.close()
        listening = [
            line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if line.split()[3] == "0A"
        ]
        assert [one for one in listening if int(one.split(":")[1], 16) == port] == [f"0100007F:{port:04X}"]
    with socket.socket() as one:
        assert one.connect_ex(("127.0.0.1", port)) != 0, "both end together"
