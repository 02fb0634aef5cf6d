"""Sources that want something: to write elsewhere, to read elsewhere, to run, to fill the memory, or only to be broken."""

import json

import pytest

ITEM = """<item><title>{title}</title><link>{link}</link><content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date>2020-01-02 03:04:05</wp:post_date><wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt><wp:post_name>{slug}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>post</wp:post_type></item>"""


def item(number=1, title="T", slug="t", body="<p>Text.</p>", status="publish", link="https://old.example/t/"):
    return ITEM.format(number=number, title=title, slug=slug, body=body, status=status, link=link)


def export(*items, head=""):
    return (
        f'<?xml version="1.0"?>{head}<rss xmlns:content="c" xmlns:wp="w" xmlns:dc="d"><channel><link>https://old.example</link>'
        f"<wp:base_blog_url>https://old.example</wp:base_blog_url>{''.join(items)}</channel></rss>"
    )


def outside(root):
    return sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and not path.is_relative_to(root / "content")
    )


@pytest.mark.parametrize(
    "slug",
    [
        "../../../evil",
        "..",
        "/etc/passwd",
        "..%2f..%2fevil",
        "a/../../evil",
        "C:\\\\evil",
        "con\x01",
        "%00",
        "." * 10,
        "-" * 10,
    ],
)
def test_a_slug_never_leads_out_of_the_content_folder(slug, imports):
    post = {"id": 1, "title": "A title", "slug": slug, "html": "<p>x</p>", "status": "published"}

    done = imports(json.dumps({"data": {"posts": [post]}}), "export.json")

    assert done.code == 0
    assert len(done.stories) == 1
    assert outside(done.root) == ["export.json"]


def test_a_category_never_leads_out_of_the_content_folder(imports):
    named = '<category domain="category" nicename="../../evil"><![CDATA[../../evil]]></category></item>'

    done = imports(export(item().replace("</item>", named)), "export.xml")

    assert list(done.stories) == ["evil/t.md"]
    assert outside(done.root) == ["export.xml"]


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://evil.example/x.dtd">',
)


@pytest.mark.parametrize("head", ENTITIES)
def test_a_file_that_declares_entities_is_refused(head, imports):
    done = imports(export(item(title="&a;&b;"), head=head), "export.xml")

    assert done.code == 2
    assert "declares entities" in done.said
    assert done.files == {}


def test_a_doctype_that_declares_nothing_is_no_harm(imports):
    done = imports(export(item(title="&b;"), head="<!DOCTYPE rss >\n"), "export.xml")

    assert done.code == 0, done.said
    assert len(done.stories) == 1


def test_entities_behind_the_head_stay_unread(imports):
    """A declaration that hides behind 64 kB of blanks is none to us: nothing is resolved."""
    done = imports(export(item(title="&b;"), head=" " * 70_000 + ENTITIES[1]), "export.xml")

    assert "root:" not in "".join(done.files.values())


def test_nothing_that_runs_comes_along(imports):
    body = (
        '<p onclick="steal()">A</p><script>steal()</script><a href="java\tscript:steal()">b</a><img src=x onerror=steal()><svg onload=steal()><style>p{}</style>'
        '<iframe src="javascript:steal()"></iframe><form action="https://evil.example"><input value="x"></form>&lt;script&gt;steal()&lt;/script&gt;'
        '<a href="https://x.example/)[y](javascript:steal())">c</a>'
    )
    done = imports(export(item(body=body)), "export.xml")
    [text] = done.stories.values()

    assert "<script" not in text
    assert "onclick" not in text
    assert "](javascript" not in text
    assert "&lt;script>" in text  # what was shown as words stays words
    assert "a form" in done.said


def test_a_file_that_breaks_off_gives_what_stood_before(imports):
    whole = export(item(1, "One", "one"), item(2, "Two", "two"), item(3, "Three", "three"))
    done = imports(whole[: whole.index("Three")], "export.xml")

    assert sorted(done.stories) == ["one.md", "two.md"]
    assert "export.xml:" in done.said


def test_a_file_that_is_not_well_formed_is_read_as_far_as_it_can_be(imports):
    done = imports(export(item(1, "Salt & Sons", "salt"), item(2, "Two", "two")), "export.xml")

    assert sorted(done.stories) == ["salt.md", "two.md"]
    assert "not well-formed" in done.said


def test_two_posts_with_one_slug_are_two_files(imports):
    done = imports(export(item(1, "One", "same"), item(2, "Two", "same"), item(3, "Three", "SAME")), "export.xml")
    again = imports(None, "export.xml")

    assert len(done.stories) == 3
    assert again.stories == done.stories
    assert sorted(text.split("\n")[1] for text in done.stories.values()) == ["title: One", "title: Three", "title: Two"]


def test_what_was_not_public_is_a_draft(imports):
    kinds = ("draft", "pending", "private", "auto-draft")
    done = imports(
        export(
            *(item(n, f"N {n}", f"n{n}", status=status) for n, status in enumerate(kinds, 1)),
            item(9, "Bin", "bin", status="trash"),
        ),
        "export.xml",
    )

    assert len(done.stories) == 4
    assert all("status: draft" in text for text in done.stories.values())
    assert "it lay in the bin" in done.said


@pytest.mark.parametrize(
    "text", ["[]", "{}", "nonsense", '{"db": [{"data": {"posts": "x"}}]}', "[" * 50_000, '{"db": 1}']
)
def test_a_json_that_is_no_export_is_refused_in_words(text, imports):
    done = imports(text, "export.json")

    assert done.code == 2
    assert "newsroom: " in done.said


def test_odd_tables_of_an_export_hurt_nobody(imports):
    posts = [
        None, 7, {"id": None, "title": None}, {"id": 1, "title": "T", "lexical": "{broken", "html": "<p>kept</p>", "status": "published"},
        {"id": 2, "title": "M", "mobiledoc": json.dumps({"sections": [[1, "script", [[0, [99], 3, "x"]]], [10, 99], None, [3, "ul", [None]]], "cards": [None], "markups": [None]}), "status": "published"},
        {"id": 3, "title": "L", "lexical": json.dumps({"root": {"children": [{"type": "text", "text": "<b>x</b>", "format": "bold"}, {"children": 5}, 3]}}), "published_at": 10**30, "status": "published"},
    ]  # fmt: skip
    done = imports(
        json.dumps(
            {"data": {"posts": posts, "tags": None, "posts_tags": [{"post_id": 1, "tag_id": 9}], "users": [None]}}
        ),
        "export.json",
    )

    assert done.code == 0
    assert len(done.stories) == 3
    assert any("kept" in text for text in done.stories.values())


def test_a_folder_is_read_and_nothing_outside_it(imports, tmp_path):
    (tmp_path / "secret.png").write_bytes(b"secret")
    posts = tmp_path / "site/content/posts"
    posts.mkdir(parents=True)
    (tmp_path / "site/hugo.toml").write_text('baseURL = "https://old.example/"\n', encoding="utf-8")
    (posts / "link.png").symlink_to(tmp_path / "secret.png")
    (posts / "a.md").write_text(
        "---\ntitle: T\ndate: 2020-01-01\nimage: ../../../secret.png\n---\n![x](link.png) ![y](../../../../secret.png) ![z](/../secret.png)\n",
        encoding="utf-8",
    )
    (posts / "b.md").write_bytes("---\ntitle: Café\ndate: 2020-01-01\n---\nÀ bientôt.\n".encode("latin-1"))
    (posts / "c.md").write_bytes("---\ntitle: Wide\ndate: 2020-01-02\n---\nText.\n".encode("utf-16"))
    (posts / "d.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    (posts / "e.md").write_text("x" * 21_000_000, encoding="utf-8")

    done = imports(None, "site")

    assert "secret" not in {path.rsplit("/", 1)[-1].split(".")[0] for path in done.files}
    assert not any(text == "secret" for text in done.files.values())
    assert sorted(done.stories) == ["a.md", "b.md", "c.md"]
    assert "Café" in done.stories["b.md"]
    assert "its letters" in done.said
    assert done.code == 1
    assert "content/posts/d.md: line 3" in done.said
    assert "e.md" in done.said


def test_a_memory_that_cannot_be_read_stops_before_anything_is_overwritten(imports):
    first = imports(export(item()), "export.xml")
    (first.root / "content/data/imports.json").write_text("{", encoding="utf-8")

    done = imports(None, "export.xml")

    assert done.code == 2
    assert "imports.json cannot be read" in done.said


def test_without_its_memory_a_second_import_still_overwrites_nothing(imports):
    first = imports(export(item()), "export.xml")
    (first.root / "content/data/imports.json").unlink()
    (first.root / "content/t.md").write_text("Mine now.\n", encoding="utf-8")

    done = imports(None, "export.xml")

    assert done.stories == {"t.md": "Mine now.\n"}
    assert "is there already with another text" in done.said


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"_config.yml": "url: 'https://[old.example'\n"}, "_posts/2020-01-02-rain.md"),
        ({"hugo.toml": 'baseURL = "https://[old.example/"\n'}, "content/posts/rain.md"),
        ({".eleventy.js": "", "_data/site.json": '{"url": "https://[old.example"}'}, "posts/rain.md"),
        ({"pelicanconf.py": "SITEURL = 'https://[old.example'\n"}, "content/rain.md"),
        (
            {
                "conf.py": "PAGES = 5\nCOMPILERS = {'rest': 7}\nREDIRECTIONS = True\nPOSTS = (('posts/*.md', 'blog'), 3)\nSITE_URL = 'https://[old.example'\n"
            },
            "posts/rain.md",
        ),
    ],
    ids=["jekyll", "hugo", "eleventy", "pelican", "nikola"],
)
def test_a_site_whose_own_address_is_none_comes_along(settings, text, tmp_path, imports):
    """A bracket that nobody closes once ended the import."""
    for name, words in {
        **settings,
        text: "---\ntitle: Rain\ndate: 2020-01-02\n---\n\n[It](https://[odd) rains.\n",
    }.items():
        path = tmp_path / "old" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)

    done = imports(None, "old")

    assert done.code == 0, done.said
    assert [story for story in done.stories.values() if "rains." in story]


def test_an_export_whose_own_address_is_none_comes_along(imports):
    data = export(item(1, "Rain", "rain", "<p>It rains.</p>")).replace(
        "<channel>", "<channel><wp:base_blog_url>https://[old.example</wp:base_blog_url>"
    )

    done = imports(data, "old.xml")

    assert done.code == 0, done.said
    assert [story for story in done.stories.values() if "rains." in story]


def test_a_folder_with_a_name_that_is_no_text_is_refused_before_anything_is_written(imports, tmp_path):
    """An archive of another machine leaves such names: the import wrote half of it, and called it our fault."""
    posts = tmp_path / "site" / "content" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "site" / "config.toml").write_text('baseURL = "https://old.example/"\n', encoding="utf-8")
    for name in ("a.md", "caf\udce9.md", "caf\udce9.jpg"):
        (posts / name).write_text("---\ntitle: T\ndate: 2020-01-02\n---\n\nx\n", encoding="utf-8")

    done = imports(None, "site", "--from", "hugo")

    assert done.code == 2
    assert "content/posts/caf\\xe9.jpg and 1 more is not UTF-8; rename it" in done.said
    assert done.stories == {}
