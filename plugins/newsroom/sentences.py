"""The credit sentences in every language: English here, the others in gettext catalogues, `locale/*.po`."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

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


@cache
def sentences_in(lang: str) -> Mapping[str, str]:
    """The sentences in a language, by relation; in English where there is no catalogue, or no entry in it."""
    base = lang.replace("_", "-").split("-", maxsplit=1)[0].lower()
    file = resources.files(__package__ or "").joinpath("locale", f"{base}.po")
    if base == "en" or not base.isalpha() or not file.is_file():
        return SENTENCES
    from babel.messages.pofile import read_po

    with file.open("rb") as text:
        catalogue = read_po(text, locale=base)
    found = {name: catalogue.get(sentence, context=name) for name, sentence in SENTENCES.items()}
    return {
        name: str(entry.string) if (entry := found[name]) and entry.string else SENTENCES[name] for name in SENTENCES
    }
