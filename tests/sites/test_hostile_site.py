"""Hostile values in every key: what is unsafe is refused with a problem, the rest is text on every surface."""

import json
import sys
import xml.etree.ElementTree as ET

import pytest

from tests.conftest import builder, picture, run, write

HOSTILE = {
    "script": "</script><script>document.title='hacked'</script>",
    "attribute": '\\" onmouseover=\\"document.title=\'hacked\'\\" x=\\"',
    "comment": "--><img src=x onerror=document.title='hacked'>",
    "cdata": "]]><script>document.title='hacked'</script>",
    "entity": "&lt;b&gt; &amp;amp; &#x3c;script&#x3e;",
    "template": "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7}",
    "bidi": "\\u202egnp.txt\\u202c \\u2066x\\u2069",
    "nul": "a\\0b\\x0bc",
    "long": "w " * 50_000,
}
STORY = """---
title: "T {plain}"
deck: "{value}"
summary: "{value}"
date: 2026-11-01T08:00+00:00
id: id-{name}
authors: ["{value}"]
editors: ["{value}"]
categories: ["{value}", World]
tags: ["{value}"]
storyline: "{value}"
key_points: ["{value}"]
license: "{value}"
unknown: "{value}"
sources:
- name: "{value}"
  relation: based-on
  url: "https://wire.example/?q={name}"
  title: "{value}"
  author: "{value}"
  license: "{value}"
  permission: "{value}"
  changes: "{value}"
  lang: "{value}"
  upstream: {{name: "{value}", url: "https://up.example/"}}
corrections:
- {{date: 2026-11-02, kind: correction, text: "{value}"}}
image: {{src: images/a.png, alt: "{value}", caption: "{value}", credit: "{value}", license: "{value}"}}
---
Body of {name}.
"""
UNSAFE = {
    "source": 'sources: [{name: A, url: "javascript:alert(1)"}]',
    "archived": 'sources: [{name: A, url: "https://a.example/", archived: "data:text/html,x"}]',
    "upstream": 'sources: [{name: A, upstream: {name: B, url: "vbscript:x"}}]',
    "picture": 'image: {src: "javascript:alert(1)", alt: a, credit: b}',
    "picture outside": 'image: {src: "../../etc/passwd", alt: a, credit: b}',
    "slug": 'slug: "../../up"',
    "alias": 'aliases: ["javascript:alert(1)"]',
    "save_as": 'save_as: "../../../tmp/x.html"',
    "licence": 'license: "javascript:alert(1)"',
}


def hostile_site(root, names) -> object:
    picture(root / "content/images/a.png")
    text = ""
    for name in names:
        plain = HOSTILE[name] if name not in ("script", "comment", "cdata", "long") else name
        text += f"-- content/{name}.md --\n" + STORY.format(name=name, value=HOSTILE[name], plain=plain)
    return builder(root)(text, more='NEWSROOM["strict"] = False')


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return hostile_site(tmp_path_factory.mktemp("hostile"), HOSTILE)


def test_every_story_is_built_or_named_as_a_problem_and_nothing_is_a_traceback(site):
    assert "Traceback" not in site.log
    for name in HOSTILE:
        assert site.has(f"/2026/11/{name}/") or f"content/{name}.md" in site.log, name


def test_every_surface_still_parses(site):
    assert {"sitemap.xml", "provenance.json"} <= {one.name for one in site.output.iterdir()}
    for file in site.output.rglob("*.xml"):
        ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 # our own
    for file in site.output.rglob("*.json"):
        json.loads(file.read_text(encoding="utf-8"))
    for page in site.output.rglob("*.html"):
        address = f"/{page.relative_to(site.output).as_posix()}"
        for script in site.page(address).find_all("script", type="application/ld+json"):
            json.loads(script.string)


def test_no_value_becomes_markup(site):
    for page in site.output.rglob("*.html"):
        found = site.page(f"/{page.relative_to(site.output).as_posix()}")
        assert not [
            one
            for one in found.find_all("script")
            if not one.get("src") and one.get("type") not in ("application/ld+json", "text/pagefind-template")
        ], page
        assert not found.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs)), page
        assert not [
            one for one in found.find_all(href=True) if one["href"].lower().startswith(("javascript:", "vbscript:"))
        ], page
        assert "49" not in found.get_text() or "{{ 7 * 7 }}" in found.get_text()


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_address_is_refused_with_a_problem(name, newsroom, tmp_path):
    newsroom("--version")
    (tmp_path / "content/bad.md").write_text(
        f"---\ntitle: A\ndate: 2026-01-01\n{UNSAFE[name]}\n---\nText.\n", encoding="utf-8"
    )

    checked = newsroom("check", "--format", "json")

    rows = json.loads(checked.stdout)
    assert [row for row in rows if row["rule"] in ("E19", "E00") and row["severity"] == "error"], rows
    assert checked.returncode == 1


def test_a_link_never_copies_a_file_from_outside_or_to_outside(tmp_path):
    """Pelican itself would write `made/here/secret.png` for `{static}/../secret.png`."""
    links = (
        " ".join(f"[a]({{static}}/{up}secret.png)" for up in ("../", "../../")) + f" [b]({{static}}/../{'x' * 400}.png)"
    )
    write(tmp_path, f"-- content/a.md --\n---\ntitle: T\ndate: 2026-11-01\n---\n{links}\n")
    (tmp_path / "secret.png").write_bytes(b"secret")

    ran = run([sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", "made/here/output"], tmp_path)

    assert "leads out of the content folder" in ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr
    assert (tmp_path / "made/here/output/2026/11/a/index.html").is_file()
    assert list(tmp_path.rglob("secret.png")) == [tmp_path / "secret.png"]
