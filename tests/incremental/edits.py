"""What may happen to a site between two builds: small edits of its files, each with a seed of its own.

An edit looks at the files that are there and changes some of them, so that any of a row can be left out and the others still mean something.
"""

import random
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .accidents import lose_cache, old_cache, same_times, stray, tamper, touch
from .edit_values import BROKEN, FACTS, OPTIONS, REGISTRIES, SENTENCES, SETTINGS
from .site_files import files_below, one_of, put, set_fact, stories_of, with_line

#: Templates by the names under which others take them in.
_TAKEN_IN = re.compile(r"{%-? *(?:include|import|from|extends) *[\"'](?:!theme/|!simple/)?([^\"']+)[\"']")


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


# --- Stories -------------------------------------------------------------------------------------------------------------


def body(random_: random.Random, site: Path) -> None:
    for file in one_of(random_, stories_of(site)):
        with file.open("a", encoding="utf-8") as out:
            out.write(f"\n{random_.choice(SENTENCES)}\n")


def link(random_: random.Random, site: Path) -> None:
    for file in one_of(random_, stories_of(site)):
        other = random_.choice(stories_of(site)).relative_to(site / "content").as_posix()
        with file.open("a", encoding="utf-8") as out:
            out.write(f"\nAs was told [in another]({{filename}}/{other}).\n")


def fact(random_: random.Random, site: Path) -> None:
    for file in one_of(random_, stories_of(site)):
        key = random_.choice(sorted(FACTS))
        set_fact(file, key, random_.choice(FACTS[key]))


def status(random_: random.Random, site: Path) -> None:
    for file in one_of(random_, stories_of(site)):
        key = random_.choice(["status", "embargo", "expires", "date"])
        set_fact(file, key, random_.choice(FACTS[key]))


def terms(random_: random.Random, site: Path) -> None:
    for file in one_of(random_, stories_of(site)):
        key = random_.choice(["tags", "categories", "authors", "storyline", "related", "sources", "corrections"])
        set_fact(file, key, random_.choice(FACTS[key]))


def rename(random_: random.Random, site: Path) -> None:
    for file in one_of(random_, stories_of(site)):
        folder = random_.choice([site / "content", site / "content/news", site / "content/water"])
        target = folder / random_.choice([file.name, f"r-{file.name}"])
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)


def delete(random_: random.Random, site: Path) -> None:
    stories = stories_of(site)
    if len(stories) > 2:
        random_.choice(stories).unlink()


def new_story(random_: random.Random, site: Path) -> None:
    name = f"new-{random_.randrange(40)}"
    facts = {"title": f"New {name}", "deck": f"What to know of {name}.", "date": random_.choice(FACTS["date"])}
    for key in ("categories", "tags", "authors", "storyline", "image"):
        facts[key] = random_.choice(FACTS[key])
    header = "".join(f"{key}: {value}\n" for key, value in facts.items() if value is not None)
    text = "\n\n".join(random_.sample(SENTENCES, 4))
    put(site / "content" / random_.choice(["", "news"]) / f"{name}.md", f"---\n{header}---\n{text}\n")


def broken_story(random_: random.Random, site: Path) -> None:
    put(site / "content" / "broken.md", random_.choice(BROKEN))


def mend_story(_random: random.Random, site: Path) -> None:
    (site / "content" / "broken.md").unlink(missing_ok=True)


def copied_story(random_: random.Random, site: Path) -> None:
    """The same story in two files: two with one address."""
    for file in one_of(random_, [one for one in stories_of(site) if one.name != "a-copy.md"]):
        shutil.copyfile(file, file.with_name("a-copy.md"))


def page(random_: random.Random, site: Path) -> None:
    file = site / "content/pages" / random_.choice(["about.md", "more.md"])
    if file.exists() and random_.random() < 0.3:
        file.unlink()
    else:
        put(
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
    put(file, with_line(before, key, random_.choice(REGISTRIES[name][key])))


def no_registry(random_: random.Random, site: Path) -> None:
    for file in one_of(random_, files_below(site, "content/data", "*.yaml")):
        if random_.random() < 0.5:
            file.unlink()
        else:
            put(file, "trams: {name: [\n")


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
        put(file, random_.choice(["User-agent: *\n", ":root { --measure: 60ch; }\n", "x\n"]))


def catalogue(random_: random.Random, site: Path) -> None:
    word = random_.choice(["Corrections", "Published", "Updated", "Topics", "Tags"])
    said = random_.choice(["Anders", "Otherwise"])
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    put(site / "words" / random_.choice(["en.po", "de.po"]), f'{head}msgid "{word}"\nmsgstr "{said}"\n')


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
    return [one for one in files_below(site, "theme", "*.html") if one.parent.name != "css"]


def _more_words(random_: random.Random) -> Callable[[str], str]:
    whole = (
        "{% if taxonomy and article %}{% for one in taxonomy.of(article).categories %}{{ one }}{% endfor %}{% endif %}"
    )
    return lambda text: text + random_.choice(["<!-- more -->", "<p>{{ SITENAME }}</p>", "{# no more #}", whole])


def style(random_: random.Random, site: Path) -> None:
    files = files_below(site, "theme", "*.css")
    _another(random_, site, "*.css", files, lambda text: f"{text}\n.more {{ margin: {random_.randrange(9)}px; }}\n")


def _another(
    random_: random.Random, site: Path, pattern: str, files: Sequence[Path], change: Callable[[str], str]
) -> None:
    own = files_below(site, "put", pattern)
    if own and random_.random() < 0.3:
        random_.choice(own).unlink()
        return
    for file in one_of(random_, files):
        text = change(file.read_text(encoding="utf-8"))
        if "templates" in file.parts and random_.random() < 0.5:
            put(site / "put" / file.relative_to(site / "theme/templates"), text)
        else:
            put(file, text)


def script(random_: random.Random, site: Path) -> None:
    for file in one_of(
        random_, [one for one in files_below(site, "theme/static", "*") if one.suffix in (".css", ".js", ".txt")]
    ):
        put(file, file.read_text(encoding="utf-8") + f"\n/* {random_.randrange(99)} */\n")


def setting(random_: random.Random, site: Path) -> None:
    _set(random_, site, SETTINGS)


def option(random_: random.Random, site: Path) -> None:
    _set(random_, site, OPTIONS)


def _set(random_: random.Random, site: Path, values: Mapping[str, Sequence[str | None]]) -> None:
    name = random_.choice(sorted(values))
    file = site / "pelicanconf.py"
    file.write_text(
        with_line(file.read_text(encoding="utf-8"), name, random_.choice(values[name]), " ="), encoding="utf-8"
    )


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
