"""Who is measured: how each site is laid out, built and looked at. All have the same articles; all but one of ours the same small theme."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import dialects
from .articles import Archive, Article
from .edits import Edit
from .one_build import Broken, Cost, built, memory_of

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PEERS = ROOT / ".venv" / "bench"
ELEVENTY = HERE / "eleventy" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"

STOCK_SETTINGS = """
SITENAME, SITEURL, AUTHOR, TIMEZONE, DEFAULT_LANG = "Bench", "https://example.com", "Nobody", "UTC", "en"
DEFAULT_DATE_FORMAT = "%d %B %Y"
PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
ARTICLE_PATHS, PAGE_PATHS, STATIC_PATHS = [""], [], []
FEED_ALL_ATOM, FEED_MAX_ITEMS, FEED_DOMAIN = "feed.xml", 20, SITEURL
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TAG_FEED_ATOM = None
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors"]
PAGINATED_TEMPLATES = {"index": 20, "tag": 20, "category": 20, "author": 20}
DEFAULT_PAGINATION = 20
"""
#: The same site by our plugins, related articles among them.
SMALL_SETTINGS = f"""{STOCK_SETTINGS}
PLUGINS = [f"pelican.plugins.{{name}}" for name in ("newsroom", "incremental", "taxonomy", "related")]
RELATED = {{"limit": 5}}
DELETE_OUTPUT_DIRECTORY = True
"""
#: All that our demo has, but pictures and search.
FULL_SETTINGS = """
import runpy
globals().update({{name: value for name, value in runpy.run_path({settings!r}).items() if name.isupper()}})
SITEURL, RELATIVE_URLS, PATH, OUTPUT_PATH, THEME = "https://example.com", False, "content", "output", "theme"
PLUGIN_PATHS, MENUITEMS = [], []
NEWSROOM = {{**NEWSROOM, "preview": False}}
EDITOR = {{"enabled": False}}
STRUCTURED_DATA = {{"pictures": {with_pictures}}}
SITE_SEARCH = {{"index": {index!r}}}
"""

#: Python keeps what it has compiled, as it does for everybody: some machines for tests forbid it, and each start would compile all modules anew.
KEEPS_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to build the articles. Paths are below the site's folder: `posts` holds the articles, `template` is that of all pages, `caches`
    is what a cold build does not find. `page_of` is the file of an article below `output`. In the command, {site} is that folder.
    """

    name: str
    command: Sequence[str]
    lay_out: Callable[[Path], None]
    dialect: Callable[[Article], str]
    page_of: Callable[[Article], str]
    posts: str = "content"
    template: str = "theme/templates/base.html"
    caches: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    version: Sequence[str] = ()


class Site:
    """The folder of one contender, with its articles."""

    def __init__(self, contender: Contender, folder: Path, archive: Archive) -> None:
        self.contender, self._folder = contender, folder
        self._command = [word.replace("{site}", str(folder)) for word in contender.command]
        folder.mkdir(parents=True)
        contender.lay_out(folder)
        for number in range(archive.size):
            self._write(archive.article(number))
        self._pages = [folder / "output" / contender.page_of(archive.article(n)) for n in range(archive.size)]
        self._template = folder / contender.template
        self._template_text = self._template.read_text(encoding="utf-8")
        self._cleared = 0

    def _write(self, article: Article) -> None:
        file = self._folder / self.contender.posts / str(article.date.year) / f"{article.slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.contender.dialect(article), encoding="utf-8")

    def take(self, edit: Edit) -> None:
        """Before the clock starts."""
        if edit.is_written:
            self._write(edit.article)
        if edit.scenario == "new":
            self._pages.append(self._folder / "output" / self.contender.page_of(edit.article))
        if edit.template_line:
            before, end, after = self._template_text.rpartition("</body>")
            assert end, f"{self._template} ends no body"
            self._template.write_text(f"{before}{edit.template_line}\n{end}{after}", encoding="utf-8")

    def clear(self) -> None:
        """Leave nothing of earlier builds. It is put aside until the run is over: ext4 is slow to make files for a minute after it took many away."""
        self._cleared += 1
        aside = self._folder.with_name(f"{self._folder.name}.cleared") / str(self._cleared)
        for name in ("output", *self.contender.caches):
            if (self._folder / name).exists():
                aside.mkdir(parents=True, exist_ok=True)
                (self._folder / name).rename(aside / name)

    def build(self, limit: float) -> Cost:
        """Raises Broken, TooLong."""
        return built(self._command, self._folder, self.contender.environment, limit)

    def memory(self, limit: float) -> float:
        """That of a cold build, in mebibytes. Raises Broken, TooLong."""
        self.clear()
        return memory_of(self._command, self._folder, self.contender.environment, limit)

    def look(self, edit: Edit) -> None:
        """Raises Broken where the output is not what the edit makes of it."""
        missing = [page.name for page in self._pages if not page.is_file()]
        if missing or len(self._pages) != edit.articles:
            raise Broken(f"{len(missing)} of {edit.articles} articles have no page, {missing[:1]} for one")
        page = self._folder / "output" / self.contender.page_of(edit.article)
        text = page.read_text(encoding="utf-8")
        missing = [what for what in (edit.mark, edit.article.title, edit.article.source_url) if what not in text]
        if missing:
            raise Broken(f"{page.name} does not show {missing[0]}")
        if edit.tag and not any(edit.article.slug in one.read_text(encoding="utf-8") for one in self._lists(edit.tag)):
            raise Broken(f"no list of the tag {edit.tag!r} names {edit.article.slug}")

    def _lists(self, tag: str) -> Iterator[Path]:
        """The pages of a tag, wherever a generator puts them."""
        slug = tag.replace(" ", "-")
        for folder in ("tag", "tags"):
            yield from (self._folder / "output" / folder).glob(f"{slug}*.html")
            yield from (self._folder / "output" / folder / slug).rglob("*.html")

    def written(self) -> tuple[int, float]:
        """Files and mebibytes of the output."""
        sizes = [file.stat().st_size for file in (self._folder / "output").rglob("*") if file.is_file()]
        return len(sizes), sum(sizes) / 2**20


def contenders(*, extras: bool) -> list[Contender]:
    """The first is what all are compared with. With `extras`, ours once more with share pictures and the index of the search."""
    found = [
        _hugo("Hugo", related=False), _hugo("Hugo, related on", related=True), *_eleventy(), _pelican(),
        _newsroom("Newsroom, same theme", SMALL_SETTINGS, HERE / "theme", _flat),
        _newsroom("Newsroom, its own theme", _full(with_pictures=False, index="never"), ROOT / "themes" / "broadsheet", _dated),
    ]  # fmt: skip
    if extras:
        full = _full(with_pictures=True, index="always")
        found.append(_newsroom("the same with share pictures and search", full, ROOT / "themes" / "broadsheet", _dated))
    return found


def _hugo(name: str, *, related: bool) -> Contender:
    program = next(PEERS.glob("lib/python*/site-packages/hugo/binaries/hugo*"), Path("hugo"))

    def lay_out(folder: Path) -> None:
        shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)

    return Contender(
        name, [str(program), "--logLevel", "error", "--noBuildLock", "--cacheDir", "{site}/cache", "--destination", "output"], lay_out, dialects.toml, _flat,
        posts="content/posts", template="layouts/baseof.html", caches=("cache", "resources", "public"),
        environment={"HUGO_PARAMS_RELATED": "true"} if related else {}, version=[str(program), "version"],
    )  # fmt: skip


def _eleventy() -> list[Contender]:
    node = shutil.which("node")
    if not node or not ELEVENTY.is_file():
        print("bench: Eleventy is left out: it needs Node and npm (tools/bootstrap bench)", file=sys.stderr)
        return []

    def lay_out(folder: Path) -> None:
        for name in (".eleventy.js", "_includes", "content"):
            source = HERE / "eleventy" / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)

    more = {"NODE_OPTIONS": "--max-old-space-size=12000"}  # 10,000 articles are more than Node allows itself
    command = [node, str(ELEVENTY), "--quiet"]
    return [
        Contender(
            "Eleventy", command, lay_out, dialects.yaml, _flat, posts="content/posts", template="_includes/base.njk", environment=more,
            version=[node, str(ELEVENTY), "--version"],
        )
    ]  # fmt: skip


def _pelican() -> Contender:
    python = str(PEERS / "bin" / "python")
    command = [python, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "output", "--fatal", "errors", "-q"]

    def lay_out(folder: Path) -> None:
        _lay_out_pelican(folder, STOCK_SETTINGS, HERE / "theme")

    return Contender(
        "Pelican", command, lay_out, dialects.classic, _flat, caches=("cache",), environment=KEEPS_COMPILED,
        version=[python, "-m", "pelican", "--version"],
    )  # fmt: skip


def _newsroom(name: str, settings: str, theme: Path, page_of: Callable[[Article], str]) -> Contender:
    def lay_out(folder: Path) -> None:
        _lay_out_pelican(folder, settings, theme)

    command = [str(Path(sys.executable).with_name("newsroom")), "build"]
    template = "theme/templates/base.html"
    return Contender(
        name, command, lay_out, dialects.classic, page_of, template=template, caches=(".cache",), environment={"PYTHONPATH": "", **KEEPS_COMPILED}
    )  # fmt: skip


def _full(*, with_pictures: bool, index: str) -> str:
    return FULL_SETTINGS.format(settings=str(ROOT / "pelicanconf.py"), with_pictures=with_pictures, index=index)


def _lay_out_pelican(folder: Path, settings: str, theme: Path) -> None:
    shutil.copytree(theme, folder / "theme")
    (folder / "pelicanconf.py").write_text(settings, encoding="utf-8")


def _flat(article: Article) -> str:
    return f"{article.slug}.html"


def _dated(article: Article) -> str:
    return f"{article.date:%Y/%m}/{article.slug}/index.html"


def version_of(contender: Contender) -> str:
    """What it says of itself; "" for ours, which is the code beside this."""
    if not contender.version:
        return ""
    said = subprocess.run(
        contender.version, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}
    )
    return " ".join(said.stdout.split()[:2])
