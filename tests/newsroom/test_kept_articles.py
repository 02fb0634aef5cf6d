"""Articles kept for the next process: few that are new lie beside those that were there, and each holds for itself."""

import pytest
from pelican.plugins.newsroom.article_values import Values
from pelican.plugins.newsroom.kept_articles import Frame, KeptArticles, Made
from pelican.plugins.newsroom.places import Place
from pelican.utils import SafeDatetime

FRAME = Frame("readings", "markdown", {}, "around")
VALUES = Values({}, SafeDatetime, {})
PATHS = [f"content/{n:03}.md" for n in range(200)]


def made(path: str, edition: str = "first") -> Made:
    return Made(f"{edition} {path}", "published", "", has_template=True)


class Article:
    """What is asked of one of Pelican's that was read."""

    url, save_as, settings = "a/", "a/index.html", {"FORMATTED_FIELDS": []}

    def __init__(self, text: str):
        self.title = self._content = text
        self.metadata = {"title": text}
        self.searches = 0

    def get_static_links(self) -> set[str]:
        self.searches += 1
        return {"pictures/tram.jpg"} if "{static}" in self._content else set()


class Folder:
    """A folder of the cache, and what builds one after the other do with it."""

    def __init__(self, path):
        self.path, self.places = path, {}

    def turned(self) -> KeptArticles:
        kept = KeptArticles(is_lasting=False)
        kept.turn(FRAME, self.places, self.path)
        return kept

    def build(self, edition: str, paths, text: str = "text", *, of=PATHS) -> None:
        """A build that has read these."""
        kept = self.turned()
        for path in paths:
            one = kept.written(Article(f"{text} {path} {edition}"), made(path, edition), None, VALUES)
            assert one is not None
            kept.hold(path, one)
        kept.save(dict.fromkeys(of))

    def found(self, editions) -> list[str]:
        """The paths of those that a next build finds as they are in these editions."""
        kept = self.turned()
        return [path for path, edition in editions.items() if kept.find(path, made(path, edition))]

    def files(self) -> dict[str, bytes]:
        return {one.suffix: one.read_bytes() for one in self.path.iterdir()}


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path)
    folder.build("first", PATHS)
    return folder


def test_few_that_are_new_are_written_beside_the_others(folder):
    before = folder.files()
    folder.build("second", PATHS[:2])
    folder.build("third", PATHS[1:3])

    assert before.keys() == {".kept"}
    assert folder.files()[".kept"] == before[".kept"]
    assert len(folder.files()[".later"]) < len(before[".kept"]) / 20
    now = {**dict.fromkeys(PATHS, "first"), PATHS[0]: "second", PATHS[1]: "third", PATHS[2]: "third"}
    assert folder.found(now) == PATHS
    assert folder.found(dict.fromkeys(PATHS, "first")) == PATHS[3:]


def test_what_an_article_says_comes_from_the_later_of_both(folder):
    folder.build("second", PATHS[:1])
    kept = folder.turned()
    one = kept.find(PATHS[0], made(PATHS[0], "second"))

    assert one is not None
    assert kept.article(PATHS[0], one, Article, VALUES, str).title == f"text {PATHS[0]} second"


@pytest.mark.parametrize("why", ["many", "gone", "other links"])
def test_all_are_written_again(folder, why):
    folder.build("second", PATHS[:2])
    before = folder.files()
    if why == "many":
        folder.build("third", PATHS[2:7])
    elif why == "gone":
        folder.build("third", [], of=PATHS[:-1])
    else:
        folder.places = {("tag", "ships"): Place("tag", "ships", "Ships", "tag/ships/", ())}
        folder.build("third", PATHS[2:3])

    assert folder.files().keys() == {".kept"}
    assert folder.files()[".kept"] != before[".kept"]
    assert set(folder.found(dict.fromkeys(PATHS[:2], "second"))) == set(PATHS[:2])


def test_a_text_with_links_by_name_holds_while_the_same_can_be_linked_to_in_either_file(folder):
    folder.build("second", PATHS[:1], "{tag}ships")
    assert folder.found({PATHS[0]: "second"})

    folder.places = {("tag", "ships"): Place("tag", "ships", "Ships", "tag/ships/", ())}
    assert not folder.found({PATHS[0]: "second"})


@pytest.mark.parametrize("file", [".kept", ".later"])
def test_either_file_may_be_missing_or_cut_short(folder, file):
    """As where a build was killed between the one and the other."""
    folder.build("second", PATHS[:2])
    there = next(one for one in folder.path.iterdir() if one.suffix == file)
    there.write_bytes(there.read_bytes()[:-1])
    left = {**dict.fromkeys(PATHS, "first"), **dict.fromkeys(PATHS[:2], "second")}

    assert folder.found(left) == (PATHS[:2] if file == ".kept" else PATHS[2:])
    folder.build("third", PATHS[2:3])
    assert folder.found({PATHS[2]: "third"})


def test_later_ones_that_are_older_than_the_file_with_all_are_not_taken_for_the_new(folder):
    """A build was killed after it wrote all, and before it took away what came later."""
    folder.build("second", PATHS[:2])
    later = next(one for one in folder.path.iterdir() if one.suffix == ".later")
    old = later.read_bytes()
    folder.build("third", PATHS[:7])
    later.write_bytes(old)

    assert folder.found({PATHS[0]: "third", PATHS[5]: "third"}) == [PATHS[5]]


class Pelicans(Article):
    """Goes through the text whenever it is asked for."""

    def get_content(self, siteurl: str) -> str:
        return f"{self._content} by {siteurl}"


@pytest.mark.parametrize("text", ["a text", "a {tag}text"])
def test_a_text_without_links_is_shown_as_it_is_and_fetched_once_in_a_row(folder, text):
    kept, fetched = folder.turned(), []
    one, other = Pelicans(text), Pelicans(text)
    for article in (one, other):
        found = kept.written(article, made("a.md"), None, VALUES)
        kept.settle(article, found, lambda: fetched.append(text) or text)
    is_plain = text == "a text"

    shown = [article.get_content(site) for article in (one, other) for site in ("here", "there", "here")]

    assert shown == ([text] * 6 if is_plain else [f"{text} by {site}" for site in ("here", "there", "here")] * 2)
    assert len(fetched) == (2 if is_plain else 6)


@pytest.mark.parametrize(
    ("text", "links", "searches"),
    [("<p>No link.</p>", (), 0), ('<img src="{static}/pictures/tram.jpg">', ("pictures/tram.jpg",), 1), ("a | b", (), 1)],
)  # fmt: skip
def test_only_a_text_that_may_link_to_files_is_searched_for_links(text, links, searches):
    article = Article(text)

    kept = KeptArticles(is_lasting=False).written(article, made("content/tram.md"), None, VALUES)

    assert kept is not None
    assert (kept.static_links, article.searches) == (links, searches)
