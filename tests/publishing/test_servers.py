"""Caddy and nginx, told what docs/publishing.md says, hand a published site out as it is meant."""

import gzip
import re
import subprocess
import sys

import pytest

from ..conftest import picture, run, write
from . import servers

SITE = """-- content/tram.md --
---
title: The tram comes back
date: 2026-11-20 09:00
aliases: [old-tram, "/2019/Straßenbahn/", "/?p=41"]
image: {src: images/tram.png, alt: A tram, credit: The Lamplighter}
---

The first rails were laid on Monday.
-- content/data/redirects.yaml --
'2018/a*b "ü" {x} $y/': 2026/11/tram/
"""
TRAM = "/2026/11/tram/"
SETTINGS = """
HEADERS = {"caddy": True, "nginx": True, "hsts": 31536000}
REDIRECTS = {"caddy": True, "nginx": True}
PUBLISHING = {"compress": ["gzip", "brotli", "zstd"]}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    for one in ("brotli", "zstd"):
        servers.program(one)
    folder = tmp_path_factory.mktemp("served")
    write(folder, SITE)
    picture(folder / "content/images/tram.png")
    with (folder / "publishconf.py").open("a") as settings:
        settings.write(SETTINGS)
    ran = run([sys.executable, "-m", "pelican.plugins.newsroom", "publish"], folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


@pytest.fixture(scope="module", params=["caddy", "nginx"])
def server(request, root, tmp_path_factory):
    with getattr(servers, request.param)(root / "output", tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture(scope="module")
def script(root) -> str:
    """The address of a file of the theme, as the page names it."""
    page = (root / "output" / TRAM.strip("/") / "index.html").read_text(encoding="utf-8")
    return re.search(r'src="https://news.example(/theme/[^"]+\.js)"', page)[1]


def test_a_page_says_what_it_is_and_that_it_must_be_asked_for_again(server):
    page = server.get(TRAM)

    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "public, max-age=60, must-revalidate"
    assert page.headers["etag"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]


def test_what_changes_its_address_with_its_content_is_kept_for_a_year(server, root, script):
    made = next(one for one in (root / "output/pictures").iterdir() if one.suffix == ".webp")
    for address in (script, f"/pictures/{made.name}"):
        assert server.get(address).headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(("asked", "program"), [("gzip", None), ("br", "brotli"), ("zstd", "zstd")])
def test_a_compressed_copy_is_handed_out_as_it_lies_there(server, root, asked, program, request):
    if asked == "zstd" and "nginx" in request.node.name:
        assert "content-encoding" not in server.get(TRAM, Accept_Encoding="zstd").headers  # it knows none
        return
    plain, packed = server.get(TRAM), server.get(TRAM, Accept_Encoding=asked)

    assert packed.headers["content-encoding"] == asked
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert packed.headers["etag"] != plain.headers["etag"]
    assert len(packed.body) < len(plain.body) / 2
    end = {"gzip": ".gz", "br": ".br", "zstd": ".zst"}[asked]
    assert packed.body == (root / "output" / TRAM.strip("/") / f"index.html{end}").read_bytes()
    unpacked = (
        subprocess.run([program, "-dc"], input=packed.body, capture_output=True, check=True).stdout if program else gzip.decompress(packed.body)
    )  # fmt: skip
    assert unpacked == plain.body


def test_who_has_it_already_gets_nothing(server):
    page = server.get(TRAM)

    assert server.get(TRAM, If_None_Match=page.headers["etag"]).status == 304
    assert server.get(TRAM, If_Modified_Since=page.headers["last-modified"]).status == 304
    assert server.get(TRAM, If_None_Match='"another"').status == 200


def test_a_part_of_a_file_can_be_asked_for(server, root):
    made = next(one for one in (root / "output/pictures").iterdir() if one.suffix == ".webp")

    part = server.get(f"/pictures/{made.name}", Range="bytes=10-19")

    assert part.status == 206
    assert part.body == made.read_bytes()[10:20]
    assert server.get(f"/pictures/{made.name}", Range="bytes=99999999-").status == 416


def test_what_is_not_there_says_so_with_the_site_s_page(server, root):
    for address in ("/nowhere/", "/pictures/nowhere.webp", "/theme/0000000000/js/article.js"):
        page = server.get(address)
        assert page.status == 404
        assert page.body == (root / "output/404.html").read_bytes()
        assert "immutable" not in page.headers.get("cache-control", "")


@pytest.mark.parametrize(
    "old", ["/2026/11/old-tram/", "/2019/Stra%C3%9Fenbahn/", "/?p=41", "/2018/a%2Ab%20%22%C3%BC%22%20%7Bx%7D%20$y/"]
)
def test_an_old_address_leads_on_in_one_step(server, old):
    page = server.get(old)

    assert page.status == 301
    assert re.sub(r"^http://[^/]+", "", page.headers["location"]) == TRAM


def test_a_folder_without_its_stroke_leads_to_the_one_with_it(server):
    page = server.get(TRAM.rstrip("/"))

    assert page.status in (301, 308)
    assert page.headers["location"].endswith(TRAM)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/feeds/all.json", "application/feed+json"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/feeds/all.atom.xml", "xml"),
        ("/robots.txt", "text/plain"),
        ("/build.json", "application/json"),
    ],
)
def test_files_for_machines_have_their_type(server, address, kind):
    answer = server.get(address)

    assert answer.status == 200
    assert kind in answer.headers["content-type"]


#: The OWASP Secure Headers Project's recommended response headers, as far as they are about a site of public pages without sessions.
#: Not asked for: Cross-Origin-Embedder-Policy and -Resource-Policy, which would keep pictures from feed readers and videos from pages;
#: Cache-Control: no-store and Clear-Site-Data, which are for what only one person may see.
OWASP = {
    "strict-transport-security": r"max-age=(?!0)\d{8,}; includeSubDomains",
    "x-frame-options": "SAMEORIGIN|DENY",
    "x-content-type-options": "nosniff",
    "x-permitted-cross-domain-policies": "none",
    "referrer-policy": "no-referrer|strict-origin-when-cross-origin|same-origin",
    "permissions-policy": r".*\bcamera=\(\).*\bgeolocation=\(\).*\bmicrophone=\(\).*",
    "cross-origin-opener-policy": "same-origin",
}
#: What the project says to remove: it names a program and its version, or what the site does not have.
REMOVED = (
    "x-powered-by",
    "x-aspnet-version",
    "x-generator",
    "x-runtime",
    "via",
    "set-cookie",
    "public-key-pins",
    "x-xss-protection",
    "expect-ct",
)


@pytest.mark.parametrize(
    ("address", "status"),
    [(TRAM, 200), ("/nowhere/", 404), ("/2026/11/old-tram/", 301), ("/robots.txt", 200), ("/feeds/all.json", 200)],
)
def test_answers_keep_to_the_list_of_the_owasp_secure_headers_project(server, address, status):
    answer = server.get(address)

    assert answer.status == status
    assert [name for name, pattern in OWASP.items() if not re.fullmatch(pattern, answer.headers.get(name, ""))] == []
    assert [name for name in REMOVED if name in answer.headers] == []
    assert not re.search(r"\d", answer.headers.get("server", ""))
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"].startswith("'self'")
    assert (policy["object-src"], policy["base-uri"], policy["frame-ancestors"]) == ("'none'", "'none'", "'self'")
    assert "form-action" in policy
    assert "unsafe-inline" not in str(policy)
    assert "*" not in " ".join(policy.values()).split()
