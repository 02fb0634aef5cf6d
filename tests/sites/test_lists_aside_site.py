"""What a process of its own does beside the build, related lists above all: the same site, and whatever becomes of that process is said."""

import os
import shutil
import sys

import pytest

from tests.conftest import run, write

SHIPS = "Ships carry cargo through the straits of Alderhaven, and pilots take tolls in the harbour of the Old Quay."
ROSES = "Roses bloom where nobody planted them; their scent fills June, and bees come early to each garden wall."


def a_story(slug: str, text: str, tag: str, day: int) -> str:
    own = " ".join(f"{slug}{n}" for n in range(30))
    head = f"Title: All about {slug}\nDate: 2026-11-{day:02}\nCategory: Trade\nTags: {tag}\nDeck: A line of some forty letters about {slug}."
    return f"-- content/trade/{slug}.md --\n{head}\n\n{text} {own}\n\n"


STORIES = "".join(a_story(f"port{n}", SHIPS, "shipping", n + 1) for n in range(10)) + a_story(
    "roses", ROSES, "gardens", 20
)
LISTS = """-- theme/article.html --
{% for one in related.of(article) %}<a href="{{ one.url }}">{{ one.title }}</a> {{ one.role }}: {{ one.reason }}
{% endfor %}
"""
#: So that eleven stories are many; with a theme that shows their lists and little else.
MANY = """
PLUGINS = [f"pelican.plugins.{{name}}" for name in ("newsroom", "incremental", "taxonomy", "related")]
THEME, THEME_TEMPLATES_OVERRIDES = "simple", ["theme"]
DIRECT_TEMPLATES, PAGINATED_TEMPLATES = ["index"], dict.fromkeys(("index", "tag", "category", "author"))
import atexit, os, signal, sys, time
from pelican import signals
from pelican.plugins.newsroom import cores, readings
from pelican.plugins.incremental import ledger, pages
from pelican.plugins.related import archives, found, lone, selection
ours = os.getpid()  # no setting: with another one all pages are made
cores.count = lambda: {cores}
found.MANY = lone.MANY = archives.MANY = ledger.MANY = pages.MANY = readings.MANY = 1
AT_THE_END = [atexit.register(lambda: print("with" if "numpy" in sys.modules else "without", "NumPy"))]
"""


def a_build(root, *, cores: int = 2, more: str = "", text: str = "", fresh: bool = False):
    """`fresh` where it matters what is imported."""
    (root / "publishconf.py").unlink(missing_ok=True)
    write(root, text + LISTS)
    settings = root / "publishconf.py"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}{MANY.format(cores=cores)}{more}", encoding="utf-8")
    return run(
        [sys.executable, "-m", "pelican.plugins.newsroom", "build", "-s", settings.name, "-o", "output"],
        root,
        fresh=fresh,
    )


def files(root):
    output = root / "output"
    return {str(one.relative_to(output)): one.read_bytes() for one in sorted(output.rglob("*")) if one.is_file()}


def test_the_site_and_its_problems_are_those_of_one_process(tmp_path):
    """After edits too, and the process that writes pages needs no NumPy."""
    alone, aside = tmp_path / "alone", tmp_path / "aside"
    for text in (
        STORIES,
        a_story("port2", ROSES, "gardens", 3),
    ):
        one, other = a_build(alone, cores=1, text=text, fresh=True), a_build(aside, text=text, fresh=True)

        assert (one.returncode, other.returncode) == (0, 0), other.stdout + other.stderr
        assert "W18" in one.stderr or text is not STORIES
        assert other.stderr == one.stderr
        assert ("with NumPy" in one.stdout, "without NumPy" in other.stdout) == (True, True)
        assert files(aside) == files(alone)
    shutil.rmtree(aside / ".cache")
    shutil.rmtree(aside / "output")
    a_build(aside)
    assert files(aside) == files(alone), "as from nothing"


#: The lists are never there before somebody asks, so all pages that do not show them are made before; the rest is made by helpers.
LATE = """
from pelican.plugins.incremental.writer import PlannedWriter
from pelican.plugins.newsroom.errand import Errand
Errand.is_ready = property(lambda errand: errand._process is None)
cores.FEW = 1
def made_early(self, *given):
    found = made(self, *given)
    print("early:", *sorted(found))
    return found
made, PlannedWriter._write_early = PlannedWriter._write_early, made_early
from pelican.plugins.incremental.settled import Settled
def asked(self, rows, **of):
    found = opened(self, rows, **of)
    print("asked:", *({one: sorted(names) for one, names in of.items()}, len(found)), sep="; ")
    return found
opened, Settled.open = Settled.open, asked
"""


@pytest.mark.slow
def test_after_an_edit_pages_that_show_no_list_are_made_before_somebody_waits(tmp_path):
    """They are the same, and the next build knows what they hang on: one that is kept is the one of a build from nothing."""
    alone, aside = tmp_path / "alone", tmp_path / "aside"
    made, asked = [], []
    for text in (
        STORIES,
        a_story("port20", SHIPS, "shipping", 21),
        a_story("port20", SHIPS, "gardens", 21),
        a_story("port2", ROSES, "shipping", 3),
        "-- theme/tag.html --\n{{ tag }}{% for one in articles %}{{ one.title }}{% endfor %}\n",
        a_story("port0", ROSES, "shipping", 25),
    ):
        shutil.rmtree(alone / "output", ignore_errors=True)
        shutil.rmtree(alone / ".cache", ignore_errors=True)
        assert a_build(alone, cores=1, text=text).returncode == 0
        other = a_build(aside, text=text, more=LATE)

        assert other.returncode == 0, other.stdout + other.stderr
        assert files(aside) == files(alone)
        if text is not STORIES:
            told = other.stdout.splitlines()
            made.append(next(one.split()[1:] for one in told if one.startswith("early:")))
            asked.append([one.rpartition("; ")[0] or "early" for one in told if one.startswith(("asked:", "early:"))])
    for ones in asked[:2]:
        assert list(dict.fromkeys(ones)) == ["asked:; {'but': ['related']}", "early", "asked:; {'only': ['related']}"]
    assert "index.html" in made[0]
    assert {"tag/gardens/index.html", "tag/shipping/index.html"} <= set(made[1]), made[1]
    assert not any("port" in file for one in made for file in one), "an article shows its list"


@pytest.mark.slow
def test_pages_that_are_made_early_take_no_piece_of_a_build_with_other_settings(tmp_path):
    """What pieces hang on is asked later, if at all: all pages are made."""
    alone, aside = tmp_path / "alone", tmp_path / "aside"
    pieces = "from pelican.plugins.incremental import kept_pieces; pages._SOME = kept_pieces._SOME = 0\n"
    newer = a_story("port20", SHIPS, "shipping", 21)
    for text, more in ((STORIES, ""), (newer, 'DEFAULT_DATE_FORMAT = "day %d"\n')):
        assert a_build(alone, cores=1, text=text, more=more).returncode == 0
        other = a_build(aside, text=text, more=LATE + pieces + more)
        assert other.returncode == 0, other.stdout + other.stderr

    assert "early: " in other.stdout
    assert b"day 10" in files(alone)["index.html"]
    assert files(aside) == files(alone)


BROKEN = """
def broken(self, *args, **more):
    if os.getpid() != ours or {always}:
        {fault}
    BEFORE(self, *args, **more)
BEFORE, selection.Selection.__init__ = selection.Selection.__init__, broken
"""


def test_where_that_process_is_killed_the_build_says_so_and_the_next_is_whole(tmp_path):
    fault = "os.kill(os.getpid(), signal.SIGKILL)"
    broken = a_build(tmp_path, text=STORIES, more=BROKEN.format(always=False, fault=fault))

    assert broken.returncode == 1
    assert "ended from outside, perhaps for lack of memory; run it again" in broken.stderr
    assert a_build(tmp_path).returncode == 0
    after = files(tmp_path)
    shutil.rmtree(tmp_path / ".cache")
    shutil.rmtree(tmp_path / "output")
    a_build(tmp_path, cores=1)
    assert files(tmp_path) == after


def test_what_fails_there_is_done_again_and_says_what_is_wrong(tmp_path):
    fault = "raise LookupError('no such list')"
    only_there = a_build(tmp_path / "there", text=STORIES, more=BROKEN.format(always=False, fault=fault))
    everywhere = a_build(tmp_path / "everywhere", text=STORIES, more=BROKEN.format(always=True, fault=fault))

    assert only_there.returncode == 0, only_there.stderr
    assert everywhere.returncode == 1
    assert "no such list" in everywhere.stderr
    assert "Traceback" not in everywhere.stderr


BEGINS = """
def at_work(self, *args, **more):
    open("at-work", "w").close()
    BEFORE(self, *args, **more)
BEFORE, selection.Selection.__init__ = selection.Selection.__init__, at_work

from pelican.plugins.newsroom.desk import Build
def settle(self, claimed):
    until = time.monotonic() + 60
    while not os.path.exists("at-work") and time.monotonic() < until:
        time.sleep(0.01)
    print("begun before:", os.path.exists("at-work"))
    SETTLE(self, claimed)
SETTLE, Build.settle = Build.settle, settle
"""


def test_the_lists_are_begun_before_the_site_is_judged(tmp_path):
    assert "begun before: True" in a_build(tmp_path, text=STORIES, more=BEGINS).stdout


ENDS_EARLY = """
def at_work(self, *args, **more):
    with open("at-work", "w") as file:
        file.write(str(os.getpid()))
    signal.pause()
selection.Selection.__init__ = at_work

def fall(_generator):
    while not (os.path.exists("at-work") and os.path.getsize("at-work")):
        time.sleep(0.01)
    raise LookupError("another plugin fell")
signals.article_generator_pretaxonomy.connect(fall)
"""


def test_a_build_that_ends_early_leaves_nobody_at_work(tmp_path):
    ended = a_build(tmp_path, text=STORIES, more=ENDS_EARLY)

    assert ended.returncode == 1
    assert "another plugin fell" in ended.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "at-work").read_text()), 0)


ASKS = """
def ask(generators):
    related, articles = generators[0].context["related"], generators[0].articles
    print("asked early:", sorted(one.title for one in related.of(articles[-1])))
signals.all_generators_finalized.connect(ask)
"""


@pytest.mark.parametrize(
    "more", ["PLUGINS.remove('pelican.plugins.incremental')", ASKS], ids=["another writer", "asked early"]
)
def test_lists_are_there_for_who_asks_for_one_before_pages_are_gathered(tmp_path, more):
    """And their problems are told, whoever writes the pages."""
    built = a_build(tmp_path, text=STORIES, more=more, fresh=True)

    assert (
        "All about port" in next((tmp_path / "output").rglob("*port3*/index.html")).read_text().partition("<a href")[2]
    )
    assert built.stderr.count("W18") == 1
    assert "without NumPy" in built.stdout
    assert more is not ASKS or "asked early: ['All about port" in built.stdout


WAITS = """
def wait_for_a_page(self, *args, **more):
    until = time.monotonic() + 60
    while os.getpid() != ours and not os.path.exists("output/tag/gardens/index.html") and time.monotonic() < until:
        time.sleep(0.01)
    print("a page was there:", os.path.exists("output/tag/gardens/index.html"), file=open("told", "a"))
    BEFORE(self, *args, **more)
BEFORE, selection.Selection.__init__ = selection.Selection.__init__, wait_for_a_page
"""
#: A filter that looks for a list where no template names one.
ASIDE = """
from jinja2 import pass_context
from pelican.plugins.incremental import writer
cores.FEW = {few}

@pass_context
def counted(context, articles):
    return sum(len(context["related"].of(one)) for one in articles)
JINJA_FILTERS = {{"counted": counted}}
"""
COUNTED = "-- theme/tag.html --\n{{ tag }}: {{ articles|counted }}\n"


def test_pages_that_show_no_lists_are_made_while_these_are_found(tmp_path):
    built = a_build(tmp_path / "aside", text=STORIES, more=WAITS)
    a_build(tmp_path / "alone", cores=1, text=STORIES)

    assert built.returncode == 0, built.stderr
    assert "False" not in (tmp_path / "aside" / "told").read_text()
    assert files(tmp_path / "aside") == files(tmp_path / "alone")


@pytest.mark.parametrize(
    "few", [1, 9, 150], ids=["in a process that helps", "lists in this one, stories in one that helps", "in this one"]
)
def test_a_page_that_looks_for_a_list_unseen_is_right_all_the_same(tmp_path, few):
    built = a_build(tmp_path / "aside", text=STORIES + COUNTED, more=ASIDE.format(few=few))
    a_build(tmp_path / "alone", cores=1, text=STORIES + COUNTED, more=ASIDE.format(few=few))

    assert built.returncode == 0, built.stderr
    assert files(tmp_path / "aside") == files(tmp_path / "alone")
    assert b": 0" not in files(tmp_path / "aside")["tag/shipping/index.html"]
