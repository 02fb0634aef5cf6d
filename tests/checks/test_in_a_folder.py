"""A site that lies in a folder of its host."""

import pytest
from pelican.plugins.checks.audit import redirects
from pelican.plugins.checks.built_site import BuiltSite


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("/paper/old/ /paper/about/ 301", ""),
        ("/paper/old/ https://news.example/paper/about/ 301", ""),
        ("/paper/old/ /elsewhere/ 301", ""),
        ("/paper/old/ /paper/nowhere/ 301", "the redirect to /paper/nowhere/ leads nowhere"),
        ("/paper/old/ /paper/moved/ 301", "the redirect to /paper/moved/ leads to another redirect"),
    ],
)
def test_redirects_are_followed_there(line, wrong, tmp_path):
    for name, refresh in (
        ("about", ""),
        ("moved", '<meta http-equiv="refresh" content="0; url=https://news.example/paper/about/">'),
    ):
        (tmp_path / name).mkdir()
        canonical = f'<link rel="canonical" href="https://news.example/paper/{name}/">' if not refresh else ""
        (tmp_path / name / "index.html").write_text(
            f'<html lang="en"><head><title>x</title>{canonical}{refresh}</head><body></body></html>'
        )
    (tmp_path / "_redirects").write_text(f"{line}\n")

    assert [one.message for one in redirects(BuiltSite(tmp_path))] == ([wrong] if wrong else [])
