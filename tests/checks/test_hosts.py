"""What hosts and browsers obey, and files that are not what they are called: a finding for each fault, none for what is sound."""

import re
import shutil
import unicodedata

import pytest
from PIL import Image

from tests.checks.planting import STORY, findings, put, silent, swapped, told, without

REDIRECTS, HEADERS, ROBOTS, OCEAN = "_redirects", "_headers", "robots.txt", "tag/ocean/index.html"


def added(line: str):
    return lambda text: f"{text.rstrip()}\n{line}\n"


#: What is planted -> (file, how, rule and file of a finding).
FAULTS = {
    "a line that hides a page": (REDIRECTS, added("/about/ /contact/ 301"), f"E10 {REDIRECTS}"),
    "a line that hides all": (REDIRECTS, added("/* /about/ 301!"), f"E10 {REDIRECTS}"),
    "a line that sends all to another site": (REDIRECTS, added("/* https://else.example/:splat 301"), f"E10 {REDIRECTS}"),
    "a canonical address in headers": (HEADERS, added('/about/\n  Link: <https://else.example/>; rel="canonical"'), f"E07 {HEADERS}"),
    "a line and a page that differ": (REDIRECTS, swapped("/tag/ocean/ /tag/sea/", "/tag/ocean/ /about/"), f"E06 {REDIRECTS}"),
    "a line that is missing": (REDIRECTS, without(r"/tag/ocean/[^\n]*\n"), f"E06 {REDIRECTS}"),
    "an address that is led to two": (REDIRECTS, added("/old/ /about/ 301\n/old/ /contact/ 301"), f"E06 {REDIRECTS}"),
    "a status that nobody obeys": (REDIRECTS, added("/old/ /about/ 310"), f"E06 {REDIRECTS}"),
    "half a line": (REDIRECTS, added("/old/"), f"E06 {REDIRECTS}"),
    "a redirect to the maker's machine": (REDIRECTS, added("/old/ http://localhost:8000/about/ 301"), f"E24 {REDIRECTS}"),
    "a redirect without encryption": (REDIRECTS, added("/old/ http://news.example/about/ 301"), f"E24 {REDIRECTS}"),
    "a redirect page with another link": (OCEAN, put(r'(<a href=")[^"]*', r"\1https://news.example/about/"), f"E06 {OCEAN}"),
    "headers that keep pages from search engines": (HEADERS, swapped("/*\n", "/*\n  X-Robots-Tag: noindex\n"), f"E06 {HEADERS}"),
    "headers that keep pages for ever": (HEADERS, swapped("/*\n", "/*\n  Cache-Control: max-age=31536000, immutable\n"), f"E06 {HEADERS}"),
    "another type of a feed": (HEADERS, swapped("application/feed+json", "text/plain"), f"E06 {HEADERS}"),
    "headers of nothing": (HEADERS, added("/feeds/none.json\n  X-A: b"), f"E10 {HEADERS}"),
    "a policy in _headers without the digest": (HEADERS, put(r" 'sha256-[^']*'", ""), "E06 2026/11/copied/index.html"),
    "a style that was changed under its digest": (STORY, swapped("<style>", "<style>/* x */"), f"E06 {STORY}"),
    "a digest of something else": (STORY, put(r"sha256-[^']*'", "sha256-AAAA'"), f"E06 {STORY}"),
    "a script that the policy forbids": (STORY, swapped("</article>", "</article><script>count()</script>"), f"E06 {STORY}"),
    "a script of a host that the policy forbids": (STORY, swapped("</article>", '</article><script src="https://cdn.example/x.js"></script>'), f"E06 {STORY}"),
    "a picture of a host that the policy forbids": (STORY, swapped("</article>", '<img src="https://cdn.example/x.png" alt=""></article>'), f"E06 {STORY}"),
    "a script that is not the sealed one": (STORY, swapped("</article>", '</article><script integrity="sha384-AAAA" src="/sw.js"></script>'), f"E06 {STORY}"),
    "robots.txt closes a year": (ROBOTS, swapped("Disallow:", "Disallow: /2026/"), f"E10 {ROBOTS}"),
    "robots.txt closes by a star": (ROBOTS, swapped("Disallow:", "Disallow: /*/straits/$"), f"E10 {ROBOTS}"),
    "robots.txt closes all to Google": (ROBOTS, swapped("User-agent: *", "User-agent: Googlebot\nDisallow: /\n\nUser-agent: *"), f"E10 {ROBOTS}"),
    "robots.txt is a page": (ROBOTS, lambda _: "<!doctype html><html><title>Not found</title></html>", f"E06 {ROBOTS}"),
    "a page that is cut off": (STORY, lambda text: text[: text.index("</footer>")], f"E06 {STORY}"),
    "a page that is empty": ("about/index.html", lambda _: "", "E06 about/index.html"),
    "a private key": (STORY, swapped("</article>", "<pre>-----BEGIN RSA PRIVATE KEY-----</pre></article>"), f"E24 {STORY}"),
    "a key of Amazon's": (STORY, swapped("</article>", "<!-- AKIAQWERTYUIOPASDFGH --></article>"), f"E24 {STORY}"),
    "a password in an address": (STORY, swapped("</article>", '<a href="https://ann:secret@else.example/">x</a></article>'), f"E24 {STORY}"),
    "a film without its picture": (STORY, swapped("</article>", '<video poster="/none.png"></video></article>'), f"E10 {STORY}"),
    "a document that is not there": (STORY, swapped("</article>", '<object data="/none.pdf"></object></article>'), f"E10 {STORY}"),
}  # fmt: skip


test_a_planted_fault_is_found = told(FAULTS)


SOUND = {
    "robots.txt that opens again": (ROBOTS, swapped("Disallow:", "Disallow: /2026/\nAllow: /2026/")),
    "robots.txt that closes an address by its end": (ROBOTS, swapped("Disallow:", "Disallow: /2026$")),
    "robots.txt that closes the feeds": (ROBOTS, swapped("Disallow:", "Disallow: /feeds/")),
    "robots.txt that closes all to a crawler of texts": (ROBOTS, swapped("User-agent: *", "User-agent: GPTBot\nDisallow: /\n\nUser-agent: *")),
    "an old address of elsewhere": (REDIRECTS, added("/old/* https://else.example/:splat 301")),
    "languages by the reader": (REDIRECTS, added("/ /de/2026/11/own/ 302 Language=de")),
    "the type of a file that the site does not have": (HEADERS, added("/feeds/else.json\n  Content-Type: application/feed+json")),
    "old numbers behind one address": (REDIRECTS, added("/ p=1 /2026/11/own/ 301\n/ p=2 /about/ 301")),
    "an address for each country": (REDIRECTS, added("/shop/ /about/ 302 Country=de\n/shop/ /2026/11/own/ 302 Country=fr")),
    "what is missing is told": (REDIRECTS, added("/* /404.html 404")),
    "a key in a word": (STORY, swapped("</article>", "<p>AKIA is a name, and AIza none.</p></article>")),
}  # fmt: skip


test_what_is_sound_is_not_accused = silent(SOUND)


def _picture(folder):
    return next(iter(sorted(folder.glob("pictures/**/*.webp"))))


def _cut(path):
    path.write_bytes(path.read_bytes()[:-10])


def _twin(folder):
    (folder / "images/A.png").write_bytes((folder / "images/a.png").read_bytes())


#: What is planted -> (how, rule of a finding).
FILES = {
    "a copy of an editor": (lambda folder: (folder / "index.html~").write_text("x", encoding="utf-8"), "E24"),
    "a file of a system": (lambda folder: (folder / "images/.DS_Store").write_bytes(b"x"), "E24"),
    "a key in a script": (lambda folder: (folder / "sw.js").write_text("const token = 'ghp_" + "a1" * 18 + "';", encoding="utf-8"), "E24"),
    "a key in a file of its own": (lambda folder: (folder / "deploy.pem").write_text("-----BEGIN PRIVATE KEY-----", encoding="utf-8"), "E24"),
    "what the site is made with": (lambda folder: (folder / ".env").write_text("x", encoding="utf-8"), "E24"),
    "a picture that is cut off": (lambda folder: _cut(folder / "images/a.png"), "E21"),
    "a smaller picture that is cut off": (lambda folder: _cut(_picture(folder)), "E21"),
    "a picture that is empty": (lambda folder: _picture(folder).write_bytes(b""), "E06"),
    "a picture that is a page": (lambda folder: _picture(folder).write_text("<!doctype html>", encoding="utf-8"), "E21"),
    "a picture of another kind": (lambda folder: Image.new("RGB", (9, 9)).save(_picture(folder), "PNG"), "E21"),
    "a drawing that is cut off": (lambda folder: (folder / "images/b.svg").write_text("<svg><g>", encoding="utf-8"), "E21"),
    "a style sheet that is a page": (lambda folder: next(folder.glob("theme/**/feed.css")).write_text("<!DOCTYPE html>", encoding="utf-8"), "E06"),
    "a script that is empty": (lambda folder: (folder / "sw.js").write_bytes(b""), "E06"),
    "names that differ by their capitals": (_twin, "E12"),
    "a name that is not composed": (lambda folder: (folder / unicodedata.normalize("NFD", "é.txt")).write_text("x", encoding="utf-8"), "E10"),
    "a link that leads nowhere": (lambda folder: (folder / "a.txt").symlink_to("/nowhere/at/all"), "E10"),
    "a link that leaves the site": (lambda folder: (folder / "a.txt").symlink_to(__file__), "E19"),
    "a page in UTF-16": (lambda folder: (folder / STORY).write_text((folder / STORY).read_text(encoding="utf-8"), encoding="utf-16"), "E06"),
    "a page in an old alphabet": (lambda folder: (folder / STORY).write_bytes((folder / STORY).read_bytes().replace(b"An opening", b"\xc4n opening")), "E06"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_what_it_should_be(name, built, tmp_path):
    plant, rule = FILES[name]
    output = tmp_path / "output"
    shutil.copytree(built.output, output)
    plant(output)

    found = findings(output)

    assert any(re.match(rule, one) for one in found), found
