"""What the folders of an old site say: a language where their name is one, a topic where it only begins like one."""

import pytest
from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.hugo import read_hugo
from pelican.plugins.importers.jekyll import read_jekyll

from .test_bylines import files

STORY = "---\ntitle: {0}\ndate: 2020-01-02\n---\n\nText.\n"


HTML = '---\ntitle: "Old"\ndate: 2020-01-02\nauthor: Doe, John; Roe, Jane\n---\n<p>a_b <b>c</b> <a href="{{ page.x }}">{% raw_tag a_b %}</a></p>\n'


@pytest.mark.parametrize(
    ("reader", "path"), [(read_jekyll, "_posts/2020-01-02-old.html"), (read_hugo, "content/posts/old.html")]
)
def test_a_story_in_html_becomes_markdown_and_keeps_what_is_filled_in(reader, path, tmp_path):
    files(tmp_path, f"-- {path} --\n{HTML}")
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md")

    (story,) = reader(tmp_path, notes)

    assert (story.title, story.authors) == ("Old", ("Doe, John", "Roe, Jane"))
    assert "a_b **c**" in story.body
    assert "<p>" not in story.body
    assert "its text: HTML, which became Markdown" in story.guessed
    assert notes.failed == []


def told(reader, root, *paths):
    files(root, "".join(f"-- {path} --\n{STORY.format(number)}" for number, path in enumerate(paths)))
    found = sorted(
        reader(root, Notes(lambda article: f"{article.folder}/{article.name}.md")), key=lambda one: one.title
    )
    return [(one.lang, one.categories) for one in found]


def test_a_folder_of_jekyll_that_begins_like_a_code_is_a_topic(tmp_path):
    paths = (
        "news/_posts/2020-01-02-a.md",
        "articles/_posts/2020-01-02-b.md",
        "pt_BR/_posts/2020-01-02-c.md",
        "de/_posts/2020-01-02-d.md",
    )

    assert told(read_jekyll, tmp_path, *paths) == [("", ("news",)), ("", ("articles",)), ("pt-BR", ()), ("de", ())]


def test_a_section_of_hugo_that_begins_like_a_code_is_a_topic(tmp_path):
    assert told(read_hugo, tmp_path, "content/news/a.md", "content/articles/b.md", "content/base-l10n/c.md") == [
        ("", ("News",)), ("", ()), ("", ("Base l10n",))
    ]  # fmt: skip


def test_folders_of_hugo_that_are_languages_are_no_topics(tmp_path):
    files(tmp_path, "-- hugo.toml --\n[languages.en]\n[languages.zh-cn]\n[languages.base-l10n]\n")
    paths = ("content/en/posts/a.md", "content/zh-cn/posts/b.md", "content/base-l10n/posts/c.md")

    assert [lang for lang, _ in told(read_hugo, tmp_path, *paths)] == ["", "zh-cn", ""]
