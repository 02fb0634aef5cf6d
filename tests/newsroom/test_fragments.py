"""Pieces of pages are made once, and a listener hears of a finished one what it heard when it was made."""

from collections.abc import Hashable
from typing import Any

import pytest
from pelican.plugins.newsroom.fragments import Fragments


class Recorder:
    """Notes questions by the page, or the piece, that is being made."""

    def __init__(self) -> None:
        self.open: list[list[str]] = [[]]
        self.keys: dict[bytes, tuple[Hashable, ...]] = {}
        self.shelf: dict[tuple[Hashable, ...], tuple[Any, Any]] = {}
        """What an earlier build has made."""

    def begin(self) -> None:
        self.open.append([])

    def end(self) -> Any:
        return self.open.pop()

    def again(self, asked: Any) -> None:
        self.open[-1] += asked

    def mark(self, key: tuple[Hashable, ...], _make: Any) -> bytes:
        mark = repr(key).encode()
        self.keys[mark] = key
        return mark

    def kept(self, mark: bytes) -> tuple[Any, Any] | None:
        return self.shelf.get(self.keys[mark])

    def keep(self, mark: bytes, html: Any, asked: Any) -> None:
        self.shelf[self.keys[mark]] = html, asked

    def ask(self, question: str) -> str:
        self.open[-1].append(question)
        return question

    def page(self) -> list[str]:
        self.open, (asked,) = [[]], self.open
        return asked


def test_a_piece_is_made_once_for_each_key() -> None:
    made: list[str] = []
    fragments = Fragments()

    def piece(lang: str) -> str:
        return fragments.once("foot", lang, caller=lambda: made.append(lang) or f"<footer lang={lang}>")

    assert [piece("en"), piece("de"), piece("en")] == ["<footer lang=en>", "<footer lang=de>", "<footer lang=en>"]
    assert made == ["en", "de"]


def test_every_page_that_takes_a_piece_has_asked_what_the_piece_asked() -> None:
    fragments, recorder = Fragments(), Recorder()
    fragments.listener = recorder

    def page(title: str) -> list[str]:
        recorder.ask(title)
        fragments.once("list", caller=lambda: recorder.ask("order") + card("a") + card("b"))
        card("a")
        return recorder.page()

    def card(name: str) -> str:
        return str(fragments.once("card", name, caller=lambda: recorder.ask(f"title of {name}")))

    of_list = ["order", "title of a", "title of b"]
    assert page("first") == ["first", *of_list, "title of a"]
    assert page("second") == ["second", *of_list, "title of a"]


def test_a_piece_that_fails_is_not_kept_and_leaves_the_page_its_questions() -> None:
    fragments, recorder = Fragments(), Recorder()
    fragments.listener = recorder
    recorder.ask("title")

    def fail() -> None:
        recorder.ask("lost")
        raise KeyError("broken")

    with pytest.raises(KeyError, match="broken"):
        fragments.once("card", caller=fail)

    assert fragments.once("card", caller=lambda: "mended") == "mended"
    assert recorder.page() == ["title"]
    assert recorder.shelf == {("card",): ("mended", [])}


def test_a_piece_of_an_earlier_build_is_taken_and_asks_what_it_asked_then() -> None:
    recorder = Recorder()
    for _ in range(2):
        fragments = Fragments()
        fragments.listener = recorder
        assert fragments.once("card", "a", caller=lambda: recorder.ask("title of a")) == "title of a"
        assert recorder.page() == ["title of a"]

    again = Fragments()
    again.listener = recorder
    assert again.once("card", "a", caller=lambda: 1 / 0) == "title of a"
    assert recorder.page() == ["title of a"]
