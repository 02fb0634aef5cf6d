"""What a process shows that lives on through random edits is what a clean build writes.

`--served N` goes through so many sequences; a few run in each run of the tests.
"""

import random
import shutil

import pytest

from tests.incremental.accidents import let_time_pass
from tests.incremental.edits import KINDS, drawn
from tests.incremental.forge import NOW
from tests.incremental.sequences import DAY, lay_out
from tests.incremental.served import Served
from tests.incremental.small_site import files

pytestmark = pytest.mark.slow

#: Another process serves a site whose settings change, and the folder of the theme's files is named once in the life of each. Nobody changes
#: caches under one that serves.
_NOT_SERVED = frozenset({"setting", "option", "script", "tamper", "stray", "lose_cache", "old_cache"})
_SERVED = tuple(kind for kind in KINDS if kind not in _NOT_SERVED)
_URLS = {"ours": "https://news.example", "plain": "https://plain.example"}
_BUILT = (".cache", "output", "__pycache__", ".forge-log", "compared.json")
#: The number of a sequence -> its site; with --served they are drawn.
_FEW = {1: "plain", 2: "plain", 3: "ours"}


def pytest_generate_tests(metafunc):
    asked = metafunc.config.getoption("--served")
    metafunc.parametrize("number", range(1, asked + 1) if asked else list(_FEW))


def test_what_is_served_after_random_edits_is_what_a_clean_build_writes(forge, tmp_path, number):
    chance = random.Random(number)  # noqa: S311
    theme = chance.choice(["ours", "plain"])
    theme = _FEW.get(number, theme)
    site, now, done = tmp_path / "site", NOW, []
    lay_out(site, theme)
    with Served(site, _URLS[theme]) as served:
        assert served.build(now, rests=True)
        for step in range(chance.choice([2, 4, 6])):
            edits = [drawn(chance, _SERVED) for _ in range(chance.choice([1, 1, 2, 3]))]
            now += chance.choice([0, 0, 0, 3600, DAY, -DAY])
            for edit in edits:
                edit.apply(site)
            let_time_pass(site, step, without=_BUILT)
            is_complete = served.build(now, rests=chance.random() < 0.5)
            done.append((edits, now))
        clean = forge.build(_copied(site), now=now, cores=1)
        if not is_complete:
            assert clean.code, done
            return
        wrong = served.otherwise(files(tmp_path / "clean" / "output"), tmp_path / "compared.json")
    assert wrong == [], done


def _copied(site):
    clean = site.with_name("clean")
    shutil.copytree(site, clean, symlinks=True, ignore=shutil.ignore_patterns(*_BUILT))
    return clean
