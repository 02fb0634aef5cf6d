"""The second look by static embeddings. The package is an extra: here a stand-in with its interface, in `make relatedbench` the real one."""

import importlib.machinery
import sys
import types
from typing import ClassVar

import numpy as np
import pytest
from pelican.plugins.newsroom.__main__ import main
from pelican.plugins.related.document import Document
from pelican.plugins.related.engines import engine_of
from pelican.plugins.related.likeness import Likeness
from pelican.plugins.related.options import Options

from tests.conftest import builder

#: Words that mean the same stand at the same place.
MEANINGS = ("ship vessel boat", "rose flower", "law statute")


class Model:
    """Where a text stands: how often it speaks of each meaning."""

    loaded: ClassVar[list[dict]] = []

    @classmethod
    def load(cls, *, cache_dir, disable_download):
        cls.loaded.append({"cache_dir": cache_dir, "disable_download": disable_download})
        return cls()

    def embed(self, texts, *, norm, batch_size):
        assert norm
        assert batch_size == 1
        rows = [
            [1e-6 + sum(word in text.lower().split() for word in one.split()) for one in MEANINGS] for text in texts
        ]
        found = np.array(rows, np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.fixture
def wordllama(monkeypatch, tmp_path):
    module = types.ModuleType("wordllama")
    module.__file__ = str(tmp_path / "wordllama" / "__init__.py")
    module.__spec__ = importlib.machinery.ModuleSpec("wordllama", None)
    module.WordLlama = Model
    monkeypatch.setattr(Model, "loaded", [])
    monkeypatch.setitem(sys.modules, "wordllama", module)
    return module


def a_document(name: str, text: str, lang: str = "en") -> Document:
    return Document((name,), title="Of things", text=text, day=10.0, lang=lang)


def some(lang: str) -> list[Document]:
    """To words alone the second and third are as like the first; to who knows what words mean the third is nearer."""
    texts = (
        "a ship waits for cargo here",
        "a flower waits for cargo here",
        "a vessel waits for cargo here",
        "law of roses",
    )
    return [a_document(f"{lang}{n}", text, lang) for n, text in enumerate(texts)]


def order(engine, name: str) -> list[str]:
    return [match.key[0] for match in engine.ranked_all(3)[name,]]


@pytest.mark.usefixtures("wordllama")
def test_what_means_the_same_comes_before_what_only_sounds_alike():
    plain, again = Likeness(some("en")), engine_of(Options(rerank="wordllama"), some("en"))

    assert order(plain, "en0")[:2] == ["en1", "en2"]
    assert order(again, "en0")[:2] == ["en2", "en1"]


@pytest.mark.usefixtures("wordllama")
def test_nothing_is_downloaded(tmp_path):
    engine_of(Options(rerank="wordllama"), some("en")).ranked_all(3)

    assert Model.loaded == [{"cache_dir": tmp_path / "wordllama", "disable_download": True}]


@pytest.mark.usefixtures("wordllama")
def test_other_languages_keep_their_order():
    documents = [*some("en"), *some("sv")]

    again = engine_of(Options(rerank="wordllama"), documents).ranked_all(3)

    assert {key: one for key, one in again.items() if key[0].startswith("sv")} == Likeness(some("sv")).ranked_all(3)


@pytest.mark.usefixtures("wordllama")
def test_a_limit_cuts_after_the_second_look():
    assert [one.key for one in engine_of(Options(rerank="wordllama"), some("en")).ranked_all(1)["en0",]] == [("en2",)]


def test_without_the_package_it_is_said_and_the_site_is_built(tmp_path, capsys):
    """The tests' environment has no WordLlama."""
    site = builder(tmp_path)(
        "-- content/a.md --\nTitle: A\nDate: 2026-11-01\n\nText.\n", more='RELATED = {"rerank": "wordllama"}'
    )
    (tmp_path / "d.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")

    assert (
        'RELATED["rerank"] is "wordllama", and that package is not here; pip install "pelican-newsroom[embeddings]"'
        in site.log
    )
    assert main(["related", "rank", str(tmp_path / "d.jsonl"), "--rerank", "wordllama"]) == 2
    assert 'pip install "pelican-newsroom[embeddings]"' in capsys.readouterr().err
