"""The credit sentences: every language says all of them, with the same blanks to fill."""

import re
from datetime import date

import pytest
from pelican.plugins.newsroom.credit import credit_of
from pelican.plugins.newsroom.registry import Registries
from pelican.plugins.newsroom.sentences import SENTENCES, sentences_in
from pelican.plugins.newsroom.story import RELATIONS, Source, Story
from pelican.plugins.newsroom.words import words_in

LANGUAGES = ("de", "fr", "es", "uk", "ar")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_has_every_sentence_with_its_blanks(lang):
    for name, sentence in sentences_in(words_in(lang)).items():
        assert re.findall(r"\{\w+\}", sentence) == sorted(
            re.findall(r"\{\w+\}", SENTENCES[name]), key=sentence.index
        ), name
        assert sentence != SENTENCES[name] or name == "wire"


def test_a_language_without_a_catalogue_is_credited_in_english():
    assert sentences_in(words_in("fi")) == sentences_in(words_in("en-GB")) == SENTENCES
    assert sentences_in(words_in("../de")) == SENTENCES


@pytest.mark.parametrize("lang", [*LANGUAGES, "en"])
@pytest.mark.parametrize("relation", RELATIONS)
def test_names_are_joined_as_the_language_joins_them(lang, relation):
    sources = tuple(
        Source(name, name.lower(), relation, lang="nl", published=date(2026, 1, 1)) for name in ("Eins", "Zwei", "Drei")
    )
    text = credit_of(Story("a.md", "a", "A", lang=lang, sources=sources), Registries()).text

    assert all(name in text for name in ("Eins", "Zwei", "Drei"))
    assert "{" not in text
    assert {"de": "Zwei und Drei", "en": "Zwei and Drei", "uk": "Zwei і Drei"}.get(lang, "Drei") in text
