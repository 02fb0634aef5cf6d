"""Where the theme's templates take a text as it is."""

import re

from ..conftest import ROOT

TEMPLATES = ROOT / "themes" / "broadsheet" / "templates"
_SAFE = re.compile(r"\|\s*safe\b")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def test_text_is_taken_as_it_is_in_the_places_that_the_documents_name_and_with_a_reason():
    """A new place is a hole until somebody has said why it is none."""
    texts = {file: file.read_text(encoding="utf-8") for file in sorted(TEMPLATES.rglob("*.html"))}
    places = {file: text for file, text in texts.items() if _SAFE.search(_COMMENT.sub("", text))}
    said = (ROOT / "docs" / "theme.md").read_text(encoding="utf-8")

    assert [str(file.relative_to(TEMPLATES)) for file in places] == [
        "components/body/body.html",
        "css/page_style.html",
        "story_text.html",
    ]
    for file, text in places.items():
        assert "|safe" in "".join(_COMMENT.findall(text)), file
        assert file.name in said or f"components/{file.stem}" in said
