"""Comments from the reader's form to the moderator's desk and into the page itself: with a real Isso server on this machine."""

import json
import sys

import pytest
from playwright.sync_api import expect

from ..conftest import ROOT, builder, run
from .barriers import barriers, bring_axe
from .isso_server import free_port, isso_server
from .served import served

pytestmark = pytest.mark.browser

WATCH = "window.refused = []; addEventListener('securitypolicyviolation', e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI))"
WORDS = "\n\n".join(["The sea comes in twice a day, and every harbour has its own delay behind the moon. " * 8] * 12)
HOSTILE = (
    '<img src=x onerror="document.title=1"><script>document.title=1</script> **bold** [x](javascript:document.title=1)'
)


def story(slug: str, more: str = "") -> str:
    return f"-- content/{slug}.md --\n---\ntitle: The story of {slug}\ndate: 2026-11-20\ncategory: Science\n{more}---\n{WORDS}\n"


STORIES = "".join(story(slug) for slug in ("form", "post", "reply", "hostile", "evil", "kept", "axe", "dead")) + story("closed", "comments: false\n")  # fmt: skip


class World:
    """A built site, its server, and Isso beside them."""

    def __init__(self, root, url, isso):
        self.root, self.url, self.isso = root, url, isso
        self.kept = root / "content" / "data" / "comments.json"
        self._build = builder(root)
        self.built = self.again()

    def again(self):
        built = self._build(STORIES, SITEURL=self.url)
        assert built.code == 0, built.log
        return built

    def export(self, *more: object) -> str:
        """What `newsroom comments export` says."""
        ran = run(
            [sys.executable, "-m", "pelican.plugins.newsroom", "comments", "export", *more], self.root, SITEURL=self.url
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    @staticmethod
    def uri(slug: str) -> str:
        return f"/2026/11/{slug}/"


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder, root, port = tmp_path_factory.mktemp("isso"), tmp_path_factory.mktemp("commented"), free_port()
    (root / "output").mkdir()
    comments = {
        "provider": "isso",
        "server": f"http://127.0.0.1:{port}",
        "mail": "letters@news.example",
        "privacy": "privacy/",
    }
    settings = (ROOT / "publishconf.py").read_text(encoding="utf-8")
    (root / "publishconf.py").write_text(
        f"{settings}\nCOMMENTS = {comments}\nNEWSROOM['comments'] = True\n", encoding="utf-8"
    )
    with served(root / "output") as url, isso_server(folder, url, port) as isso:
        yield World(root, url, isso)


@pytest.fixture
def reader(context, world):
    """A reader's browser: `open(slug)` opens a story; `asked` are the addresses that it wanted from Isso."""
    page = context.new_page()
    page.asked, page.said = [], []
    page.on(
        "request", lambda request: page.asked.append(request.url) if request.url.startswith(world.isso.url) else None
    )
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.add_init_script(WATCH)

    def opened(slug: str, *, near: bool = True):
        page.goto(world.url + world.uri(slug))
        if near:
            page.locator(".comments").scroll_into_view_if_needed()
            page.locator("[data-form]").wait_for()
        return page

    return opened


def fill(page, **given: str) -> None:
    for name, value in {"text": "Well said.", "author": "Ann Bee", "email": "ann@private.example", **given}.items():
        page.locator(f"[data-form] [name={name}]").fill(value)
    page.locator("[data-form] [type=submit]").click()


def test_nothing_is_asked_before_the_reader_comes_near(reader):
    page = reader("form", near=False)
    page.wait_for_load_state("networkidle")

    assert page.asked == []
    with page.expect_request("**/?uri=**"):
        page.locator(".comments").scroll_into_view_if_needed()
    expect(page.locator("[data-none]")).to_be_visible()
    assert (page.evaluate("window.refused"), page.said) == ([], [])


def test_required_fields_are_refused_with_a_message(reader):
    page = reader("form")
    page.locator("[data-form] [type=submit]").click()

    for field, words in (("text", "three characters"), ("author", "your name"), ("email", "your email address")):
        error = page.locator(f"[id='page:comment-{field}-error']")
        expect(error).to_be_visible()
        assert words in error.inner_text()
        assert page.locator(f"[name={field}]").get_attribute("aria-invalid") == "true"
    assert page.evaluate("document.activeElement.name") == "text"
    fill(page, email="no address")
    expect(page.locator("[id='page:comment-email-error']")).to_be_visible()
    expect(page.locator("[id='page:comment-author-error']")).to_be_hidden()
    assert not [url for url in page.asked if "/new" in url]


@pytest.mark.parametrize("missing", ["author", "email"])
def test_the_server_refuses_what_lacks_a_name_or_an_address_too(world, missing):
    assert world.isso.post(world.uri("form"), **{missing: ""}) == 403


def test_a_comment_waits_is_approved_shown_exported_and_read_without_a_script(reader, world, browser):
    """The whole way of one comment."""
    page = reader("post")
    fill(page, text="Well said.\n\nA second *paragraph*.", author="Ann & Bee")
    expect(page.locator('[data-said="waiting"]')).to_be_visible()
    assert page.locator("[name=text]").input_value() == ""
    assert page.locator(".comment").count() == 0

    reader("post")
    expect(page.locator("[data-none]")).to_be_visible()  # nobody sees it yet

    world.isso.moderate("activate")
    first = world.isso.last()
    reader("post")
    expect(page.locator(".comment")).to_have_count(1)
    assert page.locator(".comment b").first.inner_text() == "Ann & Bee"
    assert page.locator(".comment__text p").count() == 2

    world.isso.approved(world.uri("evil"), text=HOSTILE, author="<b onclick=alert(1)>Eve</b>&lt;i&gt;")
    assert "comments on 2 pages in content/data/comments.json" in world.export("--from", world.isso.database)
    kept = world.kept.read_text(encoding="utf-8")
    assert "private.example" not in kept
    built = world.again()
    assert "private.example" not in b"".join(built.bytes().values()).decode(errors="ignore")

    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(world.url + world.uri("post"))
    assert plain.locator(".comment b").inner_text() == "Ann & Bee"
    assert plain.locator(".comment__text em").inner_text() == "paragraph"
    assert plain.locator("[data-form]").is_hidden()
    assert "Writing a comment needs JavaScript." in plain.inner_text(".comments")
    plain.context.close()

    evil = built.page(world.uri("evil")).select_one(".comment")
    assert evil.select_one(".comment__text strong").text == "bold"
    assert not evil.select("img, script, i, a:not([rel='ugc nofollow noopener']), a[href^=javascript]")
    assert evil.select_one("b").text.startswith("<b onclick=alert(1)>Eve</b>")

    reader("post")
    page.wait_for_load_state("networkidle")
    assert page.locator(".comment").count() == 1  # not once more from the server

    world.isso.moderate("delete", first)
    reader("post")
    expect(page.locator(".comment")).to_have_count(0)  # taken back at once, before the next build


def test_the_server_s_public_interface_is_exported_too(world):
    world.isso.approved(world.uri("kept"), text="From the server.")
    world.export()

    threads = json.loads(world.kept.read_text(encoding="utf-8"))["threads"]
    assert [one["text"] for one in threads[world.uri("kept")]] == ["From the server."]
    assert "private.example" not in json.dumps(threads)


def test_a_reply_goes_to_the_comment_that_it_answers(reader, world):
    first = world.isso.approved(world.uri("reply"), author="Cee Dee", text="What about the sun?")
    page = reader("reply")
    page.locator("[data-reply]").click()
    expect(page.get_by_role("heading", name="Leave a reply")).to_be_focused()
    assert page.locator("[data-addressee]").inner_text() == "Cee Dee"
    fill(page, text="It helps.")
    expect(page.locator('[data-said="waiting"]')).to_be_visible()
    expect(page.get_by_role("heading", name="Leave a comment")).to_be_visible()
    world.isso.moderate("activate")

    reader("reply")
    expect(page.locator(f"#isso-{first} ol .comment__text")).to_have_text("It helps.")
    page.locator("[data-reply]").click()
    page.locator("[data-cancel]").click()
    expect(page.get_by_role("heading", name="Leave a comment")).to_be_visible()


def test_a_hostile_comment_does_nothing(reader, world):
    """As the server tells it, and from the page itself."""
    title = "The story of hostile | The Lamplighter"
    world.isso.approved(world.uri("hostile"), text=HOSTILE, author="<b onclick=alert(1)>Eve</b>&lt;i&gt;")
    page = reader("hostile")
    expect(page.locator(".comment")).to_have_count(1)

    assert page.locator(".comment__text").inner_text() == HOSTILE
    assert page.locator(".comment img, .comment script, .comment a, .comment i").count() == 0
    assert page.locator(".comment b").inner_text().startswith("<b onclick=alert(1)>Eve</b>")
    assert page.title() == title

    assert page.evaluate("window.refused") == []


def test_a_server_that_is_gone_leaves_the_text_and_says_so(reader, world):
    page = reader("dead")
    page.route(f"{world.isso.url}/**", lambda route: route.abort())
    fill(page, text="Not lost.")

    expect(page.locator('[data-said="unsent"]')).to_be_visible()
    assert page.locator("[name=text]").input_value() == "Not lost."
    assert page.locator('[data-said="unsent"] a').get_attribute("href").startswith("mailto:letters@news.example")
    page.reload()
    page.locator(".comments").scroll_into_view_if_needed()
    expect(page.locator("[data-lost]")).to_be_visible()


def test_a_story_that_wants_none_has_none(world):
    assert not world.built.page(world.uri("closed")).select(".comments, script[src*=comments]")
    assert world.isso.url not in world.built.text(world.uri("closed"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_comments_and_form_have_no_barrier_and_fit(reader, world, scheme, width):
    if "long" not in world.isso.ask("GET", f"/?uri={world.uri('axe')}")[1]:
        world.isso.approved(world.uri("axe"), text="A word.\n\n" + "long" * 60)
    page = reader("axe", near=False)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.locator(".comments").scroll_into_view_if_needed()
    expect(page.locator(".comment")).to_have_count(1)
    page.locator("[data-form] [type=submit]").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    bring_axe(page)
    assert barriers(page) == []


def test_giscus_is_asked_only_when_the_reader_presses_the_button(context, build):
    """giscus.app itself cannot be reached from here: what it is given is looked at, by a script in its place."""
    given = {"repo": "lamplighter/site", "repo-id": "R_1", "category": "Comments", "category-id": "DIC_1"}
    more = f'COMMENTS = {{"provider": "giscus", "giscus": {given}}}\nNEWSROOM["comments"] = True'
    page, asked = context.new_page(), []
    stub = "document.querySelector('.giscus').textContent = JSON.stringify(document.currentScript.dataset)"

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body=stub, content_type="text/javascript", headers={"Access-Control-Allow-Origin": "*"})

    page.route("https://giscus.app/**", answer)
    page.add_init_script(WATCH)
    site = build(story("tides"), more=more, SITEURL="http://127.0.0.1:1")
    page.route("http://127.0.0.1:1/**", lambda route: route.fulfill(path=site.file(route.request.url[18:])))
    page.goto("http://127.0.0.1:1/2026/11/tides/")
    page.locator(".comments").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert asked == []

    page.get_by_role("button", name="Show the comments").click()
    expect(page.locator(".giscus")).to_contain_text("repo")
    told = json.loads(page.locator(".giscus").inner_text())
    assert told == {
        "repo": "lamplighter/site",
        "repoId": "R_1",
        "category": "Comments",
        "categoryId": "DIC_1",
        "lang": "en",
    }
    assert asked == ["https://giscus.app/client.js"]
    assert page.evaluate("window.refused") == []
