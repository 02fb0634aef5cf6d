"""A picture whose name has a slip: the one that may be meant is named, whatever was kept of the check before."""

import sys

from pelican.plugins.newsroom.near_files import MOST, file_near, name_near

from tests.conftest import run

STORY = """---
title: The harbour opens again
deck: After three weeks of storms the harbour opens on Monday, says the council.
date: 2026-11-20 09:00
image:
  src: images/harbor.jpg
  alt: The harbour
  credit: Mara Quill
---

![the pier](images/peir.jpg) and ![the ferry]({static}/images/ferri.jpg).
"""


def started(site):
    """The folder of pictures of a new site."""
    run([sys.executable, "-m", "pelican.plugins.newsroom", "start", "."], site)
    pictures = site / "content" / "images"
    pictures.mkdir(parents=True)
    return pictures


def checked(site) -> list[str]:
    said = run([sys.executable, "-m", "pelican.plugins.newsroom", "check"], site).stdout
    return [line.partition("; ")[2] for line in said.splitlines() if " E10 " in line]


def test_near_is_who_differs_in_a_letter_or_in_the_ending_and_in_a_folder_of_very_many_nobody(tmp_path):
    for name in ("harbour.jpg", ".harbor.jpg", "pier.png"):
        (tmp_path / name).touch()

    assert file_near(tmp_path, ["harbor.jpg"]) == "harbour.jpg"
    assert file_near(tmp_path, ["pier.jpg"]) == "pier.png"
    assert file_near(tmp_path, ["there-is-none/harbor.jpg", "ferry.jpg", "Harbour.JPG"]) == "harbour.jpg"
    assert file_near(tmp_path, ["nowhere/harbor.jpg", "no\0name/harbor.jpg"]) == ""

    for number in range(MOST):
        (tmp_path / f"{number}.jpg").touch()
    assert file_near(tmp_path, ["harbor.jpg"]) == ""


def test_whose_names_are_known_may_be_more():
    names = ["harbour.jpg", *(f"{number}.jpg" for number in range(MOST))]

    assert name_near("harbor.jpg", names) == ""
    assert name_near("harbor.jpg", names, len(names)) == "harbour.jpg"


def test_each_way_to_name_a_picture_is_told_what_may_be_meant(tmp_path):
    pictures = started(tmp_path)
    for name in ("harbour.jpg", "pier.jpg", "ferry.jpg"):
        (pictures / name).write_bytes(b"a picture")
    (tmp_path / "content" / "tram.md").write_text(STORY, encoding="utf-8")

    assert checked(tmp_path) == [
        'did you mean "images/harbour.jpg"?',
        'did you mean "images/pier.jpg"?',
        'did you mean "images/ferry.jpg"?',
    ]


def test_a_check_that_keeps_what_it_read_hears_of_the_files_that_came_and_went(tmp_path):
    pictures = started(tmp_path)
    (tmp_path / "content" / "tram.md").write_text(STORY.partition("![")[0] + "It opens.\n", encoding="utf-8")

    said = [checked(tmp_path)]
    (pictures / "harbour.jpg").write_bytes(b"a picture")
    said.append(checked(tmp_path))
    (pictures / "harbour.jpg").rename(pictures / "harbor.jpg")
    said.append(checked(tmp_path))

    assert said == [["put the file into content/images/harbor.jpg"], ['did you mean "images/harbour.jpg"?'], []]
