"""What Hugo, Zola and Jekyll read as lists and code is read so by Python-Markdown; what is read alike stays as it was."""

import pytest
from markdown import markdown
from pelican.plugins.importers.article import Notes
from pelican.plugins.importers.commonmark import for_python_markdown
from pelican.plugins.importers.hugo import read_hugo
from pelican.plugins.importers.jekyll import read_jekyll

from .test_bylines import files

HEAD = "---\ntitle: Rain\ndate: 2020-01-02\n---\n\n"


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("We had:\n- rain\n- snow", "We had:\n\n- rain\n- snow"),
        ("We had:\n1. rain\n2. snow", "We had:\n\n1. rain\n2. snow"),
        ("It rained in\n1998. Then it stopped.", "It rained in\n1998. Then it stopped."),
        ("a minus\n-5 degrees", "a minus\n-5 degrees"),
        ("- rain\n  - warm\n  - cold\n- snow", "- rain\n    - warm\n    - cold\n- snow"),
        ("1. rain\n   - warm\n     - very\n2. snow", "1. rain\n    - warm\n        - very\n2. snow"),
        ("- rain\n\n  It fell.\n\n- snow", "- rain\n\n    It fell.\n\n- snow"),
        ("- rain\n\n  Kinds:\n  - warm", "- rain\n\n    Kinds:\n\n    - warm"),
        ("1. rain\n   ```python\n   x = 1\n\n     y\n   ```\n2. snow", "1. rain\n\n        :::python\n        x = 1\n\n          y\n\n2. snow"),
        ("- rain\n  ```\n  #!/bin/sh\n  ```", "- rain\n\n        :::text\n        #!/bin/sh"),
        ("  ```\n  x\n    y\n  ```\nAfter.", "```\nx\n  y\n```\nAfter."),
        ("> Kinds:\n> - warm\n> ```sh\n> ls\n> ```", "> Kinds:\n>\n> - warm\n>\n>     :::sh\n>     ls"),
        ("1) rain\n2) snow", "1. rain\n2. snow"),
        ("#rain is a word", "\\#rain is a word"),
        ("Numbers:\n| a | b |\n|---|---|\n| 1 | 2 |", "Numbers:\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
        ("- rain\n\nAfter.\n- snow", "- rain\n\nAfter.\n\n- snow"),
        ("# Rain\n- warm", "# Rain\n- warm"),
    ],
)  # fmt: skip
def test_lines_move_where_python_markdown_reads_them_otherwise(given, made):
    assert for_python_markdown(given) == made


@pytest.mark.parametrize(
    "text",
    [
        "# Rain\n\nText\nand more.\n\n- one\n- two\n  goes on\n\n1. one\n2. two\n",
        "```\nText:\n- no list\n#no\n```\n\n    Code:\n    - none\n",
        "<div>\nText\n- none\n</div>\n\n<pre>\nText\n\n- none\n#no\n</pre>\n",
        "Rain\n---\n\nSnow\n* * *\n\n| a |\n|---|\n| 1 |\n",
        "-   one\n\n    goes on\n\n        code\n\n- two\n",
        "Text[^1]\n\n[^1]: A note\n    of two lines.\n\n    - with a list\n",
        "> said\nand went on\n\n<!-- a\n\n- b\n-->\n",
        "~~~\n```\n- x\n~~~\n",
        "Rain\n: * wet\n  * cold\n\nText\n",
        "",
    ],
)
def test_what_is_read_alike_stays_to_the_byte(text):
    made = for_python_markdown(text)

    assert made == text or markdown(made, extensions=["extra"]) == markdown(text, extensions=["extra"])
    assert for_python_markdown(made) == made


def test_a_quotation_behind_a_tab_comes_to_its_end():
    """It was asked again and again whether it goes on."""
    text = "1. rain\n\t- drops\n\t\t> wet\n\t- snow\n\t\t> white\n"

    made = for_python_markdown(text)

    assert markdown(made).count("<blockquote>") + made.count("> ") >= 2


def test_a_code_in_a_list_leaves_the_list_whole():
    made = for_python_markdown("1. rain\n\n   ```python\n   x = 1\n   ```\n\n2. snow\n")

    assert markdown(made, extensions=["extra", "codehilite"]).count("<ol>") == 1


@pytest.mark.parametrize(
    ("read", "path"), [(read_hugo, "content/posts/rain.md"), (read_jekyll, "_posts/2020-01-02-rain.md")]
)
def test_importers_say_it_in_every_text(tmp_path, read, path):
    files(tmp_path, f"-- {path} --\n{HEAD}We had:\n- rain\n- snow\n")

    (found,) = read(tmp_path, Notes(lambda article: f"{article.name}.md"))

    assert found.body == "We had:\n\n- rain\n- snow"


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("<div>\n\n**wet**\n\n</div>", '<div markdown="1">\n\n**wet**\n\n</div>'),
        ('<div class="a"><p>x</p>\n<div>\n\n- wet\n\n</div></div>', '<div class="a" markdown="1"><p>x</p>\n<div markdown="1">\n\n- wet\n\n</div></div>'),
        ("<details><summary>Rain</summary>\n\nwet\n\n</details>", '<details markdown="1"><summary>Rain</summary>\n\nwet\n\n</details>'),
        ("<div>\n**no**\n</div>\n\nText", "<div>\n**no**\n</div>\n\nText"),
        ("<div markdown=1>\n\nx\n\n</div>", "<div markdown=1>\n\nx\n\n</div>"),
    ],
)  # fmt: skip
def test_markdown_in_an_element_is_said_to_be_some_where_the_old_program_read_it(given, made):
    assert for_python_markdown(given, in_html=True) == made
    assert for_python_markdown(given) == given
