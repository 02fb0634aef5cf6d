"""Headers written in a hurry: what is said leads to the place and to what mends it."""

import pytest
from pelican.plugins.newsroom.dialects import read_manuscript

HEADER = "title: Tides\ndeck: A line.\ndate: 2026-01-01\n"


def faults(text):
    return [(one.rule, one.line, one.message, one.remedy) for one in read_manuscript(text).faults]


@pytest.mark.parametrize("colon", [":", "\uff1a"])
def test_a_colon_without_a_blank_is_told_at_each_line(colon):
    text = f"---\ntitle{colon}Tides\ndate: 2026-01-01\ntags{colon}[a, b]\n---\nBody"

    manuscript = read_manuscript(text)

    assert [(one.rule, one.line) for one in manuscript.faults] == [("W19", 2), ("W19", 4)]
    assert {one.remedy for one in manuscript.faults} == {"write a colon and a blank behind the key"}
    assert {one.key: one.value for one in manuscript.fields}["title"] == "Tides"


def test_a_word_that_is_no_key_of_ours_is_not_told_of_its_colon():
    (fault,) = read_manuscript("---\ntitle: a: b\nratio:9\n---\nBody").faults

    assert fault.remedy == "put its value in quotes"


def test_lines_of_toml_between_fences_of_yaml_are_called_so():
    (fault,) = faults('---\ntitle = "Tides"\ndate = 2026-01-01\n---\n\nBody')

    assert fault[:2] == ("E00", 2)
    assert "+++" in fault[3]
    assert "=" in fault[2]


def test_a_text_that_begins_with_a_sign_of_yaml_is_to_be_put_in_quotes():
    (fault,) = faults("---\ntitle: !Tides\n---\nBody")

    assert fault[0] == "E19"
    assert "in quotes" in fault[3]


@pytest.mark.parametrize("above", ["A draft by Ann\n\n", "# Tides\n", "Ann Bee, 3 May\n\nFor Monday\n\n"])
def test_a_header_below_other_words_is_told_at_its_line(above):
    (fault,) = faults(f"{above}---\n{HEADER}---\n\nBody")

    assert fault[:2] == ("E00", above.count("\n") + 1)
    assert "above" in fault[3]


@pytest.mark.parametrize(
    "text",
    [
        f"Title: Tides\nDate: 2026-01-01\n\nSo a header begins:\n\n---\n{HEADER}---\n\nBody",
        "# Tides\n\n---\n\nWords: these\n\n---\n",
        f"# Tides\n\n```\n---\n{HEADER}---\n```\n",
        f"# Tides\n\n    ---\n    {HEADER}    ---\n",
    ],
)
def test_a_rule_in_the_text_is_no_header_below_other_words(text):
    assert faults(text) == []


STORY = f"---\n{HEADER}categories: [News]\n---\n\nIt rains.\n"


def of_text(text, read, rules=("E00", "W19", "E24")):
    return [(one.rule, one.line, one.severity) for one in read(text).problems if one.rule in rules]


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (f"\n---\n{HEADER}---\n\nMore.\n", [("W19", 10, "warning")]),
        ("\n---\ntitle: T\nstatus: draft\n---\n\nMore.\n", [("E00", 10, "error")]),
        ("\n---\ntitle: T\nEmbargo: 2036-01-01 09:00 +01:00\n---\n\nMore.\n", [("E00", 10, "error")]),
        (f"\n```yaml\n---\n{HEADER}---\n```\n", []),
        ("\n---\n\nNote: this.\n\n---\n", []),
        ("\n---\nDate: a fruit\n---\n", []),
    ],
)
def test_a_second_header_is_told_and_one_that_holds_the_story_back_is_an_error(second, told, read):
    assert of_text(STORY + second, read) == told


def test_a_header_directly_below_the_first_is_told(read):
    assert of_text(f"---\n{HEADER}---\n---\n{HEADER}---\n\nIt rains.\n", read) == [("W19", 6, "warning")]


def test_the_marks_of_a_merge_are_told(read):
    merge = "\n<<<<<<< HEAD\nIt rains.\n=======\nIt pours.\n>>>>>>> theirs\n"

    assert of_text(STORY + merge, read, ("E24",)) == [("E24", 10, "error")]
    assert of_text(f"{STORY}\n```{merge}```\n", read, ("E24",)) == []


@pytest.mark.parametrize(
    "line",
    [
        "tags: \u201charbour\u201d, \u201clow water\u201d",
        "tags: [\u201charbour\u201d, \u2018low water\u2019]",
        "tags: \u201eharbour\u201c, \u201alow water\u2018",
        "tags: \u201charbour, low water\u201d",
        "tags:\n  - \u201charbour\u201d\n  - low water",
    ],
)
@pytest.mark.parametrize("fence", ["---\n", ""])
def test_typographic_quotation_marks_around_a_tag_are_no_part_of_it(line, fence, read):
    story = read(f"{fence}title: Tides\ndate: 2026-01-01\n{line}\n{fence}\nBody.").story

    assert [one.name for one in story.tags] == ["harbour", "low water"]


@pytest.mark.parametrize(
    "name", ["\u201cHeroes\u201d of the \u201cwater\u201d", "Rock \u2019n\u2019 Roll", "7\u201d", "\u00abPort\u00bb"]
)
def test_quotation_marks_within_a_tag_stay(name, read):
    story = read(f"---\ntitle: Tides\ndate: 2026-01-01\ntags: [{name}]\n---\nBody.").story

    assert [one.name for one in story.tags] == [name]


def test_key_points_may_be_quotations(read):
    story = read("---\ntitle: Tides\ndate: 2026-01-01\nkey_points:\n  - \u201cIt will rise.\u201d\n---\nBody.").story

    assert story.key_points == ("\u201cIt will rise.\u201d",)


@pytest.mark.parametrize(
    "header", ['{\n  "title": "Tides",\n  "draft": true\n}', '{"title": "Tides", "date": "2026-01-01"}']
)
def test_a_header_of_json_is_told_as_one(header):
    manuscript = read_manuscript(f"{header}\n\nBody.")

    (fault,) = manuscript.faults
    assert (fault.rule, fault.line) == ("E00", 1)
    assert "JSON" in fault.message
    assert not manuscript.readable


@pytest.mark.parametrize("text", ["{{ name }} was here.", "{: .lead}\nWords.", '{"odd": "words"}', "{% include a %}"])
def test_a_brace_at_the_top_is_no_header(text):
    assert read_manuscript(text).faults == ()


@pytest.mark.parametrize("host", ["https://news.example", "http://www.news.example"])
def test_a_whole_address_of_the_site_is_the_address_of_its_page(host, read):
    """Headers of other programs hold them so; the page was dropped."""
    story = read(
        f"---\ntitle: Tides\nurl: {host}/about/tides/\nsave_as: {host}/about/tides/index.html\n---\nBody.", kind="page"
    ).story

    assert (story.url, story.file) == ("about/tides/", "about/tides/index.html")


def test_a_whole_address_is_a_path_where_the_site_does_not_know_its_own(read):
    text = "---\ntitle: Tides\nurl: https://news.example/a%20b/\n---\nBody."

    assert read(text, kind="page", url="").story.url == "a b/"
    assert read(text.replace("/a%20b", "/blog/a"), kind="page", url="https://news.example/blog").story.url == "a/"


@pytest.mark.parametrize("site", ["https://other.example", "https://news.example/blog"])
def test_an_address_of_another_site_is_none_of_this_one(site, read):
    reading = read("---\ntitle: Tides\nurl: https://news.example/a/../b/\n---\nBody.", kind="page", url=site)

    assert [one.rule for one in reading.problems] == ["E19"]


@pytest.mark.parametrize(
    "name",
    ["Ann Bee <ann@b.example>", "Ann Bee (ann@b.example)", "By Ann Bee", "by: Ann Bee <ann@b.example>", "“Ann Bee”"],
)
def test_what_stands_around_a_name_is_no_part_of_it(name, read):
    """An address of mail was printed for all readers, and "By" stood there twice."""
    story = read(f'---\ntitle: Tides\ndate: 2026-01-01\nauthors: ["{name}", "Bo By"]\n---\nBody.').story

    assert [one.name for one in story.authors] == ["Ann Bee", "Bo By"]


def test_a_byline_that_is_an_address_stays(read):
    story = read("---\ntitle: Tides\ndate: 2026-01-01\nauthor: ann@b.example\n---\nBody.").story

    assert [one.name for one in story.authors] == ["ann@b.example"]


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ("'#harbour #low-water'", ["harbour", "low-water"]),
        ("'#MeToo'", ["#MeToo"]),
        ("C# and F#", ["C# and F#"]),
        ("'#a, #b c'", ["#a", "#b c"]),
    ],
)
def test_tags_as_in_a_message_are_several(tags, names, read):
    story = read(f"---\ntitle: Tides\ndate: 2026-01-01\ntags: {tags}\n---\nBody.").story

    assert [one.name for one in story.tags] == names
