"""What an import says on a terminal: each thing once, however many texts it is said of."""

from pelican.plugins.importers.report import Report


def shown(sentences):
    return list(Report(guessed=list(sentences)).lines())[1:]


def test_what_is_said_of_many_texts_is_said_once_with_its_number():
    tags = [f'content/a{n}.md: tags: "tide" is written "Tide", as elsewhere' for n in range(1300)]
    files = [f"content/news/b{n}.md: the file /img/{n}.png: it is not in the folder" for n in range(40)]
    one = "content/c.md: date: 2026-01-02, after its address"

    assert shown([*tags[:700], one, *files, *tags[700:]]) == [
        '  content/a0.md: tags: "tide" is written "Tide", as elsewhere  (and 1,299 more like this one)',
        f"  {one}",
        "  content/news/b0.md: the file /img/0.png: it is not in the folder  (and 39 more like this one)",
        "  Each of them: --report FILE writes them all down",
    ]


def test_names_of_files_and_sources_make_no_other_sentence():
    files = [f"content/a{n}.md: the file {name}: it is not in the folder" for n, name in enumerate("abcdefghijklmnop")]
    sources = [f"content/a{n}.md: source {name} Wire: its sentence stays" for n, name in enumerate("abcdefghijklmnop")]

    assert shown([*files, *sources]) == [
        "  content/a0.md: the file a: it is not in the folder  (and 15 more like this one)",
        "  content/a0.md: source a Wire: its sentence stays  (and 15 more like this one)",
        "  Each of them: --report FILE writes them all down",
    ]


def test_a_few_sentences_are_all_said():
    few = [f"content/a{n}.md: category: none found" for n in range(20)]

    assert shown(few) == [f"  {one}" for one in few]


def test_different_sentences_are_not_taken_for_one():
    kinds = [f"content/a.md: {'x' * n}: none found" for n in range(1, 26)]

    assert shown(kinds) == [*(f"  {one}" for one in kinds[:20]), "  ... and 5 more: --report FILE writes them all down"]


def test_the_report_in_a_file_has_every_sentence():
    many = [f"content/a{n}.md: category: none found" for n in range(100)]

    assert all(one in Report(missing=many).whole() for one in many)
