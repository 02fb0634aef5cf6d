"""Same content, same bytes: whatever the hash seed, the zone, the locale and the order of the files."""

import shutil
import sys

from ..conftest import ROOT, run

STORIES = "".join(
    f"""
-- content/{name}.md --
---
title: Story {name}
date: 2026-01-0{1 + n % 3}
categories: [World, Law, Science]
tags: [a, b, c, "tag {n % 4}"]
authors: [Ann Bee, Cee Dee]
sources: [{{name: Wire {n % 2}, url: 'https://wire.example/{n}'}}]
---
Words about ships, harbours and law, number {n}.
"""
    for n, name in enumerate("kjihgfedcba")
)


def test_the_same_content_gives_the_same_bytes(build, tmp_path):
    first = build(STORIES)
    assert first.code == 0, first.log
    one = first.bytes()
    shutil.rmtree(first.output)
    moved = sorted((tmp_path / "content").glob("*.md"), reverse=True)
    for file in moved:  # another order on the disk
        text = file.read_text()
        file.unlink()
        file.write_text(text)

    second = build("", PYTHONHASHSEED="4711", TZ="Asia/Tokyo", LC_ALL="C", LANG="C")

    assert second.code == 0, second.log
    assert second.bytes() == one


def test_the_wall_clock_is_nowhere(build):
    """With one SOURCE_DATE_EPOCH two builds at two times are one."""
    one = build(STORIES).bytes()

    assert build("").bytes() == one


def test_a_build_with_the_demo_s_settings_from_a_folder_elsewhere_is_the_same(build, tmp_path):
    """No path of the machine gets into the output."""
    one = build(STORIES).bytes()
    other = tmp_path.parent / (tmp_path.name + "-elsewhere")
    shutil.copytree(tmp_path, other, symlinks=True, ignore=shutil.ignore_patterns("output"))

    ran = run(
        [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", "output", "--fatal", "errors"], other
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert {
        str(p.relative_to(other / "output")): p.read_bytes()
        for p in sorted((other / "output").rglob("*"))
        if p.is_file()
    } == one
    assert not any(str(ROOT).encode() in data for data in one.values())
