"""Hugo in several languages: each in a folder of its own, with settings in a file of its own."""

import pytest
from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.hugo import read_hugo

from .test_bylines import files

STORY = '+++\ntitle = "{0}"\ndate = 2020-01-02\n+++\n\n{1}\n'
CONFIG = """\
-- config/_default/hugo.toml --
baseURL = "https://rain.example/"
defaultContentLanguage = "en"
[uglyURLs]
post = true
[permalinks]
post = "/:year/:month/:slug/"
-- config/_default/languages.en.toml --
contentDir = "content/english"
-- config/_default/languages.pt-br.toml --
contentDir = "content/pt-br"
"""


def read(root, text):
    files(root, text)
    notes = Notes(lambda article: f"{article.lang or 'own'}/{article.name}.md")
    found = {one.title: one for one in read_hugo(root, notes)}
    assert notes.failed == []
    return found, notes


@pytest.fixture
def site(tmp_path):
    return read(
        tmp_path,
        CONFIG
        + "-- content/english/post/rain.md --\n"
        + STORY.format("Rain", '[Docs](/docs/start/) [ref]({{< ref "docs/start.md" >}})')
        + "-- content/english/docs/start.md --\n"
        + STORY.format("Start", "Text.")
        + "-- content/pt-br/docs/start.md --\n"
        + STORY.format("Comece", '[ref]({{< relref "docs/start.md" >}}) [Rain](/2020/01/rain.html)')
        + "-- content/drafts-l10n/docs/start.md --\n"
        + STORY.format("To translate", "Text."),
    )


def test_each_language_is_read_from_its_folder(site):
    found, _ = site

    assert {title: one.lang for title, one in found.items()} == {"Rain": "", "Start": "", "Comece": "pt-br"}
    assert {one.categories for one in found.values()} == {(), ("Docs",)} | {found["Rain"].categories}


def test_what_lies_in_the_folder_of_no_language_is_named_and_left(site):
    _, notes = site

    assert notes.left == ["content/drafts-l10n: in the folder of no language, and so no part of the old site"]


def test_the_own_language_has_its_addresses_at_the_top_and_another_below_its_code(site):
    found, _ = site

    assert found["Start"].aliases == ("/docs/start/",)
    assert found["Comece"].aliases == ("/pt-br/docs/start/",)


def test_a_section_may_have_ugly_addresses_and_the_others_not(site):
    assert site[0]["Rain"].aliases == ("/2020/01/rain.html",)


def test_a_reference_finds_the_text_of_its_own_language_first(site):
    found, _ = site

    assert "[ref]({filename}/own/start.md)" in found["Rain"].body
    assert "[ref]({filename}/pt-br/start.md)" in found["Comece"].body


def test_addresses_of_the_old_site_become_links_to_files_in_every_language(site):
    found, _ = site

    assert "[Docs]({filename}/own/start.md)" in found["Rain"].body
    assert "[Rain]({filename}/own/rain.md)" in found["Comece"].body


def test_a_language_may_lie_beside_the_content_folder(tmp_path):
    config = "-- hugo.yaml --\nbaseURL: https://rain.example/\nlanguages:\n  en:\n    weight: 1\n  fr:\n    contentDir: french\n"
    found, _ = read(
        tmp_path,
        f"{config}-- content/posts/rain.md --\n{STORY.format('Rain', 'Text.')}-- french/posts/rain.md --\n{STORY.format('Pluie', 'Texte.')}",
    )

    assert {title: (one.lang, one.aliases) for title, one in found.items()} == {
        "Rain": ("", ("/posts/rain/",)), "Pluie": ("fr", ("/fr/posts/rain/",))
    }  # fmt: skip


def test_no_folder_outside_the_site_is_read(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.md").write_text(STORY.format("Secret", "Text."), encoding="utf-8")
    config = '-- hugo.toml --\nbaseURL = "https://rain.example/"\n[languages.en]\ncontentDir = "../outside"\n'

    found, _ = read(tmp_path / "site", f"{config}-- content/posts/rain.md --\n{STORY.format('Rain', 'Text.')}")

    assert list(found) == ["Rain"]


def test_the_own_language_may_have_its_code_before_its_addresses(tmp_path):
    config = '-- hugo.toml --\nbaseURL = "https://rain.example/"\ndefaultContentLanguageInSubdir = true\n'
    found, _ = read(tmp_path, f"{config}-- content/posts/rain.md --\n{STORY.format('Rain', 'Text.')}")

    assert found["Rain"].aliases == ("/en/posts/rain/",)
