"""The theme's files lie at an address that changes with them, and only with them."""

import pytest
from pelican.plugins.headers import server_files
from pelican.plugins.headers.fingerprint import digest_of, is_written_out


@pytest.fixture
def theme(tmp_path):
    for file, text in (
        ("static/js/a.js", "1"),
        ("static/css/b.css", "2"),
        ("templates/base.html", "{{ THEME_STATIC_DIR }}/js/a.js"),
    ):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    return tmp_path


def test_it_changes_with_a_byte_and_with_a_name_and_with_nothing_else(theme):
    before = digest_of(theme, ["static"])
    (theme / "templates/base.html").write_text("other")
    assert digest_of(theme, ["static"]) == before

    (theme / "static/js/a.js").write_text("3")
    changed = digest_of(theme, ["static"])
    (theme / "static/js/a.js").rename(theme / "static/js/c.js")

    assert len({before, changed, digest_of(theme, ["static"])}) == 3
    assert digest_of(theme, ["nowhere"]) == ""


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ('<script src="/theme/js/a.js">', True),
        ("url(theme/a.css)", True),
        ("a theme/b", False),
        ("{{ THEME_STATIC_DIR }}/a", False),
    ],
)
def test_a_theme_that_writes_its_folder_out_keeps_it(theme, text, is_so):
    (theme / "node_modules/fraction.js").mkdir(parents=True)
    (theme / "templates/base.html").write_text(text)

    assert is_written_out("theme", [theme]) is is_so


def test_what_lasts_is_kept_a_year_and_everything_else_a_minute():
    given = {"X-Content-Type-Options": "nosniff"}, ["pictures", "theme/a.b"], "https://a.example/news", 60

    nginx, caddy, netlify = (make(*given) for make in (server_files.nginx, server_files.caddy, server_files.netlify))

    assert (
        'if ($uri ~ "^/news/(pictures|theme/a\\.b)/") { set $newsroom_keep "public, max-age=31536000, immutable"; }'
        in nginx
    )
    assert 'set $newsroom_keep "public, max-age=60, must-revalidate";' in nginx
    assert "@newsroom_kept path /news/pictures/* /news/theme/a.b/*" in caddy
    assert 'header @newsroom_fresh Cache-Control "public, max-age=60, must-revalidate"' in caddy
    assert netlify.count("Cache-Control") == 2
    assert "/news/theme/a.b/*\n  Cache-Control: public, max-age=31536000, immutable\n" in netlify
