"""What the site that is imported into says about itself counts: its zone, its language."""

import json

import pytest

from .test_bylines import files
from .test_hostile import export, item


@pytest.mark.parametrize(
    ("modified", "kept", "said"),
    [
        ("2020-05-05", False, False),  # the first moment of the day on which it appeared
        ("2020-05-05 16:00 +0000", True, False),
        ("2020-05-05 06:00 +0000", False, False),
        ("2019-01-01", False, True),
        ("2021-01-01", True, False),
    ],
)
def test_a_last_change_before_the_date_is_left_out(modified, kept, said, imports, tmp_path):
    """Also where the date stands in the name of the file."""
    posts = {"by-header": "date: 2020-05-05 12:00 +0000\n", "by-name": ""}
    for name, date in posts.items():
        files(
            tmp_path, f"-- old/_posts/2020-05-05-{name}.md --\n---\ntitle: T\n{date}modified: {modified}\n---\nText.\n"
        )

    done = imports(None, "old", "--from", "jekyll")

    assert ("modified:" in done.stories["by-header.md"]) == kept
    assert ("by-header.md: modified: " in done.said) == said
    assert ("by-name.md: modified: " in done.said) == said


def ghost(lang):
    return json.dumps({"data": {"posts": [], "settings": [{"key": "locale", "value": lang}]}})


SOURCES = {
    "export.xml": lambda lang: export(item(), head="").replace("<link>", f"<language>{lang}-XX</language><link>", 1),
    "export.json": ghost,
    "old/hugo.toml": lambda lang: f'languageCode = "{lang}-xx"\n',
    "old/_config.yml": lambda lang: f"lang: {lang}\n",
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("lang", ["de", "ja"])
def test_a_site_in_another_language_is_said_once(name, lang, imports, tmp_path):
    (tmp_path / "pelicanconf.py").write_text("DEFAULT_LANG = 'de'\n", encoding="utf-8")
    files(tmp_path, f"-- {name} --\n{SOURCES[name](lang)}")

    done = imports(None, name.split("/", maxsplit=1)[0])

    assert done.said.count('write DEFAULT_LANG = "ja" into pelicanconf.py') == (lang == "ja")
    assert "the old site is in de" not in done.said
