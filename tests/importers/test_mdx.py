"""MDX and the frames of Docusaurus, as Markdown."""

import pytest
from pelican.plugins.importers.mdx_text import framed, from_mdx

BLOG = """\
---
title: Rain on the quay
date: 2026-03-04
---

import Tabs from '@theme/Tabs';
import {
  Chart, Table,
} from "../charts";

export const wet = 3;

Import duties rose, and {/* nobody
asked */}the *quay* was wet.

<Tabs groupId="where" values={[{a: 1}]}>
<TabItem label="North">

It rained in the north, see [the snow](./snow.mdx).

</TabItem>
</Tabs>

<Chart data={wet} />
<Figure src="/img/quay.png" alt="The quay" />
<YouTube id="abcDEF12345" />
<div className="big" style={{color: 'red'}}>Words in a box</div>

`<Tabs>` stays in code, and

```jsx
import Tabs from '@theme/Tabs';
<Tabs />
```
"""
SNOW = "---\ntitle: Snow\ndate: 2026-03-05\n---\n\n:::note[Mind the ice]\n\nIt is *slippery*.\n\n:::\n\nThe end.\n"


def test_the_words_of_mdx_stay_and_what_only_react_understood_goes():
    made = from_mdx(BLOG.split("---\n", 2)[2])

    assert "import Tabs from '@theme/Tabs';\n<Tabs />" in made.text  # in code
    assert made.text.count("import") == 1
    assert "export const" not in made.text
    assert "Import duties rose, and the *quay* was wet." in made.text
    assert "**North**" in made.text
    assert "It rained in the north, see [the snow](./snow.mdx)." in made.text
    assert "![The quay](/img/quay.png)" in made.text
    assert "<https://www.youtube.com/watch?v=abcDEF12345>" in made.text
    assert '<div class="big">Words in a box</div>' in made.text
    assert "`<Tabs>` stays in code" in made.text
    assert "Chart" not in made.text
    assert made.left == [
        "the component <Chart data={wet} /> is gone",
        "the component <YouTube> became a link to YouTube",
        "the component <Tabs> is gone; its words stay",
        "the component <TabItem> is gone; its words stay",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "import tax is due.\n",
        "export of grain\nrose again.\n",
        "A < B and C > D, {not} code.\n",
        "~~~\n:::note\nshown\n:::\n~~~\n",
        "Nine::: ten\n",
    ],
)
def test_plain_words_stay_as_they_are(text):
    assert from_mdx(text).text == text
    assert framed(text).text == text


def test_a_text_set_in_below_a_frame_becomes_a_quotation():
    """As MkDocs has it: a list, and code, stay in it; a tab has its title above it."""
    made = framed(
        'Before.\n\n!!! quote "Who said it"\n    One.\n\n    ```sh\n    a\n    ```\n\nAfter.\n\n??? note\n    Two.\n\n=== "Linux"\n\n    Three.\n'
    )

    assert made.text == (
        "Before.\n\n> **Who said it**\n>\n> One.\n>\n> ```sh\n> a\n> ```\n\nAfter.\n\n> **Note**\n>\n> Two.\n\n**Linux**\n\n\nThree."
    )
    assert made.left == [
        "quote: its frame became a quotation",
        "note: its frame became a quotation",
        "tab: its frame became a heading",
    ]


def test_an_underlined_heading_is_no_tab():
    assert framed("Rain\n====\n\n!!!\n\n=== x\n").text == "Rain\n====\n\n!!!\n\n=== x\n"


def test_a_frame_becomes_a_quotation():
    made = framed("Before.\n\n:::tip Look here\nOne.\n\nTwo.\n:::\n\nAfter.\n")

    assert made.text == "Before.\n\n> **Look here**\n>\n> One.\n>\n> Two.\n\n\nAfter.\n"
    assert made.left == ["tip: its frame became a quotation"]


def test_no_story_of_mdx_is_passed_over(imports, tmp_path):
    (tmp_path / "site" / "blog").mkdir(parents=True)
    (tmp_path / "site" / "blog" / "snow.mdx").write_text(SNOW, encoding="utf-8")
    (tmp_path / "site" / "blog" / "2026-03-04-rain.mdx").write_text(BLOG, encoding="utf-8")

    done = imports(None, "site", "--from", "hugo")

    assert done.code == 0, done.said
    assert "[the snow]({filename}/snow.md)" in done.stories["rain.md"]
    assert "> **Mind the ice**" in done.stories["snow.md"]
    assert "> It is *slippery*." in done.stories["snow.md"]


@pytest.mark.parametrize("form", ["hugo", "jekyll", "pelican"])
def test_a_file_is_no_folder_of_a_site(imports, form):
    done = imports(SNOW, "snow.md", "--from", form)

    assert done.code == 2
    assert f"snow.md is a file; --from {form} reads the folder of a site" in done.said


@pytest.mark.parametrize("form", ["wordpress", "ghost", "html", "text"])
def test_a_folder_is_no_file_of_an_export(imports, tmp_path, form):
    (tmp_path / "site").mkdir()

    done = imports(None, "site", "--from", form)

    assert done.code == 2
    assert f"site is a folder; --from {form} reads a file" in done.said
