"""What a large vocabulary costs: the taxonomy's share of a clean build, and how it grows with the stories.

    python benchmarks/taxonomy.py [--stories 10000] [--tags 1500] [--each 13]

Share: seconds spent in the plugin's own code during one clean build, without the rendering of its pages by the theme, over those of
the whole build; the rendering stands beside it. Growth: the same code alone on 1,000 and on 20,000 stories; 1.00 is linear.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from clean_build import OURS, ROOT, build
from corpus import write_corpus

TIMERS = """
import atexit, json, time
import pelican.plugins.taxonomy.plugin as _plugin
_spent = {"own": 0.0, "rendering": 0.0}
def _timed(function, name):
    def timed(*arguments, **named):
        begin = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            _spent[name] += time.perf_counter() - begin
    return timed
_plugin.publish_taxonomy = _timed(_plugin.publish_taxonomy, "own")
_plugin.write_topics = _timed(_plugin.write_topics, "own")
_plugin.write_listings = (lambda write: lambda generator, writer, listings: _timed(write, "rendering")(generator, writer, list(listings)))(_plugin.write_listings)
_plugin.TIMERS = [atexit.register(lambda: open("spent.json", "w").write(json.dumps(_spent)))]
"""
SMALL, LARGE = 1_000, 20_000


def share(stories: int, tags: int, each: int) -> str:
    """One clean build, and where its seconds went."""
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        site = Path(folder)
        write_corpus(site / "content", stories, tags_each=each, tags_in_all=tags)
        settings = site / "settings.py"
        ours = OURS.format(
            settings=str(ROOT / "pelicanconf.py"),
            plugins=str(ROOT / "plugins"),
            theme=str(ROOT / "themes" / "broadsheet"),
        )
        settings.write_text(f"{ours}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n{TIMERS}", encoding="utf-8")
        cost = build(site, settings)
        spent = json.loads((site / "spent.json").read_text(encoding="utf-8"))
    own = spent["own"] - spent["rendering"]
    return f"{own / cost.wall:.1%} of the build is the taxonomy's own, {spent['rendering'] / cost.wall:.1%} the rendering of its pages ({cost.files} files)"


def growth(tags: int, each: int, rounds: int = 5) -> float:
    """How much longer twenty times the stories take, over twenty."""
    best = {count: min(_seconds(_work(count, tags, each)) for _ in range(rounds)) for count in (SMALL, LARGE)}
    return best[LARGE] / best[SMALL] / (LARGE / SMALL)


def _work(count: int, tags: int, each: int) -> Callable[[], object]:
    from pelican.plugins.newsroom.registry import Registry
    from pelican.plugins.newsroom.story import Story, Term
    from pelican.plugins.taxonomy.around import related_topics, sources_of
    from pelican.plugins.taxonomy.index import Index

    chance = Random(1)
    terms = [Term(f"Tag {number}", f"tag-{number}") for number in range(tags)]
    day = datetime(2020, 1, 1, tzinfo=UTC)
    stories = [
        Story(id=str(n), path=f"{n}.md", kind="article", title=str(n), slug=f"s{n}", url=f"s{n}/", lang="en", status="published", body="", date=day + timedelta(hours=n), tags=tuple(chance.sample(terms, each)))
        for n in range(count)
    ]  # fmt: skip

    def work() -> object:
        index = Index(lambda story: story.tags, stories, Registry(), lambda story: story.path, "en")
        return [(related_topics(entry, index, count), sources_of(entry)) for entry in index]

    return work


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--stories", type=int, default=10_000, metavar="N", help="how many stories (default: 10000)")
    parser.add_argument("--tags", type=int, default=1_500, metavar="N", help="how many tags in all (default: 1500)")
    parser.add_argument("--each", type=int, default=13, metavar="N", help="how many tags on a story (default: 13)")
    given = parser.parse_args()
    print(f"{given.stories} stories, {given.tags} tags, {given.each} on each")
    print(f"growth from {SMALL} to {LARGE} stories: {growth(given.tags, given.each):.2f} of linear")
    print(share(given.stories, given.tags, given.each))
    return 0


if __name__ == "__main__":
    sys.exit(main())
