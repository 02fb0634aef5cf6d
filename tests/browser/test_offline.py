"""The service worker in a real browser: what was read is there without a network, what is new comes with one, and off means gone."""

import functools
import threading
from http.server import ThreadingHTTPServer

import pytest
from pelican.plugins.offline.worker import farewell
from playwright.sync_api import expect

from ..conftest import builder
from .served import Quiet

pytestmark = pytest.mark.browser

NAMES = ("one", "two", "three", "four")
ON = "OFFLINE = {'enabled': True, 'pages': 3, 'patience': 1}\n"


STORIES = "".join(
    f"-- content/{name}.md --\n---\ntitle: Story {name}\ndate: 2026-11-20\ncategory: Science\n---\nThe water comes in.\n" for name in NAMES
)  # fmt: skip


class Slow(Quiet):
    """A server that does not answer with pages while `held` is not set. What it said nothing of, a browser would take as fresh for a tenth of its age."""

    held = threading.Event()
    held.set()

    def do_GET(self):  # noqa: N802 - the name is that of http.server
        if self.path.endswith("/"):
            self.held.wait(30)
        super().do_GET()

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class Site:
    """What is served, and where."""

    def __init__(self, url, built):
        self.url, self.output = url, built.output

    def change(self, file: str, old: str, new: str) -> None:
        path = self.output / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.mktemp("offline")
    (root / "output").mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Slow, directory=root / "output"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    built = builder(root)(STORIES, more=ON, SITEURL=url)
    assert built.code == 0, built.log
    yield Site(url, built)
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(context, site):
    """A reader whose browser has the worker. `read(name)` opens a story."""
    page = context.new_page()
    page.goto(f"{site.url}/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")

    def read(name: str):
        page.goto(f"{site.url}/2026/11/{name}/")
        return page

    return read


def kept(page) -> list[str]:
    """The addresses of the pages that are kept, the newest last."""
    return page.evaluate(
        "async () => { const name = (await caches.keys()).find(one => one.endsWith(' pages'));"
        " return name ? (await (await caches.open(name)).keys()).map(one => new URL(one.url).pathname) : [] }"
    )


def wait_until_kept(page, name: str) -> None:
    for _ in range(50):
        if f"/2026/11/{name}/" in kept(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{name} is not kept: {kept(page)}")


def test_what_was_read_is_there_without_a_network_and_the_rest_says_so(reader, context):
    page = reader("one")
    wait_until_kept(page, "one")
    context.set_offline(True)
    reader("one")
    assert page.locator("article.h-entry h1").inner_text() == "Story one"

    reader("two")
    assert page.locator("h1").inner_text() == "No network"
    link = page.locator("[data-kept] a")
    expect(link).to_have_text("Story one")
    link.click()
    assert page.locator("article.h-entry h1").inner_text() == "Story one"
    context.set_offline(False)


def test_only_so_many_pages_are_kept(reader):
    for name in NAMES:
        page = reader(name)
        wait_until_kept(page, name)

    assert kept(page)[-1] == "/2026/11/four/"
    assert len(kept(page)) == 3
    assert "/2026/11/one/" not in kept(page)


def test_a_change_is_seen_while_there_is_a_network(reader, site):
    page = reader("one")
    wait_until_kept(page, "one")
    site.change("2026/11/one/index.html", "The water comes in.", "The tide comes in.")
    reader("one")

    assert "The tide comes in." in page.inner_text("article.h-entry")


def test_a_slow_network_shows_what_is_kept(reader, site):
    page = reader("one")
    wait_until_kept(page, "one")
    Slow.held.clear()
    try:
        page.goto(f"{site.url}/2026/11/one/", timeout=10_000)
        assert page.locator("article.h-entry h1").inner_text() == "Story one"
    finally:
        Slow.held.set()


def test_nothing_is_kept_of_a_missing_page_nor_of_the_search(reader):
    page = reader("one")
    wait_until_kept(page, "one")
    reader("nowhere")
    page.evaluate("() => fetch('/pagefind/pagefind-entry.json').then(answer => answer.text())")
    page.wait_for_timeout(200)

    everything = page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(one => one.url)))).flat()"
    )
    assert not [url for url in everything if "nowhere" in url or "pagefind" in url]


def test_switched_off_it_clears_what_it_kept_and_goes(reader, site):
    page = reader("one")
    wait_until_kept(page, "one")
    worker = (site.output / "sw.js").read_text(encoding="utf-8")
    (site.output / "sw.js").write_text(farewell(), encoding="utf-8")
    page.evaluate("() => navigator.serviceWorker.getRegistration().then(one => one.update())")
    for _ in range(60):
        left = page.evaluate(
            "async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length]"
        )
        if left == [[], 0]:
            break
        page.wait_for_timeout(50)

    assert left == [[], 0]
    (site.output / "sw.js").write_text(worker, encoding="utf-8")


def test_a_site_that_did_not_ask_for_it_registers_nothing(demo):
    """And clears what readers may have from before."""
    assert (demo / "sw.js").read_text(encoding="utf-8") == farewell()
    assert not (demo / "offline").exists()
    assert "js/offline.js" not in (demo / "index.html").read_text(encoding="utf-8")
