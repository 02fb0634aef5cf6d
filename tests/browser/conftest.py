"""The demo site in a real browser: built once as it is published, served on this machine only, nothing else reachable."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ..conftest import ROOT, run
from ..shared import made_once
from .page_types import page_types as page_types_of
from .served import FLAGS, browser, served

# What never comes fails a minute later; what comes late on a busy machine does not.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": browser(), "args": FLAGS}


@pytest.fixture(scope="session")
def demo(tmp_path_factory, worker_id) -> Path:
    """The demo's output folder, built by one of several workers for all: nobody writes into it."""
    with made_once(tmp_path_factory, worker_id, "demo") as (place, is_made):
        output = place / "output"
        if not is_made:
            command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", output]
            ran = run([*command, "--fatal", "errors"], ROOT)
            assert ran.returncode == 0, ran.stdout + ran.stderr
    return output


@pytest.fixture(scope="session")
def base_url(demo):
    """Where the demo is served; links to its public address are led here by `page`."""
    with served(demo) as address:
        yield address


@pytest.fixture
def page(page, base_url):
    """A page that reaches our server and nothing else; `page.asked` are the addresses it wanted from elsewhere."""
    yield walled(page, base_url)
    # A picture may still be under way: the page of the next test would hear that it did not come.
    page.unroute_all(behavior="ignoreErrors")


@pytest.fixture(scope="session")
def looker(browser, base_url):
    """One page for all tests that only look: they set its window and its colours themselves. `looker.said` is what the console said."""
    context = browser.new_context(base_url=base_url)
    page = walled(context.new_page(), base_url)
    page.said = []
    page.on(
        "console",  # what has no address was said by a test's own script
        lambda message: message.location["url"] and page.said.append(f"{message.type}: {message.text}"),
    )
    page.on("pageerror", lambda error: page.said.append(f"error: {error}"))
    yield page
    page.unroute_all(behavior="ignoreErrors")
    context.close()


@pytest.fixture(scope="session")
def page_types(demo):
    """The address of each type of page, by its name."""
    return page_types_of(demo)


def walled(page, base_url):
    page.asked = []

    def answer(route):
        address = route.request.url
        if address.startswith((base_url, "data:")):
            route.continue_()
        elif address.startswith("https://news.example/"):
            route.fulfill(response=page.request.get(address.replace("https://news.example", base_url)))
        else:
            page.asked.append(address)
            route.abort()

    page.route("**/*", answer)
    return page


@pytest.fixture
def writer(browser):
    """A page that reaches this machine and nothing else: `asked` are the addresses it wanted elsewhere, `said` what went wrong in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, timezone_id="Europe/Berlin", locale="en-GB")
    page = context.new_page()
    page.asked, page.said = [], []
    page.set_default_timeout(20_000)
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())

    def answer(route):
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            page.asked.append(route.request.url)
            route.abort()

    page.route("**/*", answer)
    yield page
    context.close()
