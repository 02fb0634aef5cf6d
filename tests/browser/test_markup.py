"""Every page of the demo, as the Nu HTML checker of the W3C sees it."""

from pathlib import Path

from ..page_tools import module, program, said_by

#: A run of some seconds ends before what a long one gains by is done: nothing is compiled twice, and memory is tidied up by one thread.
_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def faults(*given: Path) -> tuple[int, str]:
    """What is wrong with HTML files or folders of them. The checker's guesses about language are no errors."""
    checker = module("vnu-jar/build/dist/vnu.jar")
    return said_by(
        [program("java"), *_SHORT_RUN, "-Xss4m", "-jar", checker, "--errors-only", "--skip-non-html", *given]
    )


def test_no_page_of_the_demo_has_an_error(demo):
    code, said = faults(demo)

    assert code == 0, said


def test_an_error_is_found(tmp_path):
    """The claim above would hold for a checker that finds nothing, too."""
    page = '<!DOCTYPE html><html lang="en"><title>A</title><h1>A</h1><p id="a"><ul id="a"></ul></p>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")

    code, said = faults(tmp_path / "a.html")

    assert code == 1
    assert "Duplicate ID" in said
