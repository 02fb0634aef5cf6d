"""Zola's folder: laid out like Hugo's, with words of its own for addresses, topics, links and shortcodes."""

from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.hugo import read_hugo
from pelican.plugins.importers.zola_text import as_hugo, header_of

from .test_bylines import files

SITE = """\
-- config.toml --
base_url = "https://blog.example.org"
default_language = "en"
-- content/_index.md --
+++
title = "All"
+++
-- content/Rain.md --
+++
path = "2019/05/15/Rain"
title = "Rain, four years on"
authors = ["Ada Loft"]
aliases = ["2019/05/15/Rain.html"]
[taxonomies]
tags = ["weather", "rain"]
categories = ["Science"]
[extra]
team = "The desk"
+++

See [the snow](@/2020-02-03-snow.md#deep) and `@/2020-02-03-snow.md`.

{{ youtube(id="dQw4w9WgXcQ", autoplay=true) }}

{% quote(author='Ida') %}
It rained.
{% end %}

{{/* youtube(id="shown") */}}
-- content/2020-02-03-snow.md --
+++
title = "Snow"
+++

Text.
-- content/about.md --
+++
title = "About"
+++

Text.
"""


def read(tmp_path):
    files(tmp_path, SITE)
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md".lstrip("/"))
    found = {one.title: one for one in read_hugo(tmp_path, notes)}
    assert notes.failed == []
    return found


def test_a_day_in_the_address_dates_a_story(tmp_path):
    rain = read(tmp_path)["Rain, four years on"]

    assert (rain.kind, rain.date) == ("article", "2019-05-15")
    assert "date: 2019-05-15, after its address" in rain.guessed


def test_the_address_in_path_is_an_old_address_of_the_story(tmp_path):
    rain = read(tmp_path)["Rain, four years on"]

    assert rain.aliases == ("2019/05/15/Rain.html", "/2019/05/15/Rain/")
    assert "path" not in rain.extra


def test_a_day_before_the_name_is_no_part_of_the_address(tmp_path):
    snow = read(tmp_path)["Snow"]

    assert (snow.date, snow.slug, snow.aliases) == ("2020-02-03", "snow", ("/snow/",))


def test_topics_and_the_keys_of_a_theme_come_out_of_their_tables(tmp_path):
    rain = read(tmp_path)["Rain, four years on"]

    assert (rain.tags, rain.categories, rain.extra) == (("weather", "rain"), ("Science",), {"team": "The desk"})


def test_links_to_files_and_shortcodes_become_markdown(tmp_path):
    body = read(tmp_path)["Rain, four years on"].body

    assert "[the snow]({filename}/snow.md#deep)" in body
    assert "`@/2020-02-03-snow.md`" in body
    assert "[Video](https://www.youtube.com/watch?v=dQw4w9WgXcQ)" in body
    assert "> It rained." in body
    assert '{{ youtube(id="shown") }}' in body


def test_what_has_no_date_among_dated_stories_is_a_story_that_lacks_one(tmp_path):
    found = read(tmp_path)

    assert [one.title for one in found.values() if one.kind == "page"] == []
    assert found["About"].date == ""


def test_a_key_outside_the_tables_goes_before_one_in_them():
    assert header_of({"title": "A", "extra": {"title": "B", "x": "1"}, "taxonomies": {"tags": ["t"]}}) == {
        "title": "A", "x": "1", "tags": ["t"]
    }  # fmt: skip


def test_an_end_that_ends_nothing_stays():
    assert as_hugo("a {% end %} b {{ x }} {% if y %}") == "a {% end %} b {{ x }} {% if y %}"


def test_a_page_of_html_beside_a_bundle_s_text_comes_along_where_the_text_links_to_it(tmp_path):
    files(
        tmp_path,
        '-- content/rain/index.md --\n+++\ntitle = "Rain"\ndate = 2020-01-02\n+++\n\n[Times](times.html)\n-- content/rain/times.html --\n<p>1</p>\n',
    )
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md")

    (story,) = read_hugo(tmp_path, notes)

    assert story.body == "[Times]({static}/files/rain/times.html)"
    assert (story.categories, story.folder) == ((), "")  # its folder is no section
    assert notes.failed == []


def test_the_text_of_a_list_is_a_page_and_a_heading_that_says_its_title_again_goes(tmp_path):
    """A site of monthly reports had such a text as a story without a date; on another 59 stories had their titles twice."""
    files(
        tmp_path,
        '-- config.toml --\nbase_url = "https://blog.example.org"\n'
        '-- content/month/_index.md --\n+++\ntitle = "The Month"\n+++\n\n# The month!\n\nWhat happened.\n'
        '-- content/month/2020-01.md --\n+++\ntitle = "January"\ndate = 2020-01-31\n+++\n\nJanuary\n=======\n\nRain.\n'
        '-- content/month/2020-02.md --\n+++\ntitle = "February"\ndate = 2020-02-28\n+++\n\n# Snow\n\nOf it.\n',
    )
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md")
    found = {one.title: one for one in read_hugo(tmp_path, notes)}

    assert [(one.title, one.kind, one.body.strip()) for one in found.values()] == [
        ("January", "article", "Rain."),
        ("February", "article", "# Snow\n\nOf it."),
        ("The Month", "page", "What happened."),
    ]


def test_texts_without_a_day_are_pages_where_none_beside_them_has_one(tmp_path):
    """A series of texts of a blog lay in a folder beside its posts: 17 stories lacked a date."""
    post = '+++\ntitle = "Rain {n}"\ndate = 2020-01-0{n}\n+++\n\nRain.\n'
    files(
        tmp_path,
        "".join(f"-- content/one/posts/{n}.md --\n{post.format(n=n)}" for n in range(1, 9))
        + '-- content/one/posts/undated.md --\n+++\ntitle = "Undated"\n+++\n\nx\n'
        '-- content/one/extra/boots/index.md --\n+++\ntitle = "Boots"\n+++\n\nx\n'
        '-- content/one/extra/coats.md --\n+++\ntitle = "Coats"\n+++\n\nx\n'
        '-- content/one/lone/hats.md --\n+++\ntitle = "Hats"\n+++\n\nx\n',
    )
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md")
    kinds = {one.title: one.kind for one in read_hugo(tmp_path, notes)}

    assert {title for title, kind in kinds.items() if kind == "page"} == {"Boots", "Coats"}


def test_a_link_to_a_file_leads_to_the_text_in_its_language(tmp_path):
    """`@/rain/index.md` names one file; a link from a translation went to the translation, where no heading has that name."""
    head = '+++\ntitle = "Rain"\ndate = 2020-01-02\n+++\n\n'
    files(
        tmp_path,
        '-- config.toml --\nbase_url = "https://blog.example.org"\ndefault_language = "en"\n[languages.fr]\n'
        f"-- content/posts/rain/index.md --\n{head}## Drops\n"
        f"-- content/posts/rain/index.fr.md --\n{head}## Gouttes\n"
        f"-- content/posts/snow.fr.md --\n{head}[a](@/posts/rain/index.md#drops) [b](@/posts/rain/index.fr.md#gouttes)\n",
    )
    notes = Notes(lambda article: f"{article.lang or 'en'}/{article.name}.md")
    body = next(one.body for one in read_hugo(tmp_path, notes) if "[a]" in one.body)

    assert body == "[a]({filename}/en/rain.md#drops) [b]({filename}/fr/rain.md#gouttes)"


def test_a_picture_with_words_over_two_lines_comes_along(tmp_path):
    files(
        tmp_path,
        '-- content/posts/rain/index.md --\n+++\ntitle = "Rain"\ndate = 2020-01-02\n+++\n\n![It says "[wet]"\nand falls](rain.png)\n\n[not\n\na](rain.png)\n'
        "-- content/posts/rain/rain.png --\nx\n",
    )
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md")

    (rain,) = read_hugo(tmp_path, notes)

    assert rain.body.startswith('![It says "[wet]"\nand falls]({static}/images/')
    assert rain.body.endswith("[not\n\na](rain.png)")
