"""One address for each type of page that a built demo holds."""

from pathlib import Path

#: Fixed addresses. What a switched-off plugin does not write is left out.
FIXED = {
    "home": "/",
    "category": "/category/economy/",
    "tag": "/tag/statistics/",
    "source": "/source/harbour-gazette/",
    "author": "/author/mara-lindqvist/",
    "categories": "/categories/",
    "tags": "/tags/",
    "sources": "/sources/",
    "authors": "/authors/",
    "archives": "/archives/",
    "year": "/2026/",
    "corrections": "/corrections/",
    "credit": "/how-we-credit/",
    "about": "/about/",
    "not-found": "/404.html",
    "search": "/search/",
    "glossary": "/glossary/",
    "storylines": "/storylines/",
}
#: What must be in a story for it to stand for its type; the first by its address is taken.
STORIES = {
    "article": ("data-corrections=", "data-relation="),
    "plain-article": ("<table", 'class="quote pull"'),
    "german-article": ('<html lang="de"',),
    "arabic-article": ('<html lang="ar"',),
    "withdrawn": ("This story was withdrawn",),
}
#: The first page found below a folder.
FIRST_BELOW = {"storyline": "storyline/*/index.html", "republish": "**/republish/index.html"}

#: Every type of page that the demo must hold: a test of it fails, and is not passed over, when it does not.
NAMES = sorted((*FIXED, *STORIES, *FIRST_BELOW))


def page_types(output: Path) -> dict[str, str]:
    """Name -> address, for what is there."""
    found = {name: address for name, address in FIXED.items() if _file(output, address).is_file()}
    for name, pattern in FIRST_BELOW.items():
        for path in sorted(output.glob(pattern))[:1]:
            found[name] = _address(output, path)
    stories = sorted((*output.glob("20*/*/*/index.html"), *output.glob("*/20*/*/*/index.html")))
    texts = {path: path.read_text(encoding="utf-8") for path in stories}
    for name, signs in STORIES.items():
        for path in [path for path, text in texts.items() if all(sign in text for sign in signs)][:1]:
            found[name] = _address(output, path)
    return found


def _file(output: Path, address: str) -> Path:
    return output / address.lstrip("/") / ("index.html" if address.endswith("/") else "")


def _address(output: Path, file: Path) -> str:
    return f"/{file.parent.relative_to(output).as_posix()}/"
