"""Lists that outlast a build: whatever was edited, they are those of a clean start, with their roles and reasons."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from weakref import ref

import pytest
from pelican.plugins.newsroom.archive import Archive
from pelican.plugins.newsroom.registry import Registries, Registry, Topic
from pelican.plugins.newsroom.story import Person, Source, Story, Term
from pelican.plugins.related import archives, choosing, listing, memory, reasons
from pelican.plugins.related.options import Options
from pelican.plugins.related.selection import Selection

pytestmark = pytest.mark.slow

WORDS = [f"w{n}" for n in range(120)]
WEIGHTS = [1 / (rank + 1) for rank in range(len(WORDS))]  # as in any language
NAMES = ("Ada Quill", "Alderhaven", "NATO", "Bank of Alderhaven", "Old Quay", "Grace Hall")
TAGS = [Term(name.title(), name) for name in ("trade", "ships", "tolls", "law", "roses", "nato", "gardens", "common")]
KINDS = ("add", "delete", "word", "word", "text", "name", "retag", "redate", "hour", "retitle", "pin", "exclude", "line", "translate", "type", "author", "source", "move", "copy", "hide", "many", "registry", "option", "nothing")  # fmt: skip


class Desk:
    """A newsroom at work: it edits stories, registries and options by chance, always the same."""

    def __init__(self, seed: int, stories: int, *, editions: bool = False) -> None:
        """With `editions` a story says that its file is another; else everything has to be compared."""
        self.chance, self.editions = random.Random(seed), editions  # noqa: S311
        self.registries, self.options = Registries(), Options(limit=3)
        self.stories: dict[str, Story] = {}
        self._next = 0
        for _ in range(stories):
            self.add()

    def words(self, count: int) -> str:
        chance = self.chance
        return " ".join(chance.choice(NAMES) if chance.random() < 0.08 else word for word in chance.choices(WORDS, WEIGHTS, k=count))  # fmt: skip

    def tags(self) -> tuple[Term, ...]:
        return tuple(self.chance.sample(TAGS, self.chance.randrange(4)))

    def date(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=self.chance.randrange(24 * 60))

    def add(self) -> None:
        chance, number = self.chance, self._next
        self._next += 1
        self.put(
            Story(
                f"content/s{number}.md", f"s{number}", self.words(4), id=f"id{number}", lang=chance.choice(("en", "en", "en", "de", "en-GB")),
                date=self.date(), text=self.words(chance.choice((0, 8, 40, 80))), deck=self.words(5), tags=self.tags(),
                categories=(Term(name := chance.choice(("Economy", "Science", "Garden")), name.lower()),) * chance.choice((0, 1, 1)),
                type=chance.choice(("", "report", "explainer")), authors=(Person("Ada Quill", "ada-quill"),) * chance.choice((0, 0, 1)),
            )
        )  # fmt: skip

    def put(self, story: Story) -> None:
        self.stories[story.path] = replace(story, edition=repr(story)) if self.editions else story

    def edit(self) -> str:
        kind = self.chance.choice(KINDS)
        if kind == "add" or len(self.stories) < 5:
            self.add()
        elif kind == "registry":
            hidden = self.chance.choice(TAGS)
            topic = Topic(hidden.slug, hidden.name, status=self.chance.choice(("shown", "hidden", "junk")))
            self.registries = Registries(tags=Registry([topic]))
        elif kind == "option":
            self.options = replace(self.options, limit=self.chance.choice((2, 3)), at_least=self.chance.choice((0, 2)), diversity=self.chance.choice((0.0, 0.3)), languages=self.chance.choice(("own", "own", "mixed")))  # fmt: skip
        elif kind != "nothing":
            for path in self.chance.sample(sorted(self.stories), 3 if kind == "many" else 1):
                self.change(kind, self.stories.pop(path))
        return kind

    def change(self, kind: str, one: Story) -> None:
        chance = self.chance
        other = chance.choice(list(self.stories.values()))
        facts: dict[str, dict] = {
            "word": {"text": f"{one.text} {self.words(1)}"}, "text": {"text": self.words(60)}, "name": {"text": f"{one.text} Then {chance.choice(NAMES)} spoke to {chance.choice(NAMES)}."},
            "retag": {"tags": self.tags()}, "redate": {"date": self.date()}, "hour": {"date": one.date + timedelta(minutes=chance.choice((-7, 7)))},
            "retitle": {"title": chance.choice(("Live: ", "Week in charts: ", "")) + self.words(3)}, "pin": {"related": (other.slug,) * chance.choice((0, 1))},
            "exclude": {"related_exclude": (other.id,) * chance.choice((0, 1))}, "line": {"storyline": chance.choice((None, Term("The tram", "tram")))},
            "translate": {"lang": chance.choice(("en", "de", "en-GB"))}, "type": {"type": chance.choice(("", "explainer"))},
            "author": {"authors": (Person(name := chance.choice(NAMES), name.lower()),)}, "copy": {"text": other.text, "translation_of": chance.choice(("", other.slug))},
            "source": {"sources": (Source("Wire", "wire", chance.choice(("wire", "based-on")), f"https://w.example/{chance.randrange(3)}"),)},
            "move": {"slug": f"{one.slug}x", "categories": (Term("Garden", "garden"),)}, "hide": {"status": chance.choice(("hidden", "published"))}, "many": {"text": self.words(50)},
        }  # fmt: skip
        if kind != "delete":
            self.put(replace(one, **facts[kind]))

    def entries(self, cache: Path | None = None, held: archives.Held | None = None) -> dict:
        """The lists, as a build makes them."""
        order = self.chance.sample(list(self.stories.values()), len(self.stories))
        selection = Selection(
            Archive(order), self.registries, self.options, site_name="The Post", cache=cache, held=held
        )
        return selection.all_entries


@pytest.fixture(autouse=True)
def kept_from_the_first_story_on(monkeypatch):
    monkeypatch.setattr(archives, "MANY", 0)


@pytest.mark.parametrize(
    ("seed", "stories", "edits", "editions"), [(1, 60, 70, True), (2, 30, 60, False), (3, 90, 50, True), (4, 6, 40, True), (9, 150, 40, True)]
)  # fmt: skip
def test_any_series_of_edits_gives_the_lists_roles_and_reasons_of_a_clean_start(
    tmp_path, seed, stories, edits, editions
):
    desk = Desk(seed, stories, editions=editions)
    desk.entries(tmp_path)
    for number in range(edits):
        kind = desk.edit()
        assert desk.entries(tmp_path) == desk.entries(), (number, kind)


def test_what_lists_were_found_with_goes_when_they_are_there(tmp_path):
    desk = Desk(3, 40, editions=True)
    selection = Selection(Archive(list(desk.stories.values())), desk.registries, desk.options, cache=tmp_path)
    told, engine = selection.all_entries, ref(selection.engine)
    selection.let_go_of_engine()

    assert engine() is None
    assert selection.lists.keys() == told.keys()
    assert all(isinstance(selection.fillers(path), list | tuple) for path in told)


def test_what_lists_were_found_with_goes_before_what_is_remembered_is_written(tmp_path, monkeypatch):
    """Where nobody asks for what has to compare again: and what is written serves the next build."""
    desk, held = Desk(3, 40, editions=True), []
    selection = Selection(
        Archive(list(desk.stories.values())), desk.registries, desk.options, site_name="The Post", cache=tmp_path
    )
    engine, save = ref(selection.engine), memory.save
    monkeypatch.setattr(memory, "save", lambda *given: held.append(engine()) or save(*given))

    told = selection.entries_at_last()

    assert held == [None]
    assert told == desk.entries()
    desk.edit()
    key = repr((desk.options, "The Post", []))
    remembered = archives.Archives(tmp_path, key, desk.options).remembered()
    assert remembered is not None
    assert remembered.entries == told
    assert desk.entries(tmp_path) == desk.entries()


@pytest.mark.parametrize("seldom", [1, 4])
def test_a_process_that_lives_on_has_the_lists_of_a_clean_start_and_so_has_the_next(tmp_path, monkeypatch, seldom):
    """Whatever it has written by the time it ends."""
    monkeypatch.setattr(archives, "SELDOM", seldom)
    desk, held = Desk(10, 60, editions=True), archives.Held()
    desk.entries(tmp_path, held)
    for number in range(25):
        kind = desk.edit()
        assert desk.entries(tmp_path, held) == desk.entries(), (number, kind)
        if number % 6 == 5:
            held = archives.Held()
            assert desk.entries(tmp_path, held) == desk.entries()


def test_what_is_held_is_not_read_again(tmp_path, monkeypatch):
    desk, held = Desk(5, 60, editions=True), archives.Held()
    desk.entries(tmp_path, held)
    nothing_can_be_read(tmp_path, monkeypatch)
    desk.change("word", desk.stories.pop("content/s7.md"))

    assert desk.entries(tmp_path, held)["content/s7.md"]


def nothing_can_be_read(folder, monkeypatch) -> None:
    """No list can be made anew, and no memory taken up."""
    for file in files(folder):
        file.unlink()
    monkeypatch.setattr(archives.Lists, "of", None)
    monkeypatch.setattr(archives.memories, "load", None)


def test_what_was_taken_up_and_found_as_it_was_is_held(tmp_path, monkeypatch):
    desk, held = Desk(5, 60, editions=True), archives.Held()
    desk.entries(tmp_path)
    desk.entries(tmp_path, held)
    nothing_can_be_read(tmp_path, monkeypatch)
    desk.change("word", desk.stories.pop("content/s7.md"))

    assert desk.entries(tmp_path, held)["content/s7.md"]


@pytest.fixture
def chosen(monkeypatch) -> list[str]:
    """The stories that were chosen for, in this process."""
    found: list[str] = []
    choose = choosing.Choosing.chosen

    def noted(self, path: str, count: int):
        found.append(path)
        return choose(self, path, count)

    monkeypatch.setattr(choosing.Choosing, "chosen", noted)
    return found


def test_what_has_not_changed_is_neither_chosen_nor_reasoned_about_again(tmp_path, chosen, monkeypatch):
    """Else the law above would say nothing about what is remembered."""
    desk = Desk(5, 150, editions=True)
    desk.entries(tmp_path)
    assert len(set(chosen)) == 150
    chosen.clear()
    reasoned: list[str] = []
    monkeypatch.setattr(reasons, "_topics", lambda story: reasoned.append(story.path) or set())

    desk.entries(tmp_path)
    assert (chosen, reasoned) == ([], [])

    one = desk.stories["content/s7.md"]
    desk.put(replace(one, text=f"{one.text} {desk.words(1)}"))
    desk.entries(tmp_path)
    assert 0 < len(set(chosen)) < 75


def test_where_no_answer_is_another_nothing_is_played_through(tmp_path, monkeypatch):
    desk = Desk(5, 150, editions=True)
    before = desk.entries(tmp_path)
    monkeypatch.setattr(listing, "rescued", None)
    one = desk.stories["content/s7.md"]
    desk.put(replace(one, extra={"colour": "blue"}, text=f"{one.text} zyx"))

    assert desk.entries(tmp_path) == before


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("related-*.bin"))


DAMAGE = {
    "cut short": lambda whole: whole[: len(whole) // 2],
    "empty": lambda _: b"",
    "foreign": lambda _: b"no file of ours " * 300,
    "a bit changed": lambda whole: whole[:-9] + bytes([whole[-9] ^ 4]) + whole[-8:],
    "a bit of its head changed": lambda whole: whole[:40] + bytes([whole[40] ^ 1]) + whole[41:],
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path, damage):
    desk = Desk(6, 30)
    desk.entries(tmp_path)
    kinds = [file.name.partition("-")[2][:4] for file in files(tmp_path)]
    for number, kind in enumerate(kinds):
        file = files(tmp_path)[number]
        file.write_bytes(damage(file.read_bytes()))
        desk.edit()
        assert desk.entries(tmp_path) == desk.entries(), kind
    assert len(set(kinds)) == 3


def test_files_of_two_builds_do_not_mix(tmp_path):
    """As when a cache was restored in part: what is remembered is of another archive than the one that lies beside it."""
    desk = Desk(7, 40)
    desk.entries(tmp_path)
    old = {file: file.read_bytes() for file in files(tmp_path)}
    for _ in range(6):
        desk.edit()
        desk.entries(tmp_path)
    for name in ("related-memory.bin", "related-archive.bin"):
        (tmp_path / name).write_bytes(old[tmp_path / name])
        assert desk.entries(tmp_path) == desk.entries(), name
        desk.edit()
        assert desk.entries(tmp_path) == desk.entries(), name


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    desk = Desk(8, 20)

    assert desk.entries(tmp_path / "file") == desk.entries()
