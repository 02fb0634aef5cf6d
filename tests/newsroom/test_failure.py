import locale
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, TemplateSyntaxError, UndefinedError
from pelican.plugins.newsroom.failure import said


def error_of(do, kind):
    with pytest.raises(kind) as caught:
        do()
    return caught.value


def test_a_template_s_fault_has_its_file_and_line(tmp_path):
    (tmp_path / "page.html").write_text("<p>\n{{ one }\n", encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(tmp_path), autoescape=True)

    sentence = said(error_of(lambda: environment.get_template("page.html"), TemplateSyntaxError), [tmp_path])

    assert sentence.startswith("page.html:2: ")
    assert "Traceback" not in sentence


def test_a_fault_while_a_page_is_made_names_the_line_of_the_template(tmp_path):
    (tmp_path / "page.html").write_text("<p>\n\n{{ one.two.three }}\n", encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(tmp_path), autoescape=True)

    sentence = said(error_of(environment.get_template("page.html").render, UndefinedError), [tmp_path])

    assert sentence.startswith("page.html:3: ")


def test_a_fault_in_settings_has_its_file_and_line(tmp_path):
    settings = tmp_path / "pelicanconf.py"
    settings.write_text("A = 1\nB = [\n", encoding="utf-8")

    error = error_of(lambda: compile(settings.read_text(encoding="utf-8"), str(settings), "exec"), SyntaxError)

    assert said(error, [tmp_path]) == "pelicanconf.py:2: '[' was never closed"


def test_a_fault_in_a_plugin_is_named_with_its_kind(tmp_path):
    plugin = tmp_path / "tides.py"
    plugin.write_text("def high():\n    return {}['moon']\n", encoding="utf-8")
    names: dict = {}
    exec(compile(plugin.read_text(encoding="utf-8"), str(plugin), "exec"), names)  # noqa: S102 # our own two lines

    assert said(error_of(names["high"], KeyError), [tmp_path]) == "tides.py:2: KeyError: 'moon'"


def test_a_fault_elsewhere_is_a_sentence_all_the_same():
    environment = Environment(loader=DictLoader({"a": "{% extends 'b' %}"}), autoescape=True)

    sentence = said(error_of(environment.get_template("a").render, Exception), [Path("/nowhere")])

    assert sentence == 'the theme has no template "b", for which another one of it or TEMPLATE_PAGES asks'


def test_an_error_that_pelican_has_logged_is_named_by_its_cause(tmp_path):
    """With `--fatal` it raises one sentence for all of them."""

    def logged():
        try:
            {}["moon"]
        except KeyError:
            raise RuntimeError("Warning or error encountered")  # noqa: B904 # as Pelican does

    assert said(error_of(logged, RuntimeError), [tmp_path]) == "KeyError: 'moon'"
    assert said(RuntimeError("Warning or error encountered"), [tmp_path]) == "see the error above"


def test_a_list_that_the_theme_shows_in_pages_and_the_settings_do_not_is_said_with_its_remedy(tmp_path):
    (tmp_path / "index.html").write_text("{{ articles_page.object_list }}", encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(tmp_path), autoescape=True)

    sentence = said(error_of(environment.get_template("index.html").render, UndefinedError), [tmp_path])

    assert sentence.startswith("index.html:1: 'articles_page' is undefined; ")
    assert 'PAGINATED_TEMPLATES, as in {"index": None}' in sentence


def test_a_fault_in_the_template_of_an_installed_theme_has_its_line(tmp_path):
    """Of a theme that pip has brought nothing lies in the site's folder."""
    theme = tmp_path / "site-packages/harbour/templates"
    theme.mkdir(parents=True)
    (theme / "base.html").write_text("<p>\n{% for a, b, c in menu %}{% endfor %}", encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(theme), autoescape=True)

    sentence = said(
        error_of(lambda: environment.get_template("base.html").render(menu=[(1, 2)]), ValueError), [tmp_path / "site"]
    )

    assert sentence.startswith("harbour/templates/base.html:2: ValueError: not enough values")


@pytest.mark.parametrize(
    ("error", "words"),
    [(KeyError("JINJA_ENVIRONMENT"), 'write JINJA_ENVIRONMENT = {"extensions"'), (ModuleNotFoundError("No module named 'tides'"), "PLUGINS names"),
     (locale.Error("unsupported locale setting"), 'write LOCALE = ["C"]')],
)  # fmt: skip
def test_what_old_sites_die_of_is_said_with_its_remedy(error, words, tmp_path):
    assert words in said(error, [tmp_path])


@pytest.mark.parametrize("line", ["print 'tides'", "unicode('tides')", "'tides'.decode('utf-8')", "import urllib2"])
def test_code_of_python_2_is_said_to_be_that(tmp_path, line):
    plugin = tmp_path / "tides.py"
    plugin.write_text(f"{line}\n", encoding="utf-8")

    error = error_of(lambda: exec(compile(plugin.read_text(encoding="utf-8"), str(plugin), "exec"), {}), Exception)  # noqa: S102 # our own line

    assert said(error, [tmp_path]).startswith("tides.py:1: ")
    assert "written for Python 2" in said(error, [tmp_path])


def test_a_name_that_a_package_has_no_more_is_said_to_be_of_another_version(tmp_path):
    plugin = tmp_path / "tides.py"
    plugin.write_text("\nfrom markdown.util import high_water\n", encoding="utf-8")

    error = error_of(lambda: exec(compile(plugin.read_text(encoding="utf-8"), str(plugin), "exec"), {}), ImportError)  # noqa: S102 # our own line

    assert said(error, [tmp_path]).startswith("tides.py:2: ImportError: cannot import name 'high_water'")
    assert "another version of that package" in said(error, [tmp_path])


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("import tides_of_moss", "install the package that brings it"),
        ("from pelican.themes import moss", "install the package that brings it"),
        ("import docutils.utils.tides", "another version of that package"),
    ],
)
def test_what_is_not_installed_is_told_from_what_a_package_has_no_more(line, remedy):
    assert remedy in said(error_of(lambda: exec(line, {}), ImportError), [Path("/nowhere")])  # noqa: S102 # our own line


def test_what_typography_asks_for_is_named():
    error = ModuleNotFoundError("No module named 'smartypants'", name="smartypants")

    assert "TYPOGRIFY = False" in said(error, [Path("/nowhere")])


def test_a_tag_of_a_plugin_is_said_to_be_that():
    environment = Environment(loader=DictLoader({"a": "{% assets 'a.css' %}"}), autoescape=True)

    assert "as webassets does: name it in PLUGINS" in said(
        error_of(lambda: environment.get_template("a"), TemplateSyntaxError), [Path("/nowhere")]
    )


@pytest.mark.parametrize(
    ("error", "setting"),
    [
        (ZoneInfoNotFoundError("No time zone found with key Berlin"), "TIMEZONE"),
        (ValueError("You need to specify a path containing the content (see pelican --help)"), "PATH"),
    ],
)
def test_a_setting_of_which_a_build_dies_is_named(error, setting):
    assert f"; {setting} " in said(error, [])


def test_an_extension_for_an_older_markdown_is_told_as_one(tmp_path):
    """Liquid tags of old sites ended the build with the words of an exception."""
    error = TypeError("LiquidTags.extendMarkdown() missing 1 required positional argument: 'md_globals'")

    assert "written for Python-Markdown 2" in said(error, [tmp_path])


def test_a_theme_that_asks_for_words_in_other_languages_is_told_what_brings_them(tmp_path):
    assert "i18n_subsites" in said(UndefinedError("'gettext' is undefined"), [tmp_path])


def test_what_a_theme_takes_apart_as_pairs_is_said_to_be_that(tmp_path):
    (tmp_path / "page.html").write_text("{% for name, url in items %}{{ name }}{% endfor %}", encoding="utf-8")
    page = Environment(loader=FileSystemLoader(tmp_path), autoescape=True).get_template("page.html")

    sentence = said(error_of(lambda: page.render(items=[("Home", "/", "icon")]), ValueError), [tmp_path])

    assert "see what MENUITEMS, LINKS or SOCIAL holds" in sentence


def test_a_fault_of_an_installed_plugin_has_its_line_and_is_named_once(tmp_path):
    """ "AssertionError: AssertionError" was all that a site with a theme of somebody's was told."""
    file = tmp_path / "site-packages" / "moss" / "assets.py"
    file.parent.mkdir(parents=True)
    file.write_text("\ndef find():\n    assert False\n", encoding="utf-8")
    names: dict = {}
    exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), names)  # noqa: S102 # our own lines

    sentence = said(error_of(names["find"], AssertionError), [Path("/nowhere")])

    assert sentence == "moss/assets.py:3: AssertionError"
