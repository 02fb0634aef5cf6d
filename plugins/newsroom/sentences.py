"""The credit sentences: English here, the other languages in the catalogues."""

from collections.abc import Mapping
from types import MappingProxyType

from .words import Words

#: Relation -> sentence. `{source}` is where the names stand; `republished` takes one of three by what is known, `translated` one of two.
SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "republished": "This article was first published by {source} and is republished here.",
        "republished under": "This article was first published by {source} and is republished here under {license}.",
        "republished with permission": "This article was first published by {source} and is republished here with permission.",
        "wire": "{source}",
        "translated": "Translated from {language}. First published by {source}.",
        "translated from": "Translated. First published by {source}.",
        "with-partner": "Reported in partnership with {source}.",
        "based-on": "This article was originally reported by {source}.",
        "press-release": "Based on a press release from {source}.",
        "via": "First spotted at {source}.",
    }
)


def sentences_in(words: Words) -> Mapping[str, str]:
    """The sentences in a language, by relation; in English where no catalogue has an entry."""
    return {name: words(sentence, context=name) for name, sentence in SENTENCES.items()}
