"""Links as they stand in Markdown."""

import re

import pytest
from markdown import markdown
from pelican.plugins.newsroom.links import has_lone_link, host_of, links_in, may_stand_alone, prose_lines, resolved


def found(text):
    return [(link.marker, link.path, link.line) for link in links_in(text)]


def test_every_way_to_write_a_link_is_seen():
    text = (
        "[a]({filename}/x/one.md#part) and ![p]({static}img.png 'T')\n"
        "[b](two.md)\n\n[c]: |filename|three.md\n"
        '<img src="pic.png">\n[d](<{attach}my%20map.pdf>)\n'
    )

    assert found(text) == [
        ("filename", "/x/one.md", 1), ("static", "img.png", 1), ("", "two.md", 2), ("filename", "three.md", 4), ("", "pic.png", 5),
        ("attach", "my map.pdf", 6),
    ]  # fmt: skip


def test_code_holds_no_links():
    assert found("`[a]({filename}x.md)`\n\n```\n[a]({filename}x.md)\n```\n~~~\n[b](y)\n~~~\n") == []


@pytest.mark.parametrize(
    ("path", "folder", "inner"),
    [
        ("one.md", "world", "world/one.md"),
        ("/one.md", "world", "one.md"),
        ("../one.md", "world", "one.md"),
        ("../../one.md", "world", ""),
        ("./a/../b.md", "", "b.md"),
    ],
)
def test_a_path_means_the_folder_of_its_story(path, folder, inner):
    assert resolved(path, folder) == inner


def test_an_address_in_angle_brackets_may_hold_blanks():
    links = list(
        links_in(
            '![a](<{static}/images/my photo (1).jpg> "T") and [b](<https://x.example/a b>) and [c]({static}/d.jpg)'
        )
    )

    assert sorted((one.marker, one.target) for one in links) == [
        ("", "https://x.example/a b"), ("static", "/d.jpg"), ("static", "/images/my photo (1).jpg"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a]({filename}my story.md)", "my story.md"),
        ("![a]({filename}my  story (1) of two.md \"It's so\")", "my  story (1) of two.md"),
        ("[a]( {filename}my story.md 'T' )", "my story.md"),
        ("[a]({filename}one.md \"two three\")", "one.md"),
        ("[a]({filename}one.md and no end", "one.md"),
    ],
)  # fmt: skip
def test_an_address_may_hold_blanks_as_python_markdown_has_it(text, target):
    first, *_ = links_in(text)

    assert (first.marker, first.target) == ("filename", target)
    address = re.search(r'(?:href|src)="([^"]*)"', markdown(text))
    assert address is None or address[1] == "{filename}" + target


@pytest.mark.parametrize("part", ["](a b", '](a "', "](a ", "](a b c ", "](a (b) ", "](a (", "](a b'", "](a b \"c'"])
def test_addresses_with_blanks_are_looked_for_once(part):
    assert len(list(links_in(part * 20_000))) <= 20_000  # within the time of a test


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("https://v.example/1", True), ("  <https://v.example/1> {.wide}", True), ('[the film](https://v.example/1 "T")', True),
        ("![](a.mp4){.x}", True), ("Look at https://v.example/1", False), ("https://v.example/1 is a film.", False), ("[a](b) and more", False),
    ],
)  # fmt: skip
def test_a_line_that_is_one_link_is_told_from_a_line_with_one(line, may):
    assert may_stand_alone(line) == may


@pytest.mark.parametrize("block", ["\n\n    code\n", "\n\n\tcode\n", "\n```\ncode\n```\n", "\n~~~\ncode\n~~~\n"])
def test_lines_outside_blocks_of_code_are_the_same_with_a_block_and_without(block):
    """A text that can hold no block is not looked through for one."""
    text = "# A `b`\n\n- c ``d`e``\n\n  f\n\ng\n"
    alone = [(number, line) for number, line in prose_lines(text) if line.strip()]

    both = [(number, line) for number, line in prose_lines(text + block) if line.strip()]

    assert alone == both == [(1, "# A    "), (3, "- c        "), (5, "  f"), (7, "g")]


@pytest.mark.parametrize("line", ["https://a.b/c", "\u00a0[a](b)", "  ![a](b)", "<https://a.b>"])
def test_one_line_that_may_be_a_link_alone_is_enough(line):
    assert has_lone_link([(1, "Some words."), (2, ""), (3, line)])
    assert not has_lone_link([(1, f"Some words, {line}"), (2, "")])


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Gazette.example/port", "gazette.example"),
        ("//gazette.example:8080/", "gazette.example"),
        ("/port/", ""),
        ("mailto:desk@gazette.example", ""),
        ("http://[gazette", ""),
    ],
)
def test_the_host_of_an_address_is_that_of_its_house(address, host):
    assert host_of(address) == host
