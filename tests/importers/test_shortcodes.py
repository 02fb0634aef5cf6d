"""Shortcodes of a site whose templates need nothing but their arguments."""

import pytest
from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.hugo import read_hugo
from pelican.plugins.importers.shortcodes import filled, template_of

from .test_bylines import files


def texts(root, text):
    files(root, text)
    notes = Notes(lambda article: f"{article.folder}/{article.name}.md".lstrip("/"))
    return {one.title: one for one in read_hugo(root, notes)}


def put(template, *plain, inner="", **named):
    return filled(template_of(template), named, plain, inner)


def test_words_and_arguments_become_what_hugo_wrote():
    assert put("https://pod.example/{{- .Get 0 -}}\n", "Perl::Critic") == "https://pod.example/Perl::Critic"
    assert put('<a href="{{ .Get "to" }}">{{.Get 0}}</a>', "a & b", to="/x?a=1&b=2") == (
        '<a href="/x?a=1&amp;b=2">a &amp; b</a>'
    )
    assert put("<b>{{ .Get 0 | safeHTML }}</b>", "<i>x</i>") == "<b><i>x</i></b>"
    assert put("<mark>{{ .Inner | markdownify }}</mark>{{/* no more */}}", inner="*wet*") == "<mark>*wet*</mark>"
    assert put("a{{ .Get 3 }}b", "x") == "ab"


@pytest.mark.parametrize(
    "template",
    [
        "{{ if .Get 0 }}x{{ end }}",
        "{{ .Page.Title }}",
        "{{ .Get 0 | upper }}",
        "<script>{{ .Get 0 }}</script>",
        '<iframe src="{{ .Get 0 }}"></iframe>',
        '<a onclick="x()" href="{{ .Get 0 }}">x</a>',
        "<div>{{ .Inner }}</div>",
        '{{ partial "x" . }}',
        "{{ .Get 0",
        "",
        "\n",
    ],
)
def test_a_template_that_asks_for_more_is_none_of_ours(template):
    assert template_of(template) == ()


def test_a_text_has_what_its_shortcodes_stood_for(tmp_path):
    head = "---\ntitle: {}\ndate: 2020-01-02\n---\n\n"
    found = texts(
        tmp_path,
        "-- layouts/shortcodes/pod.html --\nhttps://pod.example/{{- .Get 0 -}}\n"
        "-- themes/moss/layouts/shortcodes/pod.html --\nnot this\n"
        "-- themes/moss/layouts/shortcodes/wet.html --\n<mark>{{ .Inner }}</mark>\n"
        "-- layouts/shortcodes/map.html --\n{{ $map := .Get 0 }}x\n"
        f'-- content/posts/rain.md --\n{head.format("Rain")}[Critic]({{{{<pod "Perl::Critic" >}}}}) {{{{< wet >}}}}so{{{{< /wet >}}}} {{{{< map 1 >}}}}\n',
    )["Rain"]

    assert found.body == "[Critic](https://pod.example/Perl::Critic) <mark>so</mark> {{< map 1 >}}"
    assert found.unresolved == ("{{< map 1 >}}",)


def test_those_of_zola_are_named_by_their_arguments(tmp_path):
    found = texts(
        tmp_path,
        '-- config.toml --\nbase_url = "https://old.example"\n'
        '-- templates/shortcodes/issue.html --\n<a href="https://code.example/{{ number }}">#{{ number }}</a>\n'
        "-- templates/shortcodes/wet.html --\n<mark>{{ body | safe }}</mark>\n"
        '-- content/rain.md --\n+++\ntitle = "Rain"\ndate = 2020-01-02\n+++\n\n{{ issue(number=12) }} {% wet() %}so{% end %}\n',
    )["Rain"]

    assert found.body == '<a href="https://code.example/12">#12</a> <mark>so</mark>'


def test_a_player_of_a_file_of_the_site_becomes_a_link_to_it_and_the_file_comes_along(tmp_path):
    head = "---\ntitle: Rain\ndate: 2020-01-02\n---\n\n"
    found = texts(
        tmp_path,
        f'-- static/sound/rain.mp3 --\nx\n-- content/posts/rain.md --\n{head}{{{{< audio src="/sound/rain.mp3" >}}}}\n',
    )["Rain"]

    assert found.body == "[Audio]({static}/files/sound/rain.mp3)"
    assert [path for _, path in found.files] == ["files/sound/rain.mp3"]
