"""What readers of a story see, against what machines are told: its name in the browser, its picture's caption, credit and licence. Pure."""

import re
from collections.abc import Iterator, Mapping

from .surfaces import Article, license_address, license_names, mappings, words

_SIGNS = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")


def shown_otherwise(article: Article) -> Iterator[str]:
    """In words, what is shown otherwise."""
    page = article.page
    title, headline = _plain(page.title), _plain(page.headline)
    if title and headline and headline not in title and not _is_cut(title, headline):
        yield f'its <title> is "{page.title[:80]}", and its headline "{page.headline[:80]}"'
    image = next(iter(mappings(article.node.get("image"))), None)
    if image and page.picture:
        yield from _picture(_plain(page.picture), image)


def _is_cut(title: str, headline: str) -> bool:
    """Whether a long headline stands there as far as there is room."""
    begun = re.split(r"\u2026|\.\.\.", title)[0].strip()
    return begun != title and len(begun) > 20 and headline.startswith(begun)


def _picture(shown: str, image: Mapping[str, object]) -> Iterator[str]:
    for name, said in (("caption", "caption"), ("creditText", "credit")):
        if (told := _plain(words(image.get(name)))) and told not in shown:
            yield f'the {said} of the picture in JSON-LD is "{told[:80]}", which is not shown below it'
    told = license_address(image.get("license"))
    named = {license_address(one) for one in license_names(shown)}
    if named and told not in named:
        yield f"the licence of the picture in JSON-LD is {told or 'none'}, and another is shown below it"
    elif told and not named and "creativecommons.org" in told and told not in shown:
        yield f"the licence of the picture in JSON-LD is {told}, which is not shown below it"


def _plain(text: str) -> str:
    return words(text).translate(_SIGNS)
