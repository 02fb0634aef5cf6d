import base64
import hashlib

import pytest
from pelican.plugins.headers.policy import hash_of, is_source, policy_of
from pelican.plugins.headers.server_files import caddy, netlify, nginx


def directives(policy: str) -> dict[str, list[str]]:
    return {name: rest.split() for name, _, rest in (one.strip().partition(" ") for one in policy.split(";"))}


def test_a_page_may_load_from_its_own_site_only():
    found = directives(policy_of("https://news.example"))

    assert found["default-src"] == ["'self'", "https://news.example"]
    assert found["object-src"] == found["frame-src"] == found["base-uri"] == ["'none'"]
    assert "unsafe" not in policy_of("https://news.example", ["p{}"])


def test_the_style_of_a_page_is_allowed_by_its_hash():
    digest = base64.b64encode(hashlib.sha256(b"p{color:red}").digest()).decode()

    assert f"'sha256-{digest}'" in directives(policy_of("", ["p{color:red}"]))["style-src"]
    assert hash_of("é") != hash_of("e")


def test_what_a_page_needs_is_added_to_what_it_has():
    """A directive that had none of its own begins with the site itself; `frame-src` begins with nothing."""
    found = directives(
        policy_of("", more=[{"script-src": ["'wasm-unsafe-eval'"], "frame-src": ["https://video.example"]}])
    )

    assert found["script-src"] == ["'self'", "'wasm-unsafe-eval'"]
    assert found["frame-src"] == ["https://video.example"]


@pytest.mark.parametrize("text", ["", "a b", "a;script-src *", "a,b", 'a"', "<a>", "a\n", "é"])
def test_what_would_end_a_directive_is_no_source(text):
    assert not is_source(text)


def test_each_server_gets_the_headers_and_the_folders_that_last():
    given = {"Content-Security-Policy": "default-src 'self'", "X-Note": 'say "yes"'}

    assert "/news/*\n  Content-Security-Policy: default-src 'self'\n" in netlify(
        given, ["pictures"], "https://example.org/news", 60
    )
    assert "/news/pictures/*\n  Cache-Control: public" in netlify(given, ["pictures"], "https://example.org/news", 60)
    assert 'add_header X-Note "say \\"yes\\"" always;' in nginx(given, [], "https://example.org", 60)
    assert '\tX-Note "say \\"yes\\""\n' in caddy(given, [], "https://example.org", 60)


def test_a_folder_with_headers_of_its_own_is_not_sent_the_sites():
    """Two policies are both obeyed: each server gets the site's for every other address, and what does not differ for all."""
    given = {"Content-Security-Policy": "default-src 'self'", "X-Note": "yes"}
    own = {"admin/": {"Content-Security-Policy": "default-src 'none'"}}
    site = "https://example.org/news"

    by_host, by_nginx, by_caddy = (make(given, [], site, 60, own) for make in (netlify, nginx, caddy))

    assert (
        "/news/admin/*\n  ! Content-Security-Policy\n  Content-Security-Policy: default-src 'none'\n/news/man"
        in by_host
    )
    assert 'if ($uri ~ "^/news/admin/") { set $newsroom_content_security_policy "default-src \'none\'"; }\n' in by_nginx
    assert by_nginx.count("add_header Content-Security-Policy") == 1
    assert "@newsroom_site0 not path /news/admin/*\nheader @newsroom_site0 {\n\tContent-Security-Policy" in by_caddy
    assert "header /news/admin/* {\n\tContent-Security-Policy \"default-src 'none'\"\n}" in by_caddy
    assert [text.count("X-Note") for text in (by_host, by_nginx, by_caddy)] == [1, 1, 1]
