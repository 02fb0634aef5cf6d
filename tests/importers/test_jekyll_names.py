"""What Jekyll makes of the names of files and folders: days, languages, addresses; and pages in HTML that are no files."""

import pytest
from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.jekyll import read_jekyll

from .old_sites import from_jekyll
from .test_bylines import files

HEAD = "---\ntitle: {0}\n---\n\n{1}\n"


def test_a_day_that_no_calendar_has_is_counted_on_from(tmp_path):
    found = from_jekyll(tmp_path, f"-- _posts/2011-04-31-rain.md --\n{HEAD.format('Rain', 'Text.')}-- _posts/2011-02-29-snow.md --\n{HEAD.format('Snow', 'Text.')}")  # fmt: skip

    assert found["Rain"].date == "2011-05-01"
    assert found["Rain"].aliases == ("/2011/05/01/rain.html",)
    assert found["Snow"].date == "2011-03-01"
    assert any("2011-03-01" in one for one in found["Snow"].guessed)


@pytest.mark.parametrize("name", ["2011-13-01", "2011-00-01", "2011-01-32"])
def test_a_day_that_nothing_counts_on_from_is_none(tmp_path, name):
    found = from_jekyll(tmp_path, f"-- _posts/{name}-rain.md --\n{HEAD.format('Rain', 'Text.')}")

    assert found["Rain"].date == ""


def test_a_folder_of_a_language_is_no_topic_however_the_header_says_it(tmp_path):
    found = from_jekyll(tmp_path, f"-- zh_tw/news/_posts/2020-01-02-rain.md --\n{HEAD.format('Rain', 'Text.').replace('title', 'lang: zh_tw' + chr(10) + 'title')}")  # fmt: skip

    assert (found["Rain"].lang, found["Rain"].categories) == ("zh-tw", ("news",))
    assert found["Rain"].aliases == ("/zh_tw/news/2020/01/02/rain.html",)


@pytest.mark.parametrize(
    ("pattern", "name", "address"),
    [
        ("/blog/:title/", "Rain-3.0--in_April", "/blog/Rain-3.0-in_April/"),
        ("/blog/:slug/", "Rain-3.0--in_April", "/blog/rain-3-0-in-april/"),
        ("/blog/:title/", "ฝนที่ตก#2", "/blog/ฝนที่ตก-2/"),
    ],
)
def test_a_name_is_in_the_address_as_jekyll_writes_it(tmp_path, pattern, name, address):
    found = from_jekyll(tmp_path, f"-- _config.yml --\npermalink: {pattern}\n-- _posts/2020-01-02-{name}.md --\n{HEAD.format('Rain', 'Text.')}")  # fmt: skip

    assert found["Rain"].aliases == (address,)


def test_a_page_made_of_html_comes_along_as_no_file_and_other_html_does(tmp_path):
    found = from_jekyll(
        tmp_path,
        f"-- made.html --\n---\nlayout: list\n---\n{{% for a in b %}}\n-- kept.html --\n<p>Rain\n"
        f"-- _posts/2020-01-02-rain.md --\n{HEAD.format('Rain', '[made](/made.html) [kept](/kept.html)')}",
    )

    assert "[made](/made.html) [kept]({static}/files/kept.html)" in found["Rain"].body
    assert [path for _, path in found["Rain"].files] == ["files/kept.html"]


def test_what_the_settings_exclude_is_no_part_of_the_site(tmp_path):
    page = HEAD.format("{0}", "Text.")
    found = from_jekyll(
        tmp_path,
        "-- _config.yml --\nexclude: [docs/, 'old*', notes/deep.md]\n"
        + "".join(f"-- {path}.md --\n{page.format(path)}" for path in ("docs/a/b", "old-page", "notes/deep", "notes/docs", "documents")),
    )  # fmt: skip

    assert sorted(found) == ["documents", "notes/docs"]


@pytest.mark.parametrize(
    ("address", "link"), [("/{0}/rain/", "../snow/#deep"), ("/{0}/rain.html", "snow.html#deep"), ("/{0}/rain/", "snow.md#deep")]
)  # fmt: skip
def test_a_link_leads_where_browsers_went_and_not_where_the_file_lies(tmp_path, address, link):
    head = "---\ntitle: {0}\npermalink: {1}\n---\n\n{2}\n"
    end = "/" if address.endswith("/") else ".html"
    found = from_jekyll(
        tmp_path,
        "-- _config.yml --\ncollections:\n  texts:\n    output: true\n"
        f"-- _texts/fr/rain.md --\n{head.format('Rain', address.format('fr'), f'[snow]({link})')}"
        f"-- _texts/fr/snow.md --\n{head.format('Neige', f'/fr/snow{end}', 'Text.')}"
        f"-- _texts/snow.md --\n{head.format('Snow', f'/snow{end}', 'Text.')}",
    )

    assert found["Rain"].body == "[snow]({filename}/pages/texts/fr/snow.md#deep)"


@pytest.mark.parametrize(
    ("zone", "date", "day"),
    [
        ("America/Los_Angeles", "2013-05-06 02:12:52 +0200", "2013/05/05"),
        ("", "2013-05-06 00:30:00.000000000 +01:00", "2013/05/05"),
        ("Asia/Tokyo", "2013-05-06 20:00:00 +0000", "2013/05/07"),
        ("America/New_York", "2013-05-06 01:00:00", "2013/05/05"),
        ("America/New_York", "2013-05-06 01:00", "2013/05/06"),
        ("America/New_York", "2013-05-06", "2013/05/06"),
        ("Nowhere/Rain", "2013-05-06 12:00 +0100", "2013/05/06"),
    ],
)
def test_the_day_in_an_address_is_that_of_the_site_s_zone(tmp_path, zone, date, day):
    text = HEAD.format("Rain", "Text.").replace("title:", f"date: {date}\ntitle:")
    found = from_jekyll(tmp_path, f"-- _config.yml --\ntimezone: {zone}\n-- _posts/2013-05-06-rain.md --\n{text}")

    assert found["Rain"].aliases == (f"/{day}/rain.html",)
    assert found["Rain"].date == date


def test_pages_of_html_are_named_and_left(tmp_path):
    notes = Notes(lambda article: f"{article.name}.md")
    html = "---\ntitle: x\n---\n<p>{{ x }}</p>\n"
    files(tmp_path, "".join(f"-- {path} --\n{html}" for path in ("rain.html", "index.html", "_layouts/page.html")) + "-- plain.html --\n<p>x\n")  # fmt: skip

    assert list(read_jekyll(tmp_path, notes)) == []
    assert [one.split(":")[0] for one in notes.left] == ["rain.html"]
    assert notes.failed == []


@pytest.mark.parametrize("folder", ["images", "assets/images", "img"])
def test_a_picture_by_its_name_lies_in_the_folder_of_all_pictures(tmp_path, folder):
    """`image: {feature: tide.jpg}`, as the themes of many sites want it."""
    post = "---\ntitle: T\ndate: 2020-01-02\nimage: {feature: tide.jpg, credit: Ann}\n---\nText."

    one = from_jekyll(tmp_path, f"-- _posts/2020-01-02-t.md --\n{post}\n-- {folder}/tide.jpg --\npicture")["T"]

    assert one.image
    assert one.image.src.endswith("/tide.jpg")
    assert one.image.credit == "Ann"
    assert [file for file, _ in one.files] == [(tmp_path / folder / "tide.jpg").resolve()]


def test_a_page_of_a_folder_keeps_the_address_of_the_folder(tmp_path):
    found = from_jekyll(tmp_path, f"-- about/index.md --\n{HEAD.format('About', 'Text.')}-- faq.md --\n{HEAD.format('Questions', 'Text.')}")  # fmt: skip

    assert (found["About"].url, found["Questions"].url) == ("about/", "faq.html")


def test_a_header_of_html_is_no_picture(tmp_path):
    found = from_jekyll(tmp_path, f"-- faq.md --\n{HEAD.format('Questions', 'Text.').replace('title', 'header: <h1>Ask</h1>' + chr(10) + 'title')}")  # fmt: skip

    assert found["Questions"].image is None
    assert found["Questions"].extra["header"] == "<h1>Ask</h1>"


def test_what_settings_say_of_all_texts_tells_nothing_of_one(tmp_path):
    """A sentence about the site became the summary of each story, and the story's own was lost."""
    settings = '-- _config.yml --\ndefaults:\n  - scope: {path: ""}\n    values: {description: We write of rain., image: /all.png, author: Ann Bee}\n'
    head = "---\ntitle: Rain\nexcerpt: It rained.\n---\n\nText.\n"

    found = from_jekyll(tmp_path, f"{settings}-- _posts/2020-01-02-rain.md --\n{head}")["Rain"]

    assert (found.summary, found.image, found.authors) == ("It rained.", None, ("Ann Bee",))
