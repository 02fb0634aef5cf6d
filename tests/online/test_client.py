"""One address: what a server answers, and what is made of it."""

import socket
import time
from dataclasses import replace

import pytest
from pelican.plugins.newsroom.web import is_private_name
from pelican.plugins.online.client import Answer, Client, web_of
from pelican.plugins.online.options import Options
from pelican.plugins.online.wayback import Wayback

FAST = Options(seconds=0.6, tries=2, pause=0.05, private=True)


@pytest.fixture
def ask(server):
    waits = []
    client = Client(FAST, waits.append)

    def _ask(path: str) -> Answer:
        return client.ask(server.url + path)

    _ask.waits = waits
    return _ask


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/", "ok"), ("/status/204", "ok"), ("/status/404", "dead"), ("/status/410", "dead"), ("/status/403", "unsure"), ("/status/401", "unsure"),
        ("/status/500", "unsure"), ("/headless/405", "ok"), ("/headless/403", "ok"), ("/headless/404", "ok"), ("/loop", "dead"), ("/on/1", "dead"),
        ("/hang", "dead"), ("/broken", "dead"), ("/to/302/status/404", "dead"), ("/to/302/", "ok"), ("/busy-for-ever", "unsure"),
        ("/away/ftp://files.example/x", "dead"), ("/away/javascript:alert(1)", "dead"), ("/away/file:///etc/passwd", "dead"),
    ],
)  # fmt: skip
def test_an_answer_is_judged(ask, path, verdict):
    answer = ask(path)

    assert answer.verdict == verdict
    assert answer.why or verdict == "ok"


def test_only_what_moved_for_good_has_a_new_address(ask, server):
    assert ask("/to/301/new").moved == f"{server.url}/new"
    assert ask("/to/308/to/301/newest").moved == f"{server.url}/newest"
    assert ask("/to/302/new").moved == ""
    assert ask("/to/302/to/301/new").moved == ""
    assert ask("/to/301/status/404") == Answer("dead", "it answers 404, not found", status=404)


def test_a_server_that_asks_for_patience_gets_it(ask):
    assert ask("/busy").verdict == "ok"
    assert ask.waits == [1.0]


def test_a_server_that_asks_for_too_much_is_left_in_peace(ask, server):
    ask("/busy-for-ever")

    assert ask.waits == []
    assert len(server.asked) == 1


def test_what_fails_for_a_moment_is_asked_again_later(ask):
    assert ask("/flaky").verdict == "ok"
    assert ask.waits == [2.0]


def test_a_slow_drip_does_not_hold_us(server):
    begun = time.monotonic()

    answer = Client(replace(FAST, seconds=0.3), lambda _seconds: None).ask(f"{server.url}/drip")

    assert answer.verdict == "dead"
    assert time.monotonic() - begun < 12


def test_a_certificate_that_nobody_trusts_is_told(secure):
    answer = Client(FAST, lambda _seconds: None).ask(secure.url)

    assert answer.verdict == "dead"
    assert "certificate" in answer.why


def test_a_host_that_is_not_there_and_a_closed_port_are_dead():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    client = Client(FAST, lambda _seconds: None)

    assert client.ask(f"http://127.0.0.1:{port}/").verdict == "dead"
    assert client.ask("http://nobody.invalid/").verdict == "dead"
    assert client.ask("http://[half/").verdict in ("dead", "unsure")


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/", "http://0.0.0.0:{port}/", "http://169.254.169.254/latest/",
     "http://10.0.0.1/", "http://[::ffff:127.0.0.1]:{port}/", "http://2130706433:{port}/", "http://printer.local/", "file:///etc/passwd", "ftp://a.example/"],
)  # fmt: skip
def test_this_machine_and_private_networks_are_never_asked(server, url):
    answer = Client(Options(seconds=0.5, tries=1)).ask(url.format(port=server.server_port))

    assert answer.verdict in ("unsure", "dead")
    assert server.asked == []


def test_a_name_that_stands_for_a_private_address_is_not_asked(server, monkeypatch):
    """Whatever its name server says at the second question: the address that was looked at is the one that is connected to."""
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *more, **facts: real("127.0.0.1" if host == "inside.example" else host, *more, **facts),
    )

    answer = Client(Options(seconds=0.5, tries=1)).ask(f"http://inside.example:{server.server_port}/")

    assert answer == Answer("unsure", "inside.example is on a private network")
    assert server.asked == []


def test_a_redirect_into_a_private_network_is_not_followed():
    assert is_private_name("192.168.0.1")
    assert is_private_name("localhost.")
    assert not is_private_name("news.example")
    assert not is_private_name("8.8.8.8")


def test_a_proxy_is_used_and_told_where_it_is_not_wanted(server, monkeypatch):
    monkeypatch.setenv("http_proxy", server.url)
    through = Client(FAST, lambda _seconds: None).ask("http://far.example/page")
    monkeypatch.setenv("no_proxy", "localhost")
    Client(FAST, lambda _seconds: None).ask(f"{server.url}/near")

    assert through.verdict == "ok"
    assert [path for _, path, _ in server.asked] == ["http://far.example/page", "/near"]


def test_an_archive_is_asked_for_a_copy(server):
    def copy_at(path):
        options = Options(private=True, archive=f"{server.url}/{path}?url={{url}}")
        return Wayback(web_of(options), options).copy_of("http://x.example/")

    assert copy_at("archive") == "https://web.archive.org/web/2020/http://x.example/"
    assert copy_at("status/500") == ""
