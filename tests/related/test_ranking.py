"""`newsroom related rank`: any file of articles, and what is wrong with one that cannot be ranked."""

import gzip
import json

import pytest
from pelican.plugins.newsroom.__main__ import main

ARTICLES = [
    {
        "id": "a",
        "title": "Ports and ships",
        "text": "ports and ships of trade",
        "tags": ["ports"],
        "date": "2026-01-01",
    },
    {
        "id": "b",
        "title": "Ports and cranes",
        "text": "ports and cranes of trade",
        "tags": ["ports"],
        "date": "2026-01-02",
    },
    {
        "id": "c",
        "title": "Vaccines",
        "text": "vaccines and trials of medicine",
        "tags": ["health"],
        "date": "2026-01-03",
    },
    {"id": "d", "title": "Doses", "text": "vaccines and doses of medicine", "tags": ["health"], "date": ""},
]
LINES = "".join(json.dumps(one) + "\n" for one in ARTICLES)


@pytest.fixture
def rank(tmp_path, capsys):
    """Write a file, rank it; (exit code, lists or None, what was said)."""

    def _rank(data: bytes, *arguments: str, name: str = "d.jsonl"):
        (tmp_path / name).write_bytes(data)
        code = main(["related", "rank", str(tmp_path / name), *arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, json.loads(said.out) if said.out else None, said.err

    return _rank


def test_the_most_alike_come_first(rank):
    code, lists, _ = rank(LINES.encode(), "--limit", "1")

    assert code == 0
    assert lists == {"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}


def test_what_is_compressed_is_known_by_what_it_holds(rank):
    assert rank(gzip.compress(LINES.encode()), name="d.jsonl.gz")[1] == rank(LINES.encode())[1]
    assert rank(gzip.compress(LINES.encode()), name="named-otherwise")[1] == rank(LINES.encode())[1]


def test_a_byte_order_mark_and_blank_lines_do_no_harm(rank):
    assert rank(b"\xef\xbb\xbf" + LINES.replace("\n", "\r\n\r\n").encode())[1] == rank(LINES.encode())[1]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LINES.encode() + b"{not json\n", "d.jsonl:5: this is no JSON"),
        (b'\n{"id": "x"}\n[1]\n', "d.jsonl:3: each line must be an object"),
        (b'{"title": "x"}\n', 'd.jsonl:1: the article has no "id"'),
        (b'{"id": "x"}\n{"id": "y"}\n\n{"id": "x"}\n', 'd.jsonl:4: the id "x" stands on line 1 already'),
        (b'{"id": "x"}\n{"id": "\xff"}\n', "d.jsonl:2: this is not UTF-8"),
        (gzip.compress(LINES.encode())[:-20], "damaged"),
        (b"[" * 200_000 + b"\n", "d.jsonl:1:"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(rank, data, said):
    code, lists, told = rank(data)

    assert (code, lists) == (1, None)
    assert said in told


def test_an_empty_file_ranks_nothing(rank):
    assert rank(b"")[:2] == (0, {})


@pytest.mark.parametrize(
    "arguments", [["no-such-file.jsonl"], ["."], ["FILE", "--limit", "0"], ["FILE", "--out", "no/such/folder/x.json"]]
)
def test_called_wrongly_it_ends_with_2(arguments, tmp_path, capsys):
    (tmp_path / "d.jsonl").write_text(LINES, encoding="utf-8")
    given = [str(tmp_path / "d.jsonl") if one == "FILE" else one for one in arguments]

    assert main(["related", "rank", *given]) == 2
    assert capsys.readouterr().err.startswith("newsroom: ")


def test_values_of_any_form_do_no_harm(rank):
    odd = {"id": 7, "title": None, "text": 5, "tags": "ports", "categories": None, "date": "soon", "lang": None}
    code, lists, _ = rank((LINES + json.dumps(odd) + "\n").encode())

    assert code == 0
    assert set(lists) == {"a", "b", "c", "d", "7"}
