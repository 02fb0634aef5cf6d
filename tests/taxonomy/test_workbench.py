"""Renames, merges and repairs in the texts of a site's files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.plugins.newsroom.registry import Registry, Topic
from pelican.plugins.newsroom.registry_files import read_registries
from pelican.plugins.newsroom.slug import fold, slug_of
from pelican.plugins.taxonomy.doctor import Filing, diagnosis
from pelican.plugins.taxonomy.redirects_file import with_redirect
from pelican.plugins.taxonomy.registry_edit import with_fact
from pelican.plugins.taxonomy.workbench import Impossible, Workbench

TAGS = """\
# The vocabulary.

nato:
  name: NATO  # the alliance
  aliases: [North Atlantic Treaty Organization]
  kind: organisation

# --- places
kyiv: {name: Kyiv, aliases: ["Kiev"]}
sea law: &x
  parent: nato
tides:
law: Law
"""
TAGS = TAGS.replace("sea law: &x", "sea-law:")


@pytest.fixture
def bench(tmp_path):
    def _bench(tags: str = "", redirects: str = "", **stories: str) -> Workbench:
        registry: Registry[Topic] = Registry()
        if tags:
            (tmp_path / "tags.yaml").write_text(tags)
            registries, problems = read_registries(tmp_path, lambda file: file.name)
            assert problems == ()
            registry = registries.tags
        texts = {f"{name}.md": f"---\ntags: [{names}]\n---\nText.\n" for name, names in stories.items()}
        return Workbench(
            key="tags", stories=texts, registry=registry, slug_of=slug_of, page_of=lambda slug: f"tag/{slug}/", has_page=lambda _: True,
            registry_path="tags.yaml" if tags else "", registry_text=tags, redirects_path="redirects.yaml", redirects_text=redirects,
        )  # fmt: skip

    return _bench


def again(bench, made: Workbench) -> Workbench:
    """The same site, read anew after a change."""
    stories = {path.removesuffix(".md"): text.split("[")[1].split("]")[0] for path, text in made.stories.items()}
    return bench(made.registry_text, made.redirects_text, **stories)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("NATO", "Atlantic Alliance", "atlantic-alliance:"),
        ("Kyiv", "Kyjiw", 'kyjiw: {name: Kyjiw, aliases: ["Kiev"], was: [kyiv]}'),
        ("tides", "The tides", "the-tides: The tides"),
        ("Law", "Laws", "laws: Laws"),
    ],
)
def test_a_rename_touches_its_lines_and_back_gives_the_same_bytes(bench, old, new, line):
    site = bench(TAGS, one=f"a, {old}, b", other="b")

    site.rename(old, new)

    assert line in site.registry_text.split("\n")
    assert site.stories["one.md"] == f"---\ntags: [a, {new}, b]\n---\nText.\n"
    assert "other.md" not in [path for path, *_ in site.changes()]
    assert again(bench, site).registry.find(slug_of(old)) or f"tag/{slug_of(old)}/" in site.redirects_text

    back = again(bench, site)
    back.rename(new, old)
    assert (back.registry_text, back.redirects_text, back.stories) == (
        TAGS,
        "",
        bench(TAGS, one=f"a, {old}, b", other="b").stories,
    )


def test_what_named_the_old_slug_follows(bench):
    site = bench(TAGS, one="NATO")

    site.rename("NATO", "Pact")

    assert "  parent: pact\n" in site.registry_text
    assert "  name: Pact  # the alliance\n" in site.registry_text
    assert "  was: [nato]\n" in site.registry_text


def test_a_rename_to_an_alias_takes_its_place(bench):
    site = bench(TAGS, one="NATO")

    site.rename("NATO", "North Atlantic Treaty Organization")

    assert "  aliases: [NATO]\n" in site.registry_text
    back = again(bench, site)
    back.rename("North Atlantic Treaty Organization", "NATO")
    assert back.registry_text == TAGS


def test_a_name_that_is_there_is_merged_not_renamed(bench):
    with pytest.raises(Impossible, match='merge "NATO" "Kyiv"'):
        bench(TAGS, one="NATO").rename("NATO", "Kiev")
    with pytest.raises(Impossible, match="merge"):
        bench(one="a, b").rename("a", "B")


def test_a_merge_says_where_the_entry_went(bench):
    site = bench(TAGS, one="Kiev, NATO", two="Kyiv")

    site.merge("Kyiv", "NATO")

    assert 'kyiv: {name: Kyiv, aliases: ["Kiev"], status: merged, merged_into: nato}' in site.registry_text
    assert site.stories["one.md"] == "---\ntags: [NATO]\n---\nText.\n"
    assert again(bench, site).registry.find("Kiev").slug == "nato"


def test_a_merge_of_what_is_in_no_vocabulary(bench):
    known, unknown = bench(TAGS, one="pact, NATO"), bench(one="pact, Pacts")

    known.merge("pact", "NATO")
    unknown.merge("Pacts", "pact")

    assert "  aliases: [North Atlantic Treaty Organization, pact]\n" in known.registry_text
    assert unknown.redirects_text == "tag/pacts/: tag/pact/\n"
    assert unknown.stories["one.md"] == "---\ntags: [pact]\n---\nText.\n"


def test_what_is_one_already_cannot_be_merged(bench):
    known, unknown = bench(TAGS, one="Kyiv, Kiev"), bench(one="pact, Pacts")

    with pytest.raises(Impossible, match="are one already"):
        known.merge("Kiev", "Kyiv")
    with pytest.raises(Impossible, match="are one already"):
        unknown.merge("PACT", "pact")
    with pytest.raises(Impossible, match=r"not in tags\.yaml"):
        known.merge("Kyiv", "harbour")


def test_a_tag_that_repeats_the_category_leads_there_once_no_story_has_it(bench):
    """A story of another category may mean the tag: then its page stays."""
    gone, stays = bench(one="World, tides"), bench(one="World, tides", two="World")
    page = {("category", fold("World")): "category/world/"}

    for site, elsewhere in ((gone, "World"), (stays, "Science")):
        filed = [Filing(path, site.names(path), (category,)) for path, category in zip(site.stories, ("World", elsewhere), strict=False)]  # fmt: skip
        site.repair(diagnosis(filed, site.registry), page)

    assert gone.redirects_text == "tag/world/: category/world/\n"
    assert stays.redirects_text == ""
    assert [stays.names(path) for path in stays.stories] == [("tides",), ("World",)]


def test_a_value_keeps_the_quotes_of_its_writer():
    text = "nato:\n  name: 'NATO'\nsea: {name: \"Sea\"}\n"

    assert with_fact(text, "nato", "name", "Pact") == text.replace("'NATO'", "'Pact'")
    assert with_fact(text, "sea", "name", "Seas") == text.replace('"Sea"', '"Seas"')
    assert with_fact(text, "nato", "kind", "organisation") == text.replace("'NATO'\n", "'NATO'\n  kind: organisation\n")


def test_redirects_never_chain():
    text = with_redirect(with_redirect("# moved\n", "tag/a/", "tag/b/"), "tag/b/", "tag/c/")

    assert text == "# moved\ntag/a/: tag/c/\ntag/b/: tag/c/\n"
    assert with_redirect(text, "tag/c/", "tag/b/") == "# moved\ntag/a/: tag/b/\n"


NAMES = st.lists(
    st.sampled_from(
        [
            "NATO",
            "nato",
            "Nato",
            "sanctions",
            "Sanction",
            "sanction-",
            "sea-level",
            "sea_level",
            "Sea-Levels",
            "news",
            "World",
            "Ann",
            "tides",
            "Tide",
            "G7",
            "G20",
            "C",
            "C++",
            "C#",
            "U.S.",
            "US",
        ]
    ),
    max_size=6,
)


@given(st.lists(NAMES, min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_the_doctor_finds_nothing_to_repair_after_the_repair(lists):
    texts = {f"{n}.md": f"---\ntags: [{', '.join(names)}]\n---\n" for n, names in enumerate(lists)}
    site = Workbench(
        key="tags", stories=texts, registry=Registry(), slug_of=slug_of, page_of=lambda slug: f"tag/{slug}/",
        has_page=lambda _: True, redirects_path="redirects.yaml",
    )  # fmt: skip

    def findings():
        return diagnosis(
            [Filing(path, site.names(path), ("World",), (), ("Ann",)) for path in site.stories], site.registry, ["news"]
        )

    for _ in range(5):
        site.repair(findings(), {})

    assert not [one for one in findings() if one.is_repair]


WORDS = st.text("abcdefg ", min_size=2, max_size=8).map(str.strip).filter(lambda name: len(name) > 1)


@given(
    st.lists(WORDS, min_size=1, max_size=4, unique_by=(slug_of, fold)),  # two that fold alike are one tag
    WORDS,
    st.sampled_from(["---\ntags: [{}]\n---\n", "Tags: {}\n\nx\n"]),
)
@settings(deadline=None)
def test_a_rename_there_and_back_gives_the_same_bytes(names, new, form):
    if fold(new) in {fold(name) for name in names}:
        return
    text = form.format(", ".join(names))
    before = {"a.md": text}

    def bench(stories, redirects):
        return Workbench(
            key="tags", stories=dict(stories), registry=Registry(), slug_of=slug_of, page_of=lambda slug: f"tag/{slug}/",
            has_page=lambda _: True, redirects_path="redirects.yaml", redirects_text=redirects,
        )  # fmt: skip

    there = bench(before, "")
    there.rename(names[0], new)
    back = bench(there.stories, there.redirects_text)
    back.rename(new, names[0])

    assert (back.stories, back.redirects_text) == (before, "")
