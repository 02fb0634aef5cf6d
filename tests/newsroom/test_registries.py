"""The registries: how a spelling finds its entry, and what is wrong in the files."""

import pytest
from pelican.plugins.newsroom.registry import Registry, Topic
from pelican.plugins.newsroom.registry_files import read_registries

NATO = Topic("nato", "NATO", aliases=("North Atlantic Treaty Organization",), was=("n-a-t-o-old",))
OLD = Topic("otan", "OTAN", status="merged", merged_into="nato")


@pytest.mark.parametrize(
    "spelling", ["NATO", "nato", "Nato", "ＮＡＴＯ", "north-atlantic treaty_organization", "n-a-t-o-old", "otan"]
)
def test_every_spelling_finds_the_entry(spelling):
    assert Registry([NATO, OLD], exists=True).find(spelling) == NATO


def test_a_near_miss_is_offered_by_its_name():
    registry = Registry([NATO], exists=True)

    assert registry.find("Natto") is None
    assert registry.nearest("Natto") == "NATO"
    assert registry.nearest("North Atlantic Treaty Organisation") == "NATO"
    assert registry.nearest("bananas") == ""


def test_a_name_is_stronger_than_anothers_alias():
    other = Topic("pact", "The Pact", aliases=("NATO",))

    assert Registry([NATO, other]).find("NATO") == NATO
    assert Registry([other, NATO]).find("NATO") == NATO


@pytest.fixture
def registries(tmp_path):
    """Write registry files and read them: (registries, problems as RULE:LINE)."""

    def _registries(**files: str):
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        found, problems = read_registries(tmp_path, lambda file: file.name)
        assert all(problem.remedy for problem in problems)
        return found, [f"{problem.path}:{problem.rule}:{problem.line}" for problem in problems]

    return _registries


def test_a_site_without_registries_works(registries):
    found, problems = registries()

    assert not found.tags.exists
    assert problems == []


def test_every_key_of_the_contract_is_read(registries):
    found, problems = registries(
        tags="nato:\n  name: NATO\n  aliases: [Nato Alliance]\n  parent: pacts\n  same_as: [http://www.wikidata.org/entity/Q7184]\n"
        "  kind: organisation\n  was: [n-a-t-o]\n  key_story: nato-explained\npacts: Pacts\njunk: {name: latest news, status: junk}\n",
        sources="yahoo-news: {name: Yahoo News, kind: publisher, allowed: [based-on, via], permission_expires: 2027-01-01, license: CC-BY-4.0}\n",
        authors="s-haynes: {name: S Haynes, bio: 'Writes.', role: Reporter}\n",
        storylines="x: {name: X, status: closed}\n",
        front="lead: nato-explained\npinned: [a, b]\nsections: [World]\n",
    )

    assert problems == []
    assert found.tags.find("nato").same_as == ("http://www.wikidata.org/entity/Q7184",)
    assert found.tags.find("Pacts").slug == "pacts"
    assert found.sources.find("Yahoo News").permission_expires.isoformat() == "2027-01-01"
    assert found.front.pinned == ("a", "b")


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"tags": "nato: {nmae: NATO}\n"}, "tags.yaml:W19:1"),
        ({"tags": "a: A\nb: {name: a}\n"}, "tags.yaml:E13:2"),
        ({"tags": "a: A\na: B\n"}, "tags.yaml:E13:2"),
        ({"tags": "a: {name: A, parent: b}\n"}, "tags.yaml:E13:1"),
        ({"tags": "a: {name: A, status: junkk}\n"}, "tags.yaml:E00:1"),
        ({"tags": "a b: A\n"}, "tags.yaml:E00:1"),
        ({"tags": "- a\n"}, "tags.yaml:E00:1"),
        ({"tags": "a: [b\n"}, "tags.yaml:E00:1"),
        ({"tags": "a: !!python/object:os.system {}\n"}, "tags.yaml:E19:1"),
        ({"sources": "a: {name: A, allowed: [stolen]}\n"}, "sources.yaml:E00:1"),
        ({"sources": "a: {name: A, permission_expires: 1/2/2027}\n"}, "sources.yaml:E02:1"),
    ],
)
def test_what_is_wrong_in_a_registry_is_a_problem_with_its_line(registries, files, problem):
    _, problems = registries(**files)

    assert problem in problems


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("gazette.example", "sources.yaml:E00:3"),
        ("www.gazette.example/rss", "sources.yaml:E00:3"),
        ("javascript:alert(1)", "sources.yaml:E19:3"),
        ("htp://gazette.example", "sources.yaml:E19:3"),
    ],
)
@pytest.mark.parametrize("key", ["url", "feed"])
def test_the_address_of_a_source_is_one_of_the_web(key, address, problem, registries):
    found, problems = registries(sources=f"gazette:\n  name: Gazette\n  {key}: {address}\n")

    assert problems == [problem]
    assert getattr(found.sources.find("Gazette"), key) == ""


def test_parents_in_a_circle_are_named_at_both(registries):
    _, problems = registries(tags="a: {name: A, parent: b}\nb: {name: B, parent: a}\n")

    assert problems == ["tags.yaml:E13:1", "tags.yaml:E13:2"]
