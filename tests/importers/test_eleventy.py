"""An Eleventy site: data files say much of whole folders, and permalinks are made of what a text knows."""

import pytest
from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.command import form_of
from pelican.plugins.importers.eleventy import read_eleventy

from .test_bylines import files

SITE = """\
-- eleventy.config.js --
export default function (config) {
  // dir: { input: "nowhere" }
  config.addPassthroughCopy({ "./public/": "/" });
  return { dir: { input: "src", includes: "_parts", output: "_site" } };
}
-- README.md --
For developers.
-- src/_parts/card.md --
No text of the site.
-- src/_data/site.json --
{"url": "https://www.rain.example/", "language": "de"}
-- src/posts/posts.json --
{"tags": "posts", "layout": "post", "description": "All of us.", "image": "/all.png", "author": "Ann Bee", "permalink": "/wetter/{{ page.fileSlug }}/"}
-- src/posts/2020-01-02-rain.md --
---
title: Rain
tags: [water, posts]
---
![drop](/img/drop.png) and [snow](/wetter/snow/).
-- src/posts/snow/snow.md --
---
title: Snow
date: 2020-01-03
---
{% note %}White.
-- src/posts/hail.md --
---
title: Hail
date: 2020-01-04
permalink: false
---
Not yet.
-- src/posts/later.md --
---
title: Later
date: 2020-01-05
draft: true
---
Nor this.
-- src/essays/essays.11tydata.js --
module.exports = {
  tags: ["essays"],
  layout: "essay.njk",
  permalink: (data) => `/lang/${data.page.fileSlug}/index.html`,
  cover: {
    src: "/img/all.png",
  },
};
-- src/essays/2019-05-06-wind.md --
---
eleventyComputed:
  title: "Wind {{ number }}"
number: "7"
---
It blows.
-- src/odd/odd.11tydata.js --
module.exports = { permalink: (data) => made(data) };
-- src/odd/moon.md --
---
title: Moon
date: 2019-01-01
---
It shines.
-- src/about.md --
---
title: About
---
Who we are.
-- src/index.njk --
---
title: Front
---
-- public/img/drop.png --
x
"""


def read(root, text=SITE):
    files(root, text)
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md")
    return {one.title: one for one in read_eleventy(root, notes)}, notes


def test_a_folder_with_its_configuration_is_known_as_one(tmp_path):
    """Beside it often lies the configuration of what the site was before."""
    files(tmp_path, f"{SITE}-- _config.yml --\ntitle: Old\n")

    assert form_of(tmp_path) == "eleventy"


def test_every_text_comes_along_with_what_its_folders_say_of_it(tmp_path):
    found, notes = read(tmp_path)

    assert {*found} == {"Rain", "Snow", "Hail", "Later", "Wind 7", "Moon", "About"}
    assert {one.title for one in found.values() if one.kind == "page"} == {"About"}
    assert (found["Rain"].authors, found["Rain"].tags, found["Rain"].date) == (("Ann Bee",), ("water",), "2020-01-02")
    assert found["Wind 7"].categories == ("Essays",)
    assert found["Wind 7"].image is None
    assert {one.title for one in found.values() if one.status == "draft"} == {"Hail", "Later"}
    assert (found["Rain"].summary, found["Rain"].image) == ("", None)
    assert notes.lang == "de"
    assert notes.failed == []
    assert any("1 page of a template is no text (.njk)" in one for one in notes.left)


def test_old_addresses_are_what_permalinks_make(tmp_path):
    found, _ = read(tmp_path)

    assert found["Rain"].aliases == ("/wetter/rain/",)
    assert found["Snow"].aliases == ("/wetter/snow/",)
    assert found["Wind 7"].aliases == ("/lang/wind/",)
    assert found["About"].url == "about/"


def test_a_permalink_that_is_computed_is_said_and_not_guessed(tmp_path):
    found, _ = read(tmp_path)

    assert found["Moon"].aliases == ()
    assert "permalink: it is computed, so the old address is not known; write it as aliases" in found["Moon"].left


def test_links_and_pictures_lead_on(tmp_path):
    found, _ = read(tmp_path)

    assert "({static}/images/img/drop.png)" in found["Rain"].body
    assert "({filename}/" in found["Rain"].body
    assert [path for _, path in found["Rain"].files] == ["images/img/drop.png"]


@pytest.mark.parametrize(
    ("permalink", "address"),
    [
        ("/a/{{ title | slug }}/", "/a/grey-rain/"), ("{{ page.filePathStem }}.html", "/posts/grey.html"),
        ("/{{ page.date | date: '%Y/%m' }}/x/", "/2020/01/x/"), ("/{{ section }}/x/index.html", "/wet/x/"),
        ("/{{ nobody }}/", ""), ("/{{ title | oursAlone }}/", ""), ("{% if a %}/x/{% endif %}", ""),
    ],
)  # fmt: skip
def test_a_permalink_is_read_as_far_as_its_values_are_plain(tmp_path, permalink, address):
    head = f'---\ntitle: Grey rain\nsection: wet\ndate: 2020-01-02\npermalink: "{permalink}"\n---\nText.\n'
    found, _ = read(tmp_path, f"-- .eleventy.js --\nmodule.exports = () => ({{}});\n-- posts/grey.md --\n{head}")

    assert found["Grey rain"].aliases == ((address,) if address else ())
