"""A Hexo site: laid out like Jekyll's, in a folder `source`, with addresses and tags of its own."""

import pytest
from pelican.plugins.importers.hexo import without_tags

from .old_sites import from_jekyll

SITE = """\
-- _config.yml --
title: Rain
url: https://rain.example
language: [en, de]
post_asset_folder: true
-- README.md --
---
title: For developers
---
None of the site.
-- scaffolds/post.md --
---
title: {{ title }}
---
-- source/_posts/On-Rain.md --
---
title: On rain
date: 2020-01-02 08:00:00
categories: [Weather]
tags: [water, sky]
---
![drop](drop.png) {% post_link 2020-02-03-snow 'the snow' %}
-- source/_posts/On-Rain/drop.png --
x
-- source/_posts/2020-02-03-snow.md --
---
title: Snow
---
Text.
-- source/_drafts/hail.md --
---
title: Hail
---
Not yet.
-- source/about/index.md --
---
title: About
---
Who we are.
"""


def test_its_texts_lie_in_source_and_nothing_else_is_one(tmp_path):
    found = from_jekyll(tmp_path, SITE)

    assert {*found} == {"On rain", "Snow", "Hail", "About"}
    assert found["On rain"].aliases == ("/2020/01/02/On-Rain/",)
    assert (found["On rain"].categories, found["On rain"].tags) == (("Weather",), ("water", "sky"))
    assert found["Snow"].categories == ()
    assert found["Hail"].status == "draft"
    assert found["About"].url == "about/"


def test_a_page_with_a_date_is_a_page_and_one_of_the_theme_is_none(tmp_path):
    """`hexo new page` writes a date into each."""
    text = (
        "-- source/about/index.md --\n---\ntitle: About\ndate: 2020-01-02 08:00:00\n---\nWe.\n"
        "-- source/tags/index.md --\n---\ntitle: Tags\ndate: 2020-01-02 08:00:00\ntype: tags\n---\n"
    )
    found = from_jekyll(tmp_path, f"{SITE.partition('-- source/about')[0]}{text}")

    assert (found["About"].kind, found["About"].url) == ("page", "about/")
    assert "Tags" not in found


def test_pictures_of_a_post_lie_in_the_folder_of_its_name(tmp_path):
    rain = from_jekyll(tmp_path, SITE)["On rain"]

    assert "![drop]({static}/images/posts/On-Rain/drop.png)" in rain.body
    assert "[the snow]({filename}/" in rain.body
    assert [path for _, path in rain.files] == ["images/posts/On-Rain/drop.png"]


def test_a_jekyll_site_whose_settings_name_its_source_is_none_of_hexo(tmp_path):
    text = "-- _config.yml --\nsource: source\n-- source/_posts/2020-02-03-snow.md --\n---\ntitle: Snow\n---\nText.\n"

    assert from_jekyll(tmp_path, text)["Snow"].aliases == ("/2020/02/03/snow.html",)


@pytest.mark.parametrize(
    ("tags", "markdown"),
    [
        ("{% codeblock lang:js wrap:false %}\na();\n{% endcodeblock %}", "```js\na();\n```"),
        ("{% code %}\n```\na\n```\n{% endcode %}", "````\n```\na\n```\n````"),
        ("```\n{% codeblock %}\na\n{% endcodeblock %}\n```", "```\n{% codeblock %}\na\n{% endcodeblock %}\n```"),
        ("{% note info For all %}\nMind *it*.\n{% endnote %}", "\n> **For all**\n>\n> Mind *it*.\n"),
        ("{% note warn %}\nMind it.\n{% endnote %}", "\n> Mind it.\n"),
        ("{% blockquote Ida, Rain %}\nIt rained.\n{% endblockquote %}", "\n> It rained.\n>\n> — Ida, Rain\n"),
        ("{% quote Ida https://rain.example Of rain %}It rained.{% endquote %}", "\n> It rained.\n>\n> — Ida, [Of rain](https://rain.example)\n"),
        ("{% pullquote left %}Rain{% endpullquote %}", "\n> Rain\n"),
        ('{% asset_img big a.png 300 200 "Of rain" "A drop" %}', "![A drop](a.png)"),
        ("{% img /images/a.png Of rain %}", "![rain](/images/a.png)"),
        ("{% asset_link a.pdf The paper %}", "[The paper](a.pdf)"),
        ("{% post_link snow %}", "[snow](/snow)"),
        ("{% post_link hail 'the hail' %}", "{% post_link hail 'the hail' %}"),
        ("{% asset_img %} {% img a %}", "{% asset_img %} {% img a %}"),
    ],
)  # fmt: skip
def test_its_tags_become_markdown_where_there_is_a_word_for_them(tags, markdown):
    assert without_tags(tags, lambda _, path: "/snow" if path == "snow" else "") == markdown


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("", "/2020/01/02/2020/Wet/2020-01-02-rain/"),
        ("new_post_name: :year-:month-:day-:title.md\n", "/2020/01/02/2020/Wet/rain/"),
        ("permalink: posts/:name.html\n", "/posts/2020-01-02-rain.html"),
    ],
)
def test_an_old_address_holds_the_folders_below_the_posts(tmp_path, settings, address):
    """With Hexo `:title` is the path of the file, and `:name` the name alone."""
    found = from_jekyll(
        tmp_path,
        f"-- _config.yml --\nurl: https://rain.example\n{settings}"
        "-- source/_posts/2020/Wet/2020-01-02-rain.md --\n---\ntitle: Rain\ndate: 2020-01-02\n---\n\nx\n",
    )["Rain"]

    assert found.aliases == (address,)
