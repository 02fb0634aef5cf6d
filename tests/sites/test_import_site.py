"""A pasted article becomes a page: imported, dated, built."""

import sys

from ..conftest import run
from ..importers.test_text import PASTED


def test_a_pasted_article_becomes_a_page_with_its_source(newsroom, build, tmp_path):
    (tmp_path / "pasted.txt").write_text(PASTED, encoding="utf-8")

    imported = newsroom("import", "pasted.txt", "--from", "text")
    again = newsroom("import", "pasted.txt", "--from", "text")
    file = tmp_path / imported.stdout.strip()
    undated = build("")
    file.write_text(
        file.read_text(encoding="utf-8").replace("authors:", "date: 2026-11-20\nauthors:"), encoding="utf-8"
    )
    site = build("")

    assert imported.returncode == 0
    assert "date: not in the text" in imported.stderr
    assert again.returncode == 0
    assert "1 unchanged" in again.stderr
    assert undated.code == 1
    assert "E00 the date is missing" in undated.log
    assert site.code == 0, site.log
    ours = "https://news.example/2026/11/harbour-dug-again/"
    for address in (
        "/category/city-affairs/",
        "/category/shipping/",
        "/source/harbour-gazette/",
        "/author/r-adeyemi/",
        "/tag/harbours/",
    ):
        assert ours in site.links(address), address
    text = site.page("/2026/11/harbour-dug-again/").get_text(" ")
    assert text.count("This article was originally reported by") == 1


def test_the_next_step_is_named_where_there_is_no_site_yet_and_where_the_order_of_words_is_another(tmp_path):
    (tmp_path / "pasted.txt").write_text(PASTED, encoding="utf-8")
    command = [sys.executable, "-m", "pelican.plugins.newsroom", "import"]

    done = run([*command, "pasted.txt"], tmp_path)
    (tmp_path / "pelicanconf.py").touch()
    again = run([*command, "pasted.txt"], tmp_path)
    swapped = run([*command, "hugo", "../old"], tmp_path)

    assert "now run `newsroom start`, which makes this folder a site, then `newsroom check`" in done.stderr
    assert "now run `newsroom check`" in again.stderr
    assert (swapped.returncode, "there is no hugo; what it holds is said as --from hugo" in swapped.stderr) == (2, True)
