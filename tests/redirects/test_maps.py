"""The forms in which hosts read redirects."""

from pelican.plugins.newsroom.places import Redirect
from pelican.plugins.newsroom.words import words_in
from pelican.plugins.redirects import maps

from ..conftest import write

PLAIN = Redirect("2019/old/", "2020/01/new/", "2019/old/index.html")
ODD = Redirect('tag/"a$b*:ü/', "tag/ü/", "x")


def test_a_page_leads_on_without_a_script():
    page = maps.page(PLAIN, "https://news.example/desk", words_in("en"))

    assert '<meta http-equiv="refresh" content="0; url=https://news.example/desk/2020/01/new/">' in page
    assert '<a href="https://news.example/desk/2020/01/new/">' in page


def test_a_page_escapes_what_it_leads_to():
    assert "<script" not in maps.page(
        Redirect("a/", '"><script>/', "a/index.html"), "https://news.example", words_in("en")
    )


def test_netlify_s_map_keeps_the_path_of_the_site():
    assert maps.netlify([PLAIN], "https://news.example/desk") == "/desk/2019/old/ /desk/2020/01/new/ 301\n"


def test_signs_that_mean_something_to_a_host_are_quoted():
    line = maps.netlify([ODD], "https://news.example")

    assert line == "/tag/%22a%24b%2A%3A%C3%BC/ /tag/%C3%BC/ 301\n"


def test_nginx_compares_the_decoded_path():
    assert maps.nginx([ODD], "https://news.example") == 'location = "/tag/\\"a$b*:ü/" { return 301 "/tag/%C3%BC/"; }\n'


QUERY = Redirect("?p=41", "2020/01/new/", "?p=41/index.html")


def test_an_address_with_a_query_is_written_as_each_host_asks_for_it():
    site = "https://news.example"

    assert maps.netlify([QUERY], site) == "/ p=41 /2020/01/new/ 301\n"
    assert maps.nginx([QUERY], site) == 'if ($request_uri = "/?p=41") { return 301 "/2020/01/new/"; }\n'
    assert (
        maps.caddy([QUERY], site) == '@old0 {\n\tpath "/"\n\tquery "p=41"\n}\nredir @old0 "/2020/01/new/" permanent\n'
    )


def test_caddy_s_map():
    assert maps.caddy([PLAIN], "https://news.example") == 'redir "/2019/old/" "/2020/01/new/" permanent\n'


def test_more_redirects_than_a_host_obeys_are_told(tmp_path, newsroom):
    lines = "".join(f"old-{number}/: about/\n" for number in range(2_001))
    page = "-- content/pages/about.md --\n---\ntitle: About\n---\nText.\n"
    write(tmp_path, f"{page}-- content/data/redirects.yaml --\n{lines}")

    ran = newsroom("check")

    assert (
        "W27 /_redirects has 2,001 rules, of which Cloudflare Pages obeys 2,000; there the pages at the old"
        in ran.stdout
    )
