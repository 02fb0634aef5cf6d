"""The law over random sequences of edits, with one and several workers, builds that are killed, other people's plugins and themes.

A few in each run of the tests; `make sequences` runs as many as are asked for. What once failed stands below by name.
"""

import shutil
from dataclasses import replace

import pytest

from tests.incremental.edits import KINDS, Edit
from tests.incremental.forge import NOW
from tests.incremental.sequences import DAY, SETTINGS, Edits, Runner, Step, lay_out, sequence
from tests.incremental.small_site import files
from tests.incremental.tally import Tally

pytestmark = pytest.mark.slow

#: Kind of site -> the number of its sequence, and its steps.
SHORT = {
    "ours": (1, 2), "plain": (2, 4), "neighbours": (4, 3), "heard": (5, 2), "minified": (6, 2), "notmyidea": (8, 1),
}  # fmt: skip


@pytest.fixture(scope="module")
def runner(forge, tmp_path_factory):
    return Runner(forge, tmp_path_factory.mktemp("sequences"))


@pytest.mark.parametrize("kind", SHORT)
def test_after_each_edit_the_output_is_that_of_a_clean_build(runner, kind):
    one = sequence(SHORT[kind][0], kind, SHORT[kind][1])

    failure = runner.failure_of(one)

    assert failure is None, f"{failure.what}\n{one}"


def test_the_real_command_in_processes_of_their_own_does_the_same(runner):
    one = replace(sequence(9, "plain", 1), anew=True)

    failure = runner.failure_of(one)

    assert failure is None, f"{failure.what}\n{one}"


def test_a_sequence_says_what_is_wrong_where_a_build_goes_on_wrongly(runner, monkeypatch):
    """The law can fail: a page that nobody makes again is found, and told by the one edit that it takes."""
    one = Edits("plain", (Step((Edit("nothing", 1), Edit("body", 3))),))
    build = runner.forge.build

    def forgetful(root, **asked):
        before = {file: file.read_bytes() for file in root.glob("output/*.html")}
        ran = build(root, **asked)
        for file, data in before.items():
            if file.exists():
                file.write_bytes(data)
        return ran

    monkeypatch.setattr(runner.forge, "build", forgetful)
    failure = runner.failure_of(one)
    shortest, _ = runner.reduced(one, failure)

    assert failure.step == 1
    assert "otherwise: " in failure.what
    assert shortest.steps == (Step((Edit("body", 3),)),)


def test_sequences_hold_every_kind_of_edit_and_of_site():
    drawn = [sequence(number) for number in range(1, 301)]

    assert {one.theme for one in drawn} == set(SETTINGS)
    assert {edit.kind for one in drawn for step in one.steps for edit in step.edits} == set(KINDS)
    assert any(step.kills and step.cores == 2 for one in drawn for step in one.steps)
    assert any(one.anew for one in drawn)


def test_a_moment_that_passes_is_counted(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("---\nembargo: 2026-11-24T08:00+00:00\n---\n", encoding="utf-8")
    tally = Tally()
    for before, now in ((NOW, NOW + 3600), (NOW, NOW + DAY), (NOW + DAY, NOW)):
        tally.step(2, tmp_path, before, now)

    assert tally.passed == {"clock on": 2, "clock back": 1, "embargo passed": 2}
    assert tally.steps == {2: 3}


# --- What once failed ----------------------------------------------------------------------------------------------------

ONCE = {
    "a picture in a text is another": Edits("ours", (Step((Edit("picture", 3234797509),)),)),
}


@pytest.mark.parametrize("name", ONCE)
def test_what_once_failed(runner, name):
    failure = runner.failure_of(ONCE[name])

    assert failure is None, failure.what


#: Folders of `.cache/` with files that are taken into an output as they are.
KEPT = {"icons", "images", "pictures", "search"}


def test_what_is_bent_in_a_cache_is_made_again(runner, tmp_path):
    site = tmp_path / "site"
    lay_out(site, "ours")
    runner.forge.build(site)
    wanted = files(site / "output")
    kept = [one for name in sorted(KEPT) for one in sorted((site / ".cache" / name).rglob("*")) if one.is_file()]
    for n, one in enumerate(kept):
        data = bytearray(one.read_bytes())
        data[len(data) // 2] ^= 16
        one.write_bytes(data if n % 2 else data[:-9])
    shutil.rmtree(site / "output")
    runner.forge.build(site)

    assert {one.parent.name for one in kept} >= KEPT
    assert files(site / "output") == wanted
