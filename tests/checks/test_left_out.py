"""Pages that the sitemap forgets where it names the others of their folder."""

import shutil

import pytest

from tests.checks.planting import findings

NAMES = ("ann-bee", "cee-dee", "dee-eff", "eve-gee")


@pytest.fixture
def site(built, tmp_path):
    """What is found of pages of authors in the site with four of them, of which the sitemap names some."""

    def made(*named: str):
        output = tmp_path / "output"
        shutil.copytree(built.output, output)
        page = (output / "author/ann-bee/index.html").read_text("utf-8")
        for name in NAMES:
            (output / f"author/{name}").mkdir(exist_ok=True)
            (output / f"author/{name}/index.html").write_text(
                page.replace("author/ann-bee/", f"author/{name}/"), "utf-8"
            )
        part = output / "sitemap-1.xml"
        before, _, after = part.read_text("utf-8").partition("</urlset>")
        kept = [one for one in before.split("<url>") if "/author/" not in one]
        urls = (f"<loc>https://news.example/author/{name}/</loc></url>" for name in named)
        part.write_text("<url>".join((*kept, *urls)) + "</urlset>" + after, "utf-8")
        return [one for one in findings(output) if "sitemap.xml: /author/" in one]

    return made


def test_the_one_of_four_that_is_not_named_is_told(site):
    assert site("ann-bee", "cee-dee", "dee-eff") == ["E06 sitemap.xml: /author/eve-gee/ is missing"]


@pytest.mark.parametrize("named", [NAMES, (), ("ann-bee", "cee-dee")])
def test_a_folder_of_which_all_none_or_half_are_named_is_left_alone(site, named):
    assert site(*named) == []
