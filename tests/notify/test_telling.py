"""Whom we tell, in the words of each protocol, and what we make of their answers."""

import pytest
from pelican.plugins.newsroom.web import Reply, Web
from pelican.plugins.notify.markup import endpoint_of, links_of_story
from pelican.plugins.notify.options import Options
from pelican.plugins.notify.telling import BATCH, Teller, Told

OURS = "https://news.example/2026/11/tram/"


@pytest.fixture
def teller(receivers):
    return a_teller(receivers)


def a_teller(receivers, *, private: bool = True):
    options = Options(private=private, seconds=1.0, tries=3, pause=1.0, indexnow=f"{receivers.url}/indexnow")
    waits = []
    one = Teller(Web(agent="test", seconds=1.0, private=private), options, waits.append)
    one.waits = waits
    return one


def test_a_hub_is_told_of_a_feed(teller, receivers):
    feed = "https://news.example/feeds/all.atom.xml"

    assert teller.hub(f"{receivers.url}/hub", feed) == Told(feed)
    assert receivers.told == [("/hub", {"hub.mode": "publish", "hub.url": feed, "hub.topic": feed})]


def test_who_is_busy_is_told_again_after_the_time_that_they_name(teller, receivers):
    receivers.codes, receivers.busy = {"/hub": [503, 429]}, True

    assert teller.hub(f"{receivers.url}/hub", "https://news.example/f.xml").why == ""
    assert teller.waits == [2.0, 2.0]


def test_who_stays_busy_is_left_for_another_time(teller, receivers):
    receivers.codes = {"/hub": [503] * 9}

    assert teller.hub(f"{receivers.url}/hub", "x") == Told("x", "it answers 503", again=True)
    assert len(receivers.told) == 3
    assert teller.hub("http://127.0.0.1:9/hub", "x").again


def test_indexnow_is_told_of_many_addresses_at_a_time(teller, receivers):
    addresses = [f"https://news.example/{n}/" for n in range(BATCH + 1)]
    told = [one for _, one in teller.indexnow("https://news.example", "0123456789", addresses)]

    assert told == [Told("10000 addresses"), Told("1 address")]
    path, data = receivers.told[1]
    assert path == "/indexnow"
    assert data == {
        "host": "news.example", "key": "0123456789", "keyLocation": "https://news.example/0123456789.txt", "urlList": addresses[-1:],
    }  # fmt: skip


def test_a_key_that_is_not_accepted_is_told_with_the_remedy(teller, receivers):
    receivers.codes = {"/indexnow": [403]}
    ((_, told),) = teller.indexnow("https://news.example", "0123456789", ["https://news.example/"])

    assert "is https://news.example/0123456789.txt there" in told.why


@pytest.mark.parametrize(("page", "endpoint"), [("header", "/mention"), ("bare", "/mention?a=b"), ("tag", "/mention"), ("anchor", "/mention"), ("moved", "/mention")])  # fmt: skip
def test_a_page_that_takes_webmentions_is_told(teller, receivers, page, endpoint):
    target = f"{receivers.url}/{page}"

    assert teller.webmention(OURS, target) == Told(f"{OURS} -> {target}")
    assert receivers.told == [(endpoint, {"source": OURS, "target": target})]


@pytest.mark.parametrize(
    ("page", "why", "again"),
    [
        ("none", "takes no webmentions", False), ("comment", "takes no webmentions", False), ("other", "takes no webmentions", False),
        ("endless", "takes no webmentions", False), ("picture", "takes no webmentions", False), ("gone", "answers 410", False),
        ("circle", "redirects without end", True), ("hang", "no answer", True), ("odd", "no web address", True),
    ],
)  # fmt: skip
def test_a_page_that_takes_none_is_told_nothing(teller, receivers, page, why, again):
    told = teller.webmention(OURS, f"{receivers.url}/{page}")

    assert why in told.why
    assert told.again == again
    assert receivers.told == []


def test_a_receiver_that_refuses_is_not_asked_again_and_one_that_fails_is(teller, receivers):
    refused = teller.webmention(OURS, f"{receivers.url}/refusing")
    failed = teller.webmention(OURS, f"{receivers.url}/failing")

    assert (refused.why, refused.again) == ("it answers 400", False)
    assert (failed.why, failed.again) == ("it answers 500", True)
    assert [path for path, _ in receivers.told] == ["/refuse", "/fail", "/fail", "/fail"]


@pytest.mark.parametrize("target", ["http://127.0.0.1:{port}/tag", "http://localhost:{port}/tag", "http://[::1]:{port}/tag", "http://169.254.169.254/latest/", "file:///etc/passwd"])  # fmt: skip
def test_no_address_of_a_text_leads_us_into_a_private_network(receivers, target):
    teller = a_teller(receivers, private=False)
    told = teller.webmention(OURS, target.format(port=receivers.server_port))

    assert "private network" in told.why or "no web address" in told.why
    assert (receivers.asked, receivers.told) == ([], [])


class _Elsewhere:
    """A page on the web that names an endpoint beside us."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint, self._web = endpoint, Web(agent="test", seconds=1.0)

    def ask(self, method, url, **facts):
        if method == "GET":
            return Reply(200, {"link": f"<{self._endpoint}>; rel=webmention"}, b"", url)
        return self._web.ask(method, url, **facts)


def test_no_endpoint_leads_us_into_a_private_network(receivers):
    teller = Teller(_Elsewhere(f"{receivers.url}/mention"), Options())
    told = teller.webmention(OURS, "https://x.example/")

    assert told.why == "127.0.0.1 is on a private network"
    assert not told.again
    assert receivers.told == []


@pytest.mark.parametrize(
    ("header", "html", "endpoint"),
    [
        ("", '<link rel="webmention" href="">', "https://x.example/a/b"),
        ("", '<base href="/c/"><a rel=WebMention href="d?e=f">', "https://x.example/c/d?e=f"),
        ("", '<a rel="webmention">no address</a><link href="/y" rel="webmention">', "https://x.example/y"),
        ('<?x=y>; rel="webmention"', '<link rel="webmention" href="/wrong">', "https://x.example/a/b?x=y"),
        ('</a,b;c>; title="a, <x>; rel=webmention"; rel=webmention', "", "https://x.example/a,b;c"),
        ('</x>; title="rel=webmention"', "", ""),
        ("", "<link rel=webmention href='http://[broken'>", ""),
        ("<<<;;;", "<a <b rel=webmention", ""),
    ],
)  # fmt: skip
def test_an_endpoint_is_found_as_the_recommendation_says(header, html, endpoint):
    assert endpoint_of(header, html, "https://x.example/a/b") == endpoint


def test_links_are_those_of_the_story_and_not_of_the_page_around_it():
    html = """<nav><a href="https://nav.example/">n</a></nav><p class="credit">By <a href="https://a.example/1#x">A</a></p>
    <div class="e-content"><p><a href="/own/">o</a> <a href="https://news.example/x">o</a> <a href="https://b.example/">B</a><br>
    <a href="mailto:a@b.example">m</a> <a href="http://[broken">x</a></div><footer><a href="https://c.example/">c</a></footer>"""

    assert links_of_story(html, "news.example") == ["https://a.example/1", "https://b.example/"]
