"""Whether a page hangs on all code of the plugins, and on nothing that lies beside it."""

import sys
from types import ModuleType

import pytest
from pelican.plugins.incremental.digests import Digester
from pelican.plugins.incremental.guard import guard_of


def code_of(*plugins):
    return guard_of({"PLUGINS": plugins}, Digester())["plugins"]


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """The folder of one that is loaded."""
    folder = tmp_path / "beside"
    (folder / "deep" / "er").mkdir(parents=True)
    for name in ("__init__.py", "deep/er/code.py", "deep/words.po", "README.md"):
        (folder / name).write_text(f"# {name}\n", encoding="utf-8")
    module = ModuleType("beside")
    module.__file__ = str(folder / "__init__.py")
    monkeypatch.setitem(sys.modules, "beside", module)
    return folder


@pytest.mark.parametrize("name", ["__init__.py", "deep/er/code.py", "deep/words.po", "new.py", "deep/new.po"])
def test_a_change_of_code_or_catalogues_is_another_answer(plugin, name):
    before = code_of("beside")
    (plugin / name).write_text("changed = 1\n", encoding="utf-8")

    assert code_of("beside") != before


@pytest.mark.parametrize("name", ["__init__.py", "deep/er/code.py"])
def test_so_is_a_file_that_has_another_name(plugin, name):
    before = code_of("beside")
    (plugin / name).rename((plugin / name).with_name("other.py"))

    assert code_of("beside") != before


def test_what_is_no_code_is_none_of_it(plugin):
    before = code_of("beside")
    (plugin / "README.md").write_text("changed\n", encoding="utf-8")
    (plugin / "deep" / "__pycache__").mkdir()
    (plugin / "deep" / "__pycache__" / "code.cpython-311.pyc").write_bytes(b"compiled")

    assert code_of("beside") == before


def test_a_plugin_of_one_file_is_that_file(tmp_path, monkeypatch):
    module = ModuleType("alone")
    module.__file__ = str(tmp_path / "alone.py")
    monkeypatch.setitem(sys.modules, "alone", module)
    (tmp_path / "alone.py").write_text("a = 1\n", encoding="utf-8")
    before = code_of("alone")
    (tmp_path / "neighbour.py").write_text("b = 1\n", encoding="utf-8")

    assert code_of("alone") == before

    (tmp_path / "alone.py").write_text("a = 2\n", encoding="utf-8")

    assert code_of("alone") != before


def test_it_is_the_same_wherever_the_plugin_lies(plugin, tmp_path, monkeypatch):
    before = code_of("beside")
    plugin.rename(tmp_path / "elsewhere")
    monkeypatch.setattr(sys.modules["beside"], "__file__", str(tmp_path / "elsewhere" / "__init__.py"))

    assert code_of("beside") == before
    assert code_of("beside") != code_of()
