"""Texts that lead on, texts that stand in others, and values that stand for words: of Jekyll, Hugo and Zola."""

import pytest
from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.hugo import read_hugo
from pelican.plugins.importers.hugo_text import with_params
from pelican.plugins.importers.jekyll import read_jekyll
from pelican.plugins.importers.liquid import with_included
from pelican.plugins.importers.zola_text import as_hugo

from .old_sites import from_jekyll
from .test_bylines import files

JEKYLL = """\
-- _config.yml --
url: https://old.example
permalink: /:title/
-- _posts/2020-01-02-rain.md --
---
title: Rain
---
It rains.
-- wet.md --
---
title: Wet
permalink: /wet/
redirect_from: /damp/
redirect_to: https://old.example/rain/
---
-- shop.md --
---
title: Shop
redirect_to:
  - https://shop.example/
---
-- kept.md --
---
title: Kept
redirect_to: /rain/
---
Words of its own.
"""


def test_a_page_that_leads_to_a_text_is_an_old_address_of_it(tmp_path):
    files(tmp_path, JEKYLL)
    notes = Notes(lambda article: f"{article.name}.md")
    found = {one.title: one for one in read_jekyll(tmp_path, notes)}

    assert sorted(found) == ["Kept", "Rain"]
    assert set(found["Rain"].aliases) == {"/rain/", "/wet/", "/damp/"}
    assert [one for one in notes.left if one.startswith("shop.md: it leads to https://shop.example/")]
    assert notes.failed == []


def test_so_it_is_with_hugo(tmp_path):
    files(
        tmp_path,
        '-- hugo.toml --\nbaseURL = "https://old.example/"\n-- content/posts/rain.md --\n---\ntitle: Rain\ndate: 2020-01-02\n---\nIt rains.\n'
        "-- content/wet.md --\n---\ntitle: Wet\nredirect_to: /posts/rain/\n---\n",
    )
    (rain,) = read_hugo(tmp_path, Notes(lambda article: f"{article.name}.md"))

    assert set(rain.aliases) == {"/posts/rain/", "/wet/"}


INCLUDING = """\
-- _posts/2020-01-02-rain.md --
---
title: Rain
---
Before.

{% include_relative parts/cloud.md %}

{% include_relative ../../outside.md %} {% include_relative gone.md %}

{% raw %}{% include_relative parts/cloud.md %}{% endraw %}
-- _posts/parts/cloud.md --
A cloud.
"""


def test_a_file_beside_a_text_stands_in_it_and_no_other_does(tmp_path):
    (tmp_path / "outside.md").write_text("secret", encoding="utf-8")
    text = from_jekyll(tmp_path / "site", INCLUDING)["Rain"].body

    assert text.startswith(
        "Before.\n\nA cloud.\n\n{% include_relative ../../outside.md %} {% include_relative gone.md %}"
    )
    assert text.endswith("\n{% include_relative parts/cloud.md %}")


def test_a_file_that_includes_itself_ends(tmp_path):
    (tmp_path / "a.md").write_text("{% include_relative a.md %}" * 200, encoding="utf-8")

    assert len(with_included("{% include_relative a.md %}", tmp_path / "t.md", tmp_path)) < 2_000_000


def test_a_value_of_the_header_or_the_site_stands_for_itself():
    body = '{{< param "team" >}} {{% param town.name %}} {{< param gone >}} {{< param town >}}'

    assert (
        with_params(body, {"Team": "We"}, {"team": "They", "town": {"Name": "Ebb"}})
        == "We Ebb {{< param gone >}} {{< param town >}}"
    )


def test_a_value_of_the_sites_settings_comes_into_its_texts(tmp_path):
    files(
        tmp_path,
        '-- hugo.toml --\nbaseURL = "https://old.example/"\n[params]\nteam = "The desk"\n-- content/posts/rain.md --\n---\ntitle: Rain\ndate: 2020-01-02\n---\nBy {{< param team >}}.\n',
    )
    (rain,) = read_hugo(tmp_path, Notes(lambda article: f"{article.name}.md"))

    assert (rain.body, rain.unresolved) == ("By The desk.", ())


def test_a_link_to_a_section_of_zola_leads_to_its_address():
    text = as_hugo("[a](@/blog/_index.md) [b](@/blog/wet/_index.md#top) [c](@/_index.md) [d](@/blog/rain.md)")

    assert text == '[a](/blog/) [b](/blog/wet/#top) [c](/) [d]({{< relref "/blog/rain.md" >}})'


def test_a_text_that_leads_on_to_itself_is_named_and_nothing_more(tmp_path):
    notes = Notes(lambda article: f"{article.name}.md")
    files(tmp_path, JEKYLL.replace("https://old.example/rain/", "/wet/"))
    found = {one.title: one for one in read_jekyll(tmp_path, notes)}

    assert found["Rain"].aliases == ("/rain/",)
    assert [one for one in notes.left if one.startswith("wet.md: it leads to /wet/")]


@pytest.mark.parametrize(("excluded", "is_said"), [('["pages", "data"]', True), ('["pages", "files"]', False)])
def test_a_page_that_comes_along_as_a_file_is_no_story_or_it_is_said(excluded, is_said, imports, tmp_path):
    files(
        tmp_path,
        "-- old/_config.yml --\nurl: https://old.example\n-- old/_posts/2020-01-02-rain.md --\n---\ntitle: Rain\n---\n[Map](/maps/rain.html)\n"
        f"-- old/maps/rain.html --\n<html><body>A map</body></html>\n-- pelicanconf.py --\nARTICLE_EXCLUDES = {excluded}\n",
    )
    done = imports(None, "old")

    assert "A map" in done.files["files/maps/rain.html"]
    assert ("it would be read as a story" in done.said) == is_said
