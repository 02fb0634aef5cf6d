"""The documents as a site in a real browser: their search, and that everybody can read them."""

import pytest
from playwright.sync_api import expect

from ..docs_site import built_documents
from .barriers import barriers, bring_axe
from .conftest import walled
from .served import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RESULT = ".search__result:not([aria-hidden])"


@pytest.fixture(scope="module")
def documents(tmp_path_factory, worker_id):
    """Where the documents are served."""
    output, _ = built_documents(tmp_path_factory, worker_id)
    with served(output) as address:
        yield address


@pytest.fixture
def reader(browser, documents):
    """A page that reaches the documents and nothing else; `reader.said` are the errors of its console."""
    context = browser.new_context(base_url=documents)
    page = walled(context.new_page(), documents)
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    yield page
    page.unroute_all(behavior="ignoreErrors")
    context.close()


def ask(page, words: str) -> None:
    page.goto("/search/")
    page.locator(".search input").fill(words)
    page.wait_for_url("**q=**")
    page.locator(f"{RESULT}:first-child").wait_for()


def test_a_document_is_found_by_its_words(reader):
    ask(reader, "giscus")

    best = reader.locator(f"{RESULT} .search__title a").first
    expect(best).to_have_text("Search and comments")
    expect(reader.locator(f"{RESULT} .search__facts").first).to_have_text("Guides")
    best.click()
    assert reader.locator("article h1").inner_text() == "Search and comments"
    assert (reader.said, reader.asked) == ([], [])


def test_documents_are_chosen_by_the_heading_they_stand_under(reader):
    ask(reader, "redirects")
    reader.locator("[data-filter=category]").select_option("Plugins")

    facts = reader.locator(f"{RESULT} .search__facts")
    expect(facts.first).to_have_text("Plugins")
    expect(facts.filter(has_not_text="Plugins")).to_have_count(0)


def test_documents_offer_no_choice_that_they_do_not_have(reader):
    ask(reader, "redirects")

    shown = [one for one in reader.locator(".search__choices label").all() if one.is_visible()]
    assert [one.inner_text().split()[0] for one in shown] == ["Category"]


def test_without_a_script_every_document_is_offered(browser, documents):
    context = browser.new_context(java_script_enabled=False, base_url=documents)
    page = context.new_page()
    page.goto("/search/")

    assert page.locator("main").get_by_role("link", name="Rules", exact=True).is_visible()
    context.close()


#: A page of each kind: long tables, drawings of letters, pictures, lists of links, a form.
KINDS = (
    "/",
    "/writing/",
    "/rules/",
    "/reference/",
    "/from-pelican/",
    "/pictures/",
    "/architecture/",
    "/decisions/",
    "/contributing/",
    "/plugins/site_search/",
    "/search/",
    "/404.html",
)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_documents_have_no_barrier_and_fit(reader, width, scheme):
    reader.emulate_media(color_scheme=scheme)
    reader.set_viewport_size({"width": width, "height": 800})
    found = {}
    for address in KINDS:
        reader.goto(address)
        bring_axe(reader)
        if against := barriers(reader):
            found[address] = against
        assert reader.evaluate("document.documentElement.scrollWidth") <= width, address

    assert found == {}
