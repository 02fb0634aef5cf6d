"""Shortcodes, Liquid and HTML as Markdown: what has a word there, and what stays and is named."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import markdown
from pelican.plugins.importers.html_markdown import markdown_of
from pelican.plugins.importers.hugo_text import from_hugo
from pelican.plugins.importers.liquid import from_liquid
from pelican.plugins.importers.relink import relinked
from pelican.plugins.importers.wordpress_text import Pictures, html_of

REFS = {"snow.md": "/content/snow.md"}


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ('[a]({{< ref "snow.md" >}})', "[a](/content/snow.md)"), ("{{< youtube abcdefghijk >}}", "[Video](https://www.youtube.com/watch?v=abcdefghijk)"),
        ('{{< youtube id="abcdefghijk" autoplay="true" >}}', "[Video](https://www.youtube.com/watch?v=abcdefghijk)"),
        ('{{< figure src="a b.png" alt="A" >}}', "![A](a%20b.png)"), ('{{< figure src="a.png" alt="A" link="https://x.example" >}}', "[![A](a.png)](https://x.example)"),
        ("{{< highlight go >}}\nx := 1\n{{< /highlight >}}", "\n```go\nx := 1\n```\n"), ('{{< note title="Mind" >}}\nThe gap\n{{< /note >}}', "\n> **Mind**\n>\n> The gap\n"),
        ("{{</* youtube x */>}}", "{{< youtube x >}}"), ("{{% toc %}}", "[TOC]"),
    ],
)  # fmt: skip
def test_a_shortcode_with_a_word_in_markdown_becomes_it(source, made):
    done = from_hugo(source, lambda path: REFS.get(path, ""))

    assert done.text == made
    assert done.unresolved == []


@pytest.mark.parametrize(
    "source",
    ['{{< ref "gone.md" >}}', "{{< gallery dir=x >}}", "{{< tabs >}}a{{< /tabs >}}", '{{< x "unclosed', "{{% a %}}"],
)
def test_a_shortcode_that_nobody_knows_stays_as_it_was(source):
    done = from_hugo(f"Before {source} after.", lambda _: "")

    assert done.text == f"Before {source} after."
    assert all(mark in source for mark in done.unresolved)
    assert done.unresolved or "unclosed" in source


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("{{ site.baseurl }}/a.png", "/a.png"), ('{{ "/a.png" | relative_url }}', "/a.png"), ("{{ '/a.png' | prepend: site.baseurl }}", "/a.png"), ("{{ site.title }}", "Sand"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"), ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```"), ("a{% comment %}no{% endcomment %}b", "ab"),
        ("[x]({% link _posts/a.md %})", "[x](/_posts/a.md)"), ('{% include youtube.html id="abcdefghijk" %}', "[Video](https://www.youtube.com/watch?v=abcdefghijk)"),
        ("`{{ page.x }}`", "`{{ page.x }}`"), ("```\n{% x %}\n```", "```\n{% x %}\n```"), ("* TOC\n{:toc}", "[TOC]"), ("{% image /img/a.png 300 'A' %}", "![A](/img/a.png)"),
    ],
)  # fmt: skip
def test_a_liquid_tag_with_a_word_in_markdown_becomes_it(source, made):
    done = from_liquid(source, lambda _, path: f"/{path}", {"site.baseurl": "", "site.title": "Sand"}.get)

    assert (done.text, done.unresolved) == (made, [])


@pytest.mark.parametrize(
    "source", ["{% for x in site.posts %}", "{{ page.mood }}", "{% include map.html %}", "{{ site.title | upcase }}"]
)
def test_a_liquid_tag_that_nobody_knows_stays_as_it_was(source):
    done = from_liquid(f"Before {source} after.", lambda *_: "", {"site.title": "Sand"}.get)

    assert (done.text, done.unresolved) == (f"Before {source} after.", [source])


@given(
    st.lists(
        st.sampled_from(
            [
                "{{",
                "}}",
                "{%",
                "%}",
                "<",
                ">",
                "raw",
                " ",
                "endraw",
                "highlight",
                "`",
                "```",
                "\n",
                '"',
                "x",
                "/",
                "\x00",
                "0",
            ]
        ),
        max_size=60,
    ).map("".join)
)
@settings(max_examples=150)
def test_any_mess_of_marks_can_be_converted(text):
    from_liquid(text, lambda *_: "", lambda _: None)
    from_hugo(text, lambda _: "")


def test_only_addresses_outside_code_are_changed():
    text = '[a](x) ![b](x "t") `[c](x)` <a href="x">d</a> [![e](x)](x)\n\n[f]: x\n\n```\n[g](x)\n```\n'

    assert (
        relinked(text, lambda _, picture: "P" if picture else "L")
        == '[a](L) ![b](P "t") `[c](x)` <a href="L">d</a> [![e](P)](L)\n\n[f]: L\n\n```\n[g](x)\n```\n'
    )


WORDS = st.text(alphabet=st.sampled_from("ab *_`[]()<>&#!|~\\-+.1:{}=\"'\n"), max_size=40)


@given(WORDS)
@example("&#1 &#65 &#x41")
@settings(max_examples=200, deadline=None)
def test_words_mean_themselves_again_when_the_markdown_is_read(words):
    """Whatever signs a paragraph of HTML holds, a reader of the Markdown sees the same words."""
    import html

    from bs4 import BeautifulSoup

    done = markdown_of(f"<p>{html.escape(words)}</p>")
    seen = BeautifulSoup(markdown(done.text, extensions=["extra"]), "html.parser").get_text()

    assert seen.split() == words.split()


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("One\n\nTwo", "One\n\nTwo"), ("<ul>\n<li>a</li>\n<li>b<ul><li>c</li></ul></li>\n</ul>", "- a\n- b\n    - c"), ("[[gallery]] in words", "\\[gallery\\] in words"),
        ("He said [sic] so", "He said \\[sic\\] so"), ("[youtube https://youtu.be/abcdefghijk]", "[Video](https://youtu.be/abcdefghijk)"), ("https://vimeo.com/1", "[Video](https://vimeo.com/1)"),
        ("a<!--more-->b<!-- note -->", "ab"), ("<table><tr><th>a|b</th></tr><tr><td><code>c|d</code></td></tr></table>", "| a\\|b |\n| --- |\n| `c\\|d` |"), ("<pre>[x]\n\n  y</pre>", "```\n[x]\n\n  y\n```"),
    ],
)  # fmt: skip
def test_a_classic_post_of_wordpress_becomes_markdown(body, made):
    assert markdown_of(html_of(body, Pictures({}, None, "old.example"), [])).text == made
