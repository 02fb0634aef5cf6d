"""How large a page says that its pictures are: a finding for each that is another, none for what a style may do."""

import pytest
from pelican.plugins.checks.picture_sizes import size_of
from pelican.plugins.newsroom.page_facts import page_of
from PIL import Image, features

from tests.checks.planting import STORY, put, silent, spread, swapped, told
from tests.checks.planting import findings as all_findings

IMAGE = r'(<img [^>]*class="u-photo"[^>]*)'
SOUND_ONE = '<img src="/images/a.png" alt="" width="1200" height="630">'
CARD = '<meta property="og:image" content="/images/a.png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">'

FAULTS = {
    "another width": (STORY, swapped("</article>", SOUND_ONE * 4 + SOUND_ONE.replace("1200", "77") + "</article>"), f"E06 {STORY}"),
    "a width that is no number": (STORY, swapped("</article>", SOUND_ONE * 4 + SOUND_ONE.replace("1200", "auto") + "</article>"), f"E06 {STORY}"),
    "another width of a candidate": (STORY, put(r"(srcset=\"[^ ]* )\d+w", r"\g<1>77w"), f"E06 {STORY}"),
    "no width of a candidate": (STORY, put(r"(srcset=\"[^ ]*) \d+w", r"\1"), f"E21 {STORY}"),
    "two candidates of one width": (STORY, put(r"(srcset=\"[^ ]* )(\d+w, [^ ]* )\d+w", r"\g<1>480w, /images/a.png 480w"), f"E21 {STORY}"),
    "another kind of a source": (STORY, put(r'type="image/webp"', 'type="image/avif"'), f"E21 {STORY}"),
}  # fmt: skip

test_a_planted_fault_is_found = told(FAULTS)

SOUND = {
    "a smaller picture of the same form": (STORY, put(rf'{IMAGE}width="\d+" height="\d+"', r'\1width="600" height="315"')),
    "a picture without a size": (STORY, put(rf'{IMAGE}width="\d+" height="\d+"', r"\1")),
    "data in a srcset": (STORY, swapped("</article>", '<img alt="" srcset="data:image/png;base64,AA 1x, data:image/png;base64,BB 2x"></article>')),
}  # fmt: skip

test_what_is_sound_is_not_accused = silent(SOUND)


def test_another_height_on_a_card(built, tmp_path):
    output = spread(built.output, tmp_path / "output", swapped("</title>", f"</title>{CARD}"))
    before = all_findings(output)
    page = output / "about/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace('content="630"', 'content="77"'), encoding="utf-8")

    assert {*all_findings(output)} - {*before} == {
        "E06 about/index.html: /images/a.png is said to be 1200 x 77, and is 1200 x 630"
    }


def test_an_address_of_a_srcset_may_hold_commas():
    page = page_of("a.html", '<img srcset="/w_3,h_2/a.jpg 300w,/w_6,h_4/a.jpg 600w, c.jpg">')

    assert [one.url for one in page.links] == ["/w_3,h_2/a.jpg", "/w_6,h_4/a.jpg", "c.jpg"]
    assert page.shown[0].candidates == (("/w_3,h_2/a.jpg", "300w"), ("/w_6,h_4/a.jpg", "600w"), ("c.jpg", ""))


def test_a_theme_that_crops_all_its_pictures_is_not_accused(built, tmp_path):
    def cropped(text: str) -> str:
        return put(r'height="\d+"', 'height="9"')(text) if 'height="' in text else text

    assert [
        one for one in all_findings(spread(built.output, tmp_path / "output", cropped)) if "is said to be" in one
    ] == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WebP", "AVIF"])
@pytest.mark.parametrize("lossless", [False, True])
def test_the_size_of_a_picture(kind, lossless, tmp_path):
    if kind == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow writes no AVIF")
    path = tmp_path / f"a.{kind.lower()}"
    Image.new("RGBA" if kind == "WebP" and lossless else "RGB", (120, 63)).save(
        path, kind, **({"lossless": lossless} if kind == "WebP" else {})
    )

    assert size_of(path) == (120, 63)


def test_the_size_of_a_drawing_and_of_what_is_no_picture(tmp_path):
    drawing, other = tmp_path / "a.svg", tmp_path / "b.png"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 63"><path/></svg>', encoding="utf-8")
    other.write_text("no picture", encoding="utf-8")

    assert (size_of(drawing), size_of(other)) == ((120, 63), None)
