"""A pasted article becomes a page: imported, dated, built."""

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
