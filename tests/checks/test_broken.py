"""Whatever stands in a machine file: the audit says what is wrong, and never breaks off."""

import json
import re
import shutil
from itertools import product

import pytest
from pelican.plugins.checks.audit import audit
from pelican.plugins.checks.built_site import BuiltSite

from tests.checks.planting import JSON, PROVENANCE, STORY, findings

ODD = (None, "x", [["x"]], {"url": 7})
LD = re.compile(r'(?<=<script type="application/ld\+json">).*?(?=</script>)', re.DOTALL)


def changed(document, depth, value):
    """The document with one value in the place of all that stand so deep in it."""
    if depth == 0:
        return value
    if isinstance(document, dict):
        return {key: changed(inner, depth - 1, value) for key, inner in document.items()}
    return [changed(inner, depth - 1, value) for inner in document] if isinstance(document, list) else document


@pytest.fixture
def output(built, tmp_path):
    shutil.copytree(built.output, tmp_path / "output")
    return tmp_path / "output"


@pytest.mark.parametrize("file", [PROVENANCE, JSON, "manifest.webmanifest", STORY])
def test_no_value_of_a_document_breaks_the_audit_off(file, output):
    target = output / file
    text = target.read_text("utf-8")
    found = LD.search(text) if file == STORY else None
    document = json.loads(found[0] if found else text)
    told = 0
    for depth, value in product(range(5), ODD):
        made = json.dumps(changed(document, depth, value))
        target.write_text(text.replace(found[0], made) if found else made, "utf-8")
        told += any(one.path == file for one in audit(BuiltSite(output)))

    assert told, "of none of them a word was said"


BROKEN = ("https://[x", "https://x.example:port/")


@pytest.mark.parametrize("url", BROKEN)
def test_what_no_browser_can_follow_is_told(url, output):
    page = output / STORY
    page.write_text(page.read_text("utf-8").replace("</article>", f'<a href="{url}">x</a></article>', 1), "utf-8")

    assert findings(output) == [f"E10 {STORY}: {url} is no address"]


def test_a_document_too_deep_to_be_read_is_told(output):
    (output / PROVENANCE).write_text("[" * 100_000, "utf-8")

    assert any(one.startswith(f"E06 {PROVENANCE}: no machine can read it") for one in findings(output))
