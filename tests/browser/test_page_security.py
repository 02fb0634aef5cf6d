"""The policy of a page in a real browser: what is ours works, what somebody smuggled in does nothing, nobody else is asked."""

import pytest

pytestmark = pytest.mark.browser

WATCH = "window.refused = []; addEventListener('securitypolicyviolation', e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI))"


def test_no_page_of_the_demo_breaks_its_own_policy(page, demo):
    """Every page, each asked what the browser refused and what it wanted from elsewhere."""
    page.add_init_script(WATCH)
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    pages = [
        file for file in demo.rglob("index.html") if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8")
    ]
    files = sorted(pages, key=lambda file: (file.parent.parent, file))
    kinds = {file.relative_to(demo).parts[0]: file for file in files}  # one of each kind of address
    for file in [*kinds.values(), demo / "404.html"]:
        page.goto("/" + file.relative_to(demo).as_posix())

        assert page.evaluate("window.refused") == [], file

    assert said == []
    assert page.asked == []
    assert len(kinds) > 10


def test_what_is_smuggled_into_a_story_does_nothing(page, demo, base_url):
    """Elements with which scripts, styles, frames and forms come in are put into a built page, as a hole in a plugin would."""
    story = next(iter(sorted(demo.glob("2026/*/*/index.html"))))
    evil = (
        "<script>document.title = 'run'</script><img src='data:,' onerror=\"document.title = 'run'\">"
        "<script src='https://evil.example/a.js'></script><p id='s' style='position:fixed'>x</p>"
        "<iframe src='https://evil.example/'></iframe><object data='https://evil.example/x'></object><base href='https://evil.example/'>"
    )
    html = story.read_text(encoding="utf-8").replace("</main>", f"{evil}</main>")
    page.add_init_script(WATCH)
    page.route("**/smuggled", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto("/smuggled")

    refused = " ".join(page.evaluate("window.refused"))
    assert page.title() != "run"
    assert page.evaluate("getComputedStyle(document.getElementById('s')).position") == "static"
    assert page.evaluate("document.baseURI").startswith(base_url)
    assert page.asked == []
    for directive in (
        "script-src-elem inline",
        "script-src-attr",
        "style-src-attr",
        "frame-src",
        "object-src",
        "base-uri",
    ):
        assert directive in refused, directive
