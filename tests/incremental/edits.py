"""What may happen to a site between two builds: small edits of its files, each with a seed of its own.

An edit looks at the files that are there and changes some of them, so that any of a row can be left out and the others still mean something.
"""

import os
import random
import re
import shutil
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TAGS = ("trams", "harbours", "tides", "councils", "moons", "ports", "Sea Law", "ärger")
CATEGORIES = ("Alderhaven", "Science", "Democracy", "Water")
AUTHORS = ("Ada Reyes", "Jun Watanabe", "Ines Caldeira", "ada-reyes")
SENTENCES = (
    "The harbour was quiet at noon.", "A *tram* came, and [nobody](https://example.org/nobody) took it.", "The quay is a wall of stone.",
    "Tides come twice a day, and the council knows it.", "> Nothing is decided.", "## What comes next", "- one\n- two", "A price of 1,200 - as before.",
    "```python\ncode = 1\n```", "| a | b |\n|---|---|\n| 1 | 2 |", "A note.[^1]\n\n[^1]: Its text.", "See [the file]({attach}/images/dot.png).",
    "![A dot]({static}/images/dot.png)", "Said **twice** by Ada Reyes.", "<!--more-->", '<img class="image-process-thumb" src="{static}/images/dot.png" alt="A dot">', "Ein Satz auf Deutsch, mit Umlauten: äöü.",
)  # fmt: skip
_SOURCE = (
    "[{source: %s, url: 'https://gazette.example.org/%d', title: A gate, relation: based-on, published: 2026-10-01}]"
)
#: Key of a header -> values it may get; None takes it away.
FACTS: Mapping[str, Sequence[str | None]] = {
    "title": ("The tram comes back", "A title, and a longer one: with marks", "Tides & ports", "Quay <b>", "The tram comes back"),
    "deck": ("Another deck.", "A deck that is long enough to be of some use to a reader of it.", None),
    "summary": ("A summary.", None),
    "slug": ("other-slug", "tram", None),
    "date": ("2026-11-10 09:00", "2026-11-23 11:59", "2026-11-24 08:00", "2025-03-01", "2026-11-10 09:00"),
    "modified": ("2026-11-22", "2026-11-20 10:00", None),
    "categories": ("[Alderhaven]", "[Science, Democracy]", "[Water]", "[Democracy, Alderhaven]", None),
    "tags": ("[trams]", "[tides, moons]", "[harbours, ports]", "[trams, tides, councils, harbours]", "[]", "[Sea Law]", None),
    "authors": ("[Ada Reyes]", "[Jun Watanabe, Ada Reyes]", "[Somebody Else]", None),
    "type": ("explainer", "report", "opinion", "live", None),
    "status": ("draft", "published", "hidden", "withdrawn", "skip", None, None),
    "embargo": ("2026-11-24T08:00+00:00", "2026-11-23T11:00+00:00", "2026-12-01T06:00+01:00", None, None),
    "expires": ("2026-11-24", "2027-01-01", None, None),
    "review_by": ("2026-11-24", None),
    "image": ("{src: /images/dot.png, alt: A dot, credit: Ada Reyes}", "{src: /images/two.png, alt: Two dots, credit: Ada Reyes, license: CC-BY-4.0}", "{src: /images/none.png, alt: Nothing}", None),
    "storyline": ("tram", "Harbour works", None),
    "related": ("[vote, ferry]", "[tide]", "[nothing-of-this-name]", None),
    "related_exclude": ("[ferry]", None),
    "sources": (_SOURCE % ("harbour-gazette", 1), _SOURCE % ("Northern Wire", 2), _SOURCE % ("harbour-gazette", 3), None),
    "corrections": ("[{date: 2026-11-20, text: An earlier version named the wrong quay.}]", "[{date: 2026-11-21, kind: update, text: More is known.}]", None),
    "key_points": ("[One point., Another point.]", None),
    "lang": ("de", "en", None, None),
    "translation_of": ("vote", None),
    "aliases": ("[old-slug]", "[old/place/]", None),
    "license": ("CC-BY-4.0", None),
    "toc": ("false", None),
    "template": ("page", None, None),
    "glossary": ("[quay]", None),
    "series": ("Water", "Rails", None),
    "series_index": ("1", "2", None),
    "unheard_of": ("something", None),
}  # fmt: skip
REGISTRIES: Mapping[str, Mapping[str, Sequence[str | None]]] = {
    "tags": {
        "trams": ("{name: trams, description: Rails in the street.}", "{name: Trams, description: Rails.}", "{name: trams, aliases: [ports]}"),
        "harbours": ("{name: harbours, aliases: [ports]}", "{name: havens, aliases: [harbours, ports]}", None),
        "moons": ("{name: moons, description: Above.}", "{name: moons}", None),
        "councils": ("{name: councils}", None),
        "tides": ("{name: tides, parent: moons}", "{name: tides}"),
    },
    "authors": {
        "ada-reyes": ("{name: Ada Reyes, bio: Ada writes about water., role: Harbour writer}", "{name: Ada Reyes, role: Editor}", "{name: Ada Reyes-Bay, aliases: [Ada Reyes]}"),
        "jun-watanabe": ("{name: Jun Watanabe}", "{name: Jun Watanabe, bio: Jun draws maps.}", None),
    },
    "sources": {
        "harbour-gazette": ("{name: Harbour Gazette, url: 'https://gazette.example.org/', allowed: [based-on, via]}", "{name: The Gazette, aliases: [Harbour Gazette], url: 'https://gazette.example.org/', description: A paper., allowed: [based-on]}"),
        "northern-wire": ("{name: Northern Wire, url: 'https://wire.example.org/', allowed: [based-on]}", None),
    },
    "storylines": {
        "tram": ("{name: Tram, description: The line to Saltmarsh., status: open}", "{name: The tram, description: The line., status: closed}"),
        "harbour-works": ("{name: Harbour works, description: What is built., status: open}", None),
    },
    "glossary": {
        "quay": ("{name: quay, definition: A wall that ships lie at.}", "{name: quay, definition: A wall.}", None),
        "tide": ("{name: tide, aliases: [tides], definition: Water that comes and goes.}", None),
    },
    "categories": {
        "science": ("{name: Science, description: How we know.}", "{name: Science}"),
        "water": ("{name: Water, parent: science}", "{name: Water, description: All of it.}", None),
        "democracy": ("{name: Democracy}", "{name: Votes, aliases: [Democracy]}"),
        "alderhaven": ("{name: Alderhaven}",),
    },
    "front": {"lead": ("tram", "tide", None), "pinned": ("[vote]", "[ferry, tide]", None), "sections": ("[science, democracy]", None)},
}  # fmt: skip
#: Setting -> Python of values it may get; None takes it away, which leaves the house's.
SETTINGS: Mapping[str, Sequence[str | None]] = {
    "SITENAME": ("'Another name'", "'The Harbour'", None),
    "SITEURL": ("'https://other.example'", None),
    "DEFAULT_PAGINATION": ("2", "3", "False", None),
    "MENUITEMS": ("[('About', 'about/')]", None),
    "DEFAULT_LANG": ("'de'", None),
    "TIMEZONE": ("'Europe/Kyiv'", None),
    "NEWEST_FIRST_ARCHIVES": ("False", None),
    "SUMMARY_MAX_LENGTH": ("5", None),
    "FEED_MAX_ITEMS": ("2", None),
    "FEED_ALL_ATOM": ("'feeds/everything.xml'", "None", None),
    "TAG_SAVE_AS": ("''", None, None),
    "TAG_FEED_ATOM": ("'feeds/of/{slug}.xml'", None),
    "ARTICLE_ORDER_BY": ("'title'", None),
    "STATIC_PATHS": ("['images', 'extra']", "[]", None),
    "RELATIVE_URLS": ("True", None),
    "DELETE_OUTPUT_DIRECTORY": ("True",),
    "TYPOGRIFY": ("False",),
    "MARKDOWN_ENGINE": ("'python'", None),
    "NEWSROOM": ("{'locale': 'words', 'preview': False}", "{'preview': True, 'locale': 'words'}", "{'age_months': 1}", None),
    "DEFAULT_DATE": ("(2026, 1, 2)", None),
    "DEFAULT_METADATA": ("{'authors': 'The Desk'}", None),
    "EXTRA_PATH_METADATA": ("{'images/dot.png': {'path': 'dot.png'}}", None),
}  # fmt: skip
OPTIONS: Mapping[str, Sequence[str | None]] = {
    "RELATED": ("{'limit': 2}", "{'limit': 4, 'threshold': 0.0}", "{'at_least': 0}", None),
    "TAXONOMY": ("{'feeds': False}", "{'thin': 1}", None),
    "STORYLINES": ("{'around': 1}", "{'days': 2}", "{'feed': ''}", None),
    "GLOSSARY": ("{'mark': False}", None),
    "FEEDS": ("{'content': 'summary'}", "{'formats': []}", "{'term_formats': ['json']}", "{'look': False}", None),
    "REDIRECTS": ("{'pages': False}", "{'nginx': True}", None),
    "ATTRIBUTION": ("{'sources_url': 'outlets/'}", "{'reserve_rights': True}", None),
    "REPUBLISH": ("{'pages': False}", None),
    "OFFLINE": ("{'enabled': True}", None),
    "HEADERS": ("{'fingerprint': False}", "{'caddy': True}", None),
    "IMAGES": ("{'widths': [360], 'formats': ['webp']}", None),
    "THEMING": ("{'home': ['latest', 'lead']}", "{'tokens': 'data/tokens.css'}", None),
    "COMMENTS": ("{'provider': ''}", None),
    "PLUGINS": ("[one for one in PLUGINS if not one.endswith('related')]", "[one for one in PLUGINS if not one.endswith(('storylines', 'glossary'))]", None),
}  # fmt: skip
#: Templates by the names under which others take them in.
_TAKEN_IN = re.compile(r"{%-? *(?:include|import|from|extends) *[\"'](?:!theme/|!simple/)?([^\"']+)[\"']")
_STORED = (".cache", "output")
_BROKEN = ("---\ntitle: [\n---\nText.\n", "no header at all", "---\ntitle: A\ndate: 03/04/2026\n---\nText.\n", "")


@dataclass(frozen=True, slots=True)
class Edit:
    """`kind` is a name of EDITS."""

    kind: str
    seed: int

    def apply(self, site: Path) -> None:
        """Do it to the site's folder. What cannot be done, since nothing is there to do it to, is left."""
        EDITS[self.kind](random.Random(self.seed), site)  # noqa: S311 (no secret)


def drawn(random_: random.Random, kinds: Sequence[str]) -> Edit:
    return Edit(random_.choice(kinds), random_.getrandbits(32))


# --- Files ---------------------------------------------------------------------------------------------------------------


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _files(site: Path, folder: str, pattern: str) -> list[Path]:
    """Those below a folder of the site, always in the same order."""
    return sorted(one for one in (site / folder).rglob(pattern) if one.is_file() and not one.is_symlink())


def _stories(site: Path) -> list[Path]:
    return [one for one in _files(site, "content", "*.md") if "pages" not in one.parts]


def _one_of(random_: random.Random, files: Sequence[Path]) -> Iterator[Path]:
    """One of them, or none where there is none."""
    if files:
        yield random_.choice(files)


def _set_line(text: str, key: str, value: str | None, sign: str = ":") -> str:
    """The text with this value in the line of a key: in its place, else at the end."""
    lines = [one for one in text.splitlines() if one]
    new = [] if value is None else [f"{key}{sign} {value}"]
    at = next((n for n, one in enumerate(lines) if one.startswith(f"{key}{sign}")), len(lines))
    return "\n".join([*lines[:at], *new, *lines[at + 1 :]]) + "\n"


def _set_fact(file: Path, key: str, value: str | None) -> None:
    text = file.read_text(encoding="utf-8")
    if not text.startswith("---\n") or text.count("\n---\n") < 1:
        return
    header, _, body = text.removeprefix("---\n").partition("\n---\n")
    file.write_text(f"---\n{_set_line(header, key, value)}---\n{body}", encoding="utf-8")


# --- Stories -------------------------------------------------------------------------------------------------------------


def body(random_: random.Random, site: Path) -> None:
    for file in _one_of(random_, _stories(site)):
        with file.open("a", encoding="utf-8") as out:
            out.write(f"\n{random_.choice(SENTENCES)}\n")


def link(random_: random.Random, site: Path) -> None:
    for file in _one_of(random_, _stories(site)):
        other = random_.choice(_stories(site)).relative_to(site / "content").as_posix()
        with file.open("a", encoding="utf-8") as out:
            out.write(f"\nAs was told [in another]({{filename}}/{other}).\n")


def fact(random_: random.Random, site: Path) -> None:
    for file in _one_of(random_, _stories(site)):
        key = random_.choice(sorted(FACTS))
        _set_fact(file, key, random_.choice(FACTS[key]))


def status(random_: random.Random, site: Path) -> None:
    for file in _one_of(random_, _stories(site)):
        key = random_.choice(["status", "embargo", "expires", "date"])
        _set_fact(file, key, random_.choice(FACTS[key]))


def terms(random_: random.Random, site: Path) -> None:
    for file in _one_of(random_, _stories(site)):
        key = random_.choice(["tags", "categories", "authors", "storyline", "related", "sources", "corrections"])
        _set_fact(file, key, random_.choice(FACTS[key]))


def rename(random_: random.Random, site: Path) -> None:
    for file in _one_of(random_, _stories(site)):
        folder = random_.choice([site / "content", site / "content/news", site / "content/water"])
        target = folder / random_.choice([file.name, f"r-{file.name}"])
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)


def delete(random_: random.Random, site: Path) -> None:
    stories = _stories(site)
    if len(stories) > 2:
        random_.choice(stories).unlink()


def new_story(random_: random.Random, site: Path) -> None:
    name = f"new-{random_.randrange(40)}"
    facts = {"title": f"New {name}", "deck": f"What to know of {name}.", "date": random_.choice(FACTS["date"])}
    for key in ("categories", "tags", "authors", "storyline", "image"):
        facts[key] = random_.choice(FACTS[key])
    header = "".join(f"{key}: {value}\n" for key, value in facts.items() if value is not None)
    text = "\n\n".join(random_.sample(SENTENCES, 4))
    _put(site / "content" / random_.choice(["", "news"]) / f"{name}.md", f"---\n{header}---\n{text}\n")


def broken_story(random_: random.Random, site: Path) -> None:
    _put(site / "content" / "broken.md", random_.choice(_BROKEN))


def mend_story(_random: random.Random, site: Path) -> None:
    (site / "content" / "broken.md").unlink(missing_ok=True)


def copied_story(random_: random.Random, site: Path) -> None:
    """The same story in two files: two with one address."""
    for file in _one_of(random_, [one for one in _stories(site) if one.name != "a-copy.md"]):
        shutil.copyfile(file, file.with_name("a-copy.md"))


def page(random_: random.Random, site: Path) -> None:
    file = site / "content/pages" / random_.choice(["about.md", "more.md"])
    if file.exists() and random_.random() < 0.3:
        file.unlink()
    else:
        _put(
            file,
            f"---\ntitle: {random_.choice(FACTS['title'])}\n---\n{random_.choice(SENTENCES)}\n".replace(
                ": Quay <b>", ": Quay"
            ),
        )


# --- What stands beside them ---------------------------------------------------------------------------------------------


def registry(random_: random.Random, site: Path) -> None:
    name = random_.choice(sorted(REGISTRIES))
    key = random_.choice(sorted(REGISTRIES[name]))
    file = site / "content/data" / f"{name}.yaml"
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    _put(file, _set_line(before, key, random_.choice(REGISTRIES[name][key])))


def no_registry(random_: random.Random, site: Path) -> None:
    for file in _one_of(random_, _files(site, "content/data", "*.yaml")):
        if random_.random() < 0.5:
            file.unlink()
        else:
            _put(file, "trams: {name: [\n")


def picture(random_: random.Random, site: Path) -> None:
    from PIL import Image

    file = site / "content/images" / random_.choice(["dot.png", "two.png", "three.jpg"])
    if file.exists() and random_.random() < 0.3:
        file.unlink()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    size = random_.choice([(400, 300), (800, 450)])
    Image.new("RGB", size, tuple(random_.randrange(256) for _ in range(3))).save(file)


def extra(random_: random.Random, site: Path) -> None:
    file = (
        site
        / "content"
        / random_.choice(["extra/robots.txt", "extra/humans.txt", "data/tokens.css", "images/read.txt"])
    )
    if file.exists() and random_.random() < 0.3:
        file.unlink()
    else:
        _put(file, random_.choice(["User-agent: *\n", ":root { --measure: 60ch; }\n", "x\n"]))


def catalogue(random_: random.Random, site: Path) -> None:
    word = random_.choice(["Corrections", "Published", "Updated", "Topics", "Tags"])
    said = random_.choice(["Anders", "Otherwise"])
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    _put(site / "words" / random_.choice(["en.po", "de.po"]), f'{head}msgid "{word}"\nmsgstr "{said}"\n')


def template(random_: random.Random, site: Path) -> None:
    """A template of the theme gets other words, or one of the site's own stands over it."""
    _another(random_, site, "*.html", _templates(site), _more_words(random_))


def part(random_: random.Random, site: Path) -> None:
    """The same with a template that others take in."""
    files = _templates(site)
    texts = "".join(one.read_text(encoding="utf-8") for one in files)
    taken = {name.rpartition("/")[2] for name in _TAKEN_IN.findall(texts)}
    _another(random_, site, "*.html", [one for one in files if one.name in taken], _more_words(random_))


def _templates(site: Path) -> list[Path]:
    """Those of the theme that may name what stands on a page: the style of all pages is made once, and says that it does not."""
    return [one for one in _files(site, "theme", "*.html") if one.parent.name != "css"]


def _more_words(random_: random.Random) -> Callable[[str], str]:
    whole = (
        "{% if taxonomy and article %}{% for one in taxonomy.of(article).categories %}{{ one }}{% endfor %}{% endif %}"
    )
    return lambda text: text + random_.choice(["<!-- more -->", "<p>{{ SITENAME }}</p>", "{# no more #}", whole])


def style(random_: random.Random, site: Path) -> None:
    files = _files(site, "theme", "*.css")
    _another(random_, site, "*.css", files, lambda text: f"{text}\n.more {{ margin: {random_.randrange(9)}px; }}\n")


def _another(
    random_: random.Random, site: Path, pattern: str, files: Sequence[Path], change: Callable[[str], str]
) -> None:
    own = _files(site, "put", pattern)
    if own and random_.random() < 0.3:
        random_.choice(own).unlink()
        return
    for file in _one_of(random_, files):
        text = change(file.read_text(encoding="utf-8"))
        if "templates" in file.parts and random_.random() < 0.5:
            _put(site / "put" / file.relative_to(site / "theme/templates"), text)
        else:
            _put(file, text)


def script(random_: random.Random, site: Path) -> None:
    for file in _one_of(
        random_, [one for one in _files(site, "theme/static", "*") if one.suffix in (".css", ".js", ".txt")]
    ):
        _put(file, file.read_text(encoding="utf-8") + f"\n/* {random_.randrange(99)} */\n")


def setting(random_: random.Random, site: Path) -> None:
    _set(random_, site, SETTINGS)


def option(random_: random.Random, site: Path) -> None:
    _set(random_, site, OPTIONS)


def _set(random_: random.Random, site: Path, values: Mapping[str, Sequence[str | None]]) -> None:
    name = random_.choice(sorted(values))
    file = site / "pelicanconf.py"
    file.write_text(
        _set_line(file.read_text(encoding="utf-8"), name, random_.choice(values[name]), " ="), encoding="utf-8"
    )


# --- What happens to files without anybody's wish ------------------------------------------------------------------------


def touch(random_: random.Random, site: Path) -> None:
    """Other times, the same bytes: of one file or, as in a fresh checkout, of all."""
    files = [one for folder in ("content", "theme", "put") for one in _files(site, folder, "*")]
    when = random_.choice([1_700_000_000, 1_795_000_000, 4_000_000_000])
    for file in files if random_.random() < 0.3 else random_.sample(files, min(2, len(files))):
        os.utime(file, (when, when))


def same_times(random_: random.Random, site: Path) -> None:
    """As many bytes as before, and the time of its last change put back."""
    for file in _one_of(random_, _stories(site)):
        times, data = file.stat(), file.read_bytes()
        file.write_bytes(data.replace(b"quay", b"gate") if b"quay" in data else data.replace(b"gate", b"quay"))
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def tamper(random_: random.Random, site: Path) -> None:
    for file in _one_of(random_, _files(site, "output", "*")):
        act = random_.randrange(6)
        if act == 0:
            file.unlink()
        elif act == 1:
            shutil.rmtree(file.parent if file.parent != site / "output" else site / "output", ignore_errors=True)
        elif act == 2:
            file.write_bytes(b"gone over")
        elif act == 3:
            file.write_bytes(file.read_bytes()[:-3])
        elif act == 4:
            file.unlink()
            file.mkdir()
        else:
            data = bytearray(file.read_bytes() or b"x")
            data[len(data) // 2] ^= 1
            times = file.stat()
            file.write_bytes(bytes(data))
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def stray(random_: random.Random, site: Path) -> None:
    _put(site / "output" / random_.choice(["stray.html", "tag/stray.html", "deep/er/stray.txt"]), "?")


def lose_cache(random_: random.Random, site: Path) -> None:
    files = _files(site, ".cache", "*")
    if not files or random_.random() < 0.2:
        shutil.rmtree(site / ".cache", ignore_errors=True)
        return
    file = random_.choice(files)
    act = random_.randrange(3)
    if act == 0:
        file.unlink()
    elif act == 1:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif file.stat().st_size:
        data = bytearray(file.read_bytes())
        data[random_.randrange(len(data))] ^= 16
        file.write_bytes(bytes(data))


def old_cache(random_: random.Random, site: Path) -> None:
    """The caches, or the output, of an earlier build come back, as from the store of a CI."""
    name = random_.choice(_STORED)
    kept = site.with_name(f"kept-{name}")
    if kept.exists():
        shutil.rmtree(site / name, ignore_errors=True)
        shutil.copytree(kept, site / name, symlinks=True)
    if random_.random() < 0.5:
        store(site)


def store(site: Path) -> None:
    """Keep caches and output as they are, beside the site."""
    for name in _STORED:
        kept = site.with_name(f"kept-{name}")
        shutil.rmtree(kept, ignore_errors=True)
        if (site / name).is_dir():
            shutil.copytree(site / name, kept, symlinks=True)


def let_time_pass(site: Path, number: int, *, without: Collection[str]) -> None:
    """As if the edits of this step had been made within the last hour, and not just now: a build does not rest on what changed a moment ago."""
    now = time.time()
    for one in site.rglob("*"):
        if (
            not set(one.relative_to(site).parts) & set(without)
            and one.is_file()
            and now - 600 < one.stat().st_mtime <= now
        ):
            os.utime(one, (now - 3600 + number, now - 3600 + number))


def nothing(_random: random.Random, _site: Path) -> None:
    pass


EDITS: Mapping[str, Callable[[random.Random, Path], None]] = {
    one.__name__: one
    for one in (
        body, link, fact, status, terms, rename, delete, new_story, broken_story, mend_story, copied_story, page, registry, no_registry, picture, extra,
        catalogue, template, part, style, script, setting, option, touch, same_times, tamper, stray, lose_cache, old_cache, nothing,
    )
}  # fmt: skip
#: How often a kind comes up, 1 unless said.
OFTEN = {
    "body": 3,
    "fact": 6,
    "terms": 4,
    "status": 3,
    "registry": 3,
    "new_story": 2,
    "template": 2,
    "setting": 2,
    "option": 2,
}
#: Kinds that need what a site of the house has.
KINDS = tuple(kind for kind in EDITS for _ in range(OFTEN.get(kind, 1)))
