"""Pictures of whole sites: of every kind, broken ones, private ones."""

import io
import re
import zlib

import pytest
from PIL import Image

from ..images.test_metadata import SECRET, photograph

pytestmark = pytest.mark.slow

STORY = """-- content/a.md --
---
title: A
date: 2026-01-01
image: {src: images/lead.jpg, alt: A quay, credit: Ann Bee}
---
First.

![A plan]({static}/images/plan.svg "The plan"){credit="Ben Cee" license="CC-BY-4.0"}

![One]({static}/images/alpha.png) ![Two](/images/moving.gif) ![Three]({attach}tiny.png) [![Four](images/cmyk.jpg)](https://elsewhere.example/)

![Far](https://pictures.example/far.jpg)
-- content/hidden.md --
---
title: Hidden
date: 2026-01-01
status: draft
image: {src: images/secret.jpg, alt: A secret, credit: Ann Bee}
---
![More]({static}/images/more.jpg)
"""


def save(picture, file, kind=None, **more):
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.save(file, kind, **more)


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "content" / "images"
    folder.mkdir(parents=True)
    (folder / "lead.jpg").write_bytes(photograph("jpeg", size=(1300, 800), orientation=6))
    (folder / "secret.jpg").write_bytes(photograph("jpeg", size=(1201, 800)))
    (folder / "more.jpg").write_bytes(photograph("jpeg", size=(1201, 801)))
    (folder / "plan.svg").write_text('<svg viewBox="0 0 400 200"><script>x</script><path d="M0 0"/></svg>')
    alpha = Image.radial_gradient("L").resize((500, 400)).convert("RGBA")
    alpha.putalpha(128)
    save(alpha, folder / "alpha.png")
    frames = [Image.new("P", (400, 300), n) for n in range(3)]
    save(frames[0], folder / "moving.gif", save_all=True, append_images=frames[1:], duration=90)
    save(Image.new("RGB", (1, 1)), tmp_path / "content" / "tiny.png")
    save(Image.radial_gradient("L").resize((800, 600)).convert("CMYK"), folder / "cmyk.jpg")
    return folder


@pytest.mark.usefixtures("pictures")
def test_every_kind_of_picture_has_its_size_and_its_formats(build):
    built = build(STORY)

    assert built.code == 0, built.log
    page = built.page("/2026/01/a/")
    images = {image["alt"]: image for image in page.find("article").find_all("img")}
    assert {name: (image.get("width"), image.get("height")) for name, image in images.items()} == {
        "A quay": ("800", "1300"), "A plan": ("400", "200"), "One": ("500", "400"), "Two": ("400", "300"), "Three": ("1", "1"), "Four": ("800", "600"),
        "Far": (None, None),
    }  # fmt: skip
    assert images["A quay"]["fetchpriority"] == "high"
    assert all(image["loading"] == "lazy" for name, image in images.items() if name != "A quay")
    assert images["One"]["src"].endswith(".png")
    assert images["Four"].find_parent("a")["href"] == "https://elsewhere.example/"
    assert images["Far"]["referrerpolicy"] == "no-referrer"
    assert not images["Two"].find_parent("picture")
    for one in page.find("article").find_all(["img", "source"]):
        for address in re.findall(
            r"https://news\.example(\S+)", one.get("srcset", "") + " " + one["src"] if one.get("src") else one["srcset"]
        ):
            assert built.has(address), address


@pytest.mark.usefixtures("pictures")
def test_a_picture_with_words_of_its_own_is_a_figure(build):
    figure = build(STORY).page("/2026/01/a/").find("figure", class_="figure")

    assert figure.figcaption.get_text(" ", strip=True) == "The plan Ben Cee (CC-BY-4.0)"
    assert "title" not in figure.img.attrs


def test_nothing_private_leaves_the_house(pictures, build):
    """Neither the place in a copied original, nor in what was made of it; nothing at all of an unpublished story's pictures."""
    built = build(STORY)
    files = built.bytes()

    assert SECRET in (pictures / "lead.jpg").read_bytes()
    assert [name for name, data in files.items() if SECRET in data] == []
    lead = Image.open(io.BytesIO(files["images/lead.jpg"]))
    assert lead.size == (800, 1300)
    assert not lead.getexif()
    assert b"script" not in files["images/plan.svg"]
    assert [name for name in files if "secret" in name or "more" in name] == []


@pytest.mark.usefixtures("pictures")
def test_only_the_page_that_shows_a_far_picture_may_fetch_it(build):
    built = build(STORY)

    assert "img-src 'self' https://news.example data: https://pictures.example" in built.text("/2026/01/a/")
    assert "pictures.example" not in built.text("/").partition("<title>")[0]
    assert "https://pictures.example" in built.text("/_headers")
    assert "content/a.md:12: W24 " in built.log


@pytest.mark.usefixtures("pictures")
def test_a_second_build_makes_nothing_anew_and_the_same_bytes(build, tmp_path):
    first = build(STORY).bytes()
    kept = {file: file.stat().st_mtime_ns for file in (tmp_path / ".cache/images").iterdir() if file.suffix != ".bin"}
    second = build().bytes()

    assert len(kept) > 10
    assert {file: file.stat().st_mtime_ns for file in kept} == kept
    assert second == first
    for file in kept:
        file.unlink()
    assert build().bytes() == first


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def _png(width: int, height: int, pixels: bytes) -> bytes:
    """A PNG that is sound but for its pixels."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


BROKEN = {
    "text.jpg": (b"no picture", "is no picture"),
    "empty.png": (b"", "is no picture"),
    "cut.jpg": (photograph("jpeg", size=(900, 600))[:9000], "cut off"),
    "damaged.png": (_png(900, 600, b"no pixels"), "is broken"),
    "bomb.png": (_png(60_000, 60_000, b""), "far more pixels"),
    "large.png": (_png(12_000, 12_000, b""), "has 12000 x 12000 pixels"),
    "drawing.svg": (b"<svg><g></svg>", "no drawing"),
    "entities.svg": (b'<!DOCTYPE s [<!ENTITY a "aaaa">]><svg>&a;</svg>', "entity"),
}  # fmt: skip


def test_a_picture_that_cannot_be_shown_is_a_problem_with_its_line_and_a_remedy(build, tmp_path):
    folder = tmp_path / "content" / "images"
    folder.mkdir(parents=True)
    for name, (data, _) in BROKEN.items():
        (folder / name).write_bytes(data)
    Image.new("RGB", (40, 40)).save(folder / "old.tif")
    text = "\n".join(f"![x]({{static}}/images/{name})" for name in [*BROKEN, "old.tif"])

    built = build(f"-- content/a.md --\nTitle: A\nDate: 2026-01-01\n\n{text}\n")

    assert built.code == 0, built.log
    assert "Traceback" not in built.log
    for number, (name, (_, said)) in enumerate(BROKEN.items()):
        line = next(line for line in built.log.splitlines() if f"images/{name}" in line)
        assert line.startswith(f"content/a.md:{4 + number}: "), line
        assert "E21" in line
        assert said in line
    assert "is a TIFF file, which browsers do not show; save it as JPEG or PNG" in built.log
    assert built.page("/2026/01/a/").find("img", src=re.compile("bomb"))


def test_a_broken_or_narrow_lead_picture_is_told(build, tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "bad.jpg").write_bytes(b"no picture")
    save(Image.new("RGB", (1199, 700)), folder / "narrow.png")
    head = "-- content/{0}.md --\n---\ntitle: {0}\ndate: 2026-01-01\nimage: {{src: {0}.{1}, alt: x, credit: y}}\n---\nText.\n"

    built = build(head.format("bad", "jpg") + head.format("narrow", "png"))

    assert built.code == 1
    assert re.search(r"content/bad\.md:4: .*E21.* the picture content/bad\.jpg is no picture", built.log)
    assert re.search(r"content/narrow\.md:4: .*W12.* 1199 pixels wide, and 1,200 are wanted", built.log)


@pytest.mark.usefixtures("pictures")
def test_without_the_plugin_a_page_has_no_hole(build):
    built = build(STORY, more='PLUGINS.remove("pelican.plugins.images")')

    assert built.code == 0, built.log
    images = built.page("/2026/01/a/").find("article").find_all("img")
    assert images[0]["src"] == "https://news.example/images/lead.jpg"
    assert len(images) == 7
    assert not built.has("/pictures/")


@pytest.mark.usefixtures("pictures")
def test_another_theme_asks_for_pictures_in_its_own_templates(build, tmp_path):
    theme = tmp_path / "mine" / "templates"
    theme.mkdir(parents=True)
    for name in (
        "index",
        "category",
        "tag",
        "author",
        "archives",
        "page",
        "categories",
        "tags",
        "authors",
        "period_archives",
    ):
        (theme / f"{name}.html").write_text("<p></p>")
    (theme / "article.html").write_text(
        "{{ images.html(images.of(article).lead, SITEURL, alt='Lead', eager=True) }}{{ images.shown(article.content, article, SITEURL) }}"
    )

    built = build(
        STORY,
        more='THEME = "mine"\nJINJA_ENVIRONMENT = {}\nDIRECT_TEMPLATES = ["index"]\nPAGINATED_TEMPLATES = {}\nMENUITEMS = []',
    )

    assert built.code == 0, built.log
    page = built.page("/2026/01/a/")
    assert page.find("img", alt="Lead").find_parent("picture")
    assert page.find("img", alt="One").find_parent("picture")


def test_two_files_with_one_content_are_both_made(build, tmp_path):
    folder = tmp_path / "content"
    for name in ("one", "two"):
        save(Image.radial_gradient("L").resize((900, 600)), folder / f"{name}.png")

    built = build("-- content/a.md --\nTitle: A\nDate: 2026-01-01\n\n![1]({static}/one.png) ![2]({static}/two.png)\n")

    images = built.page("/2026/01/a/").find("article").find_all("img")
    assert [bool(image.find_parent("picture")) for image in images] == [True, True]
    assert all(built.has(image["src"].removeprefix("https://news.example")) for image in images)
