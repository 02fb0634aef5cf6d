"""The theme and the plugins that settings name and that are not there."""

from pelican.plugins.newsroom.lacking import lacking

SETTINGS = """
PATH = "content"
THEME = "themes/moss"
PLUGIN_PATHS = ["old-plugins"]
PLUGINS = [
    "here", "tides",
    "liquid_tags.moon",
    "pelican.plugins.newsroom", "sitemap_of_moss",
]
"""


def found(folder, text=SETTINGS, own=None):
    file = folder / "pelicanconf.py"
    file.write_text(text, encoding="utf-8")
    names: dict = {}
    exec(text, names)  # noqa: S102 # our own lines
    return lacking(str(file), own or names)


def test_the_theme_and_all_plugins_that_are_not_there_are_named_at_once(tmp_path):
    (tmp_path / "old-plugins").mkdir()
    (tmp_path / "old-plugins" / "here.py").write_text("", encoding="utf-8")

    theme, plugins = found(tmp_path)

    assert theme.startswith(
        "pelicanconf.py:3: there is no theme themes/moss; copy that folder there, or write THEME = "
    )
    assert plugins.startswith(
        "pelicanconf.py:6: neither installed nor in PLUGIN_PATHS: tides, liquid_tags.moon, sitemap_of_moss; "
    )
    assert "pip install pelican-tides" in plugins


def test_what_is_there_is_not_named(tmp_path):
    (tmp_path / "themes" / "moss").mkdir(parents=True)

    assert found(tmp_path, 'THEME = "themes/moss"\nPLUGINS = ["pelican.plugins.newsroom", "newsroom"]\n') == ()
    assert found(tmp_path, 'THEME = "simple"\n') == ()
    assert found(tmp_path, "PLUGINS = None\n") == ()


def test_a_plugin_that_was_given_as_a_module_is_there(tmp_path):
    assert found(tmp_path, "PLUGINS = []\n", {"PLUGINS": [tmp_path], "PLUGIN_PATHS": "old"}) == ()


def test_a_folder_that_git_has_not_fetched_is_said_to_be_that(tmp_path):
    (tmp_path / ".gitmodules").write_text(
        '[submodule "a"]\n\tpath = themes\n\turl = https://git.example/a\n[submodule "b"]\n\tpath = old-plugins\n',
        encoding="utf-8",
    )

    theme, plugins = found(tmp_path)

    assert "; `git submodule update --init` fetches that folder, or write THEME" in theme
    assert "; `git submodule update --init` fetches that folder, or take their names out of PLUGINS" in plugins


def test_a_slip_in_the_name_of_one_of_ours_is_told_as_that(tmp_path):
    (said,) = found(tmp_path, 'PLUGINS = ["pelican.plugins.relatd"]\n')
    (other,) = found(tmp_path, 'PLUGINS = ["pelican.plugins.moonlight_of_moss"]\n')

    assert "; did you mean pelican.plugins.related?" in said
    assert "`pip install pelican-moonlight-of-moss`" in other
