"""What is taken over from Isso, and what is not."""

import sqlite3

import pytest
from pelican.plugins.comments.isso import Failed, from_database, from_server
from pelican.plugins.comments.thread import written


@pytest.fixture
def database(tmp_path):
    """A database as Isso 0.14 keeps it."""
    file = tmp_path / "comments.db"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256))")
        made.execute(
            "CREATE TABLE comments (tid, id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT, modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR, website VARCHAR)"
        )
        made.execute("INSERT INTO threads VALUES (1, '/2026/01/tides/', 'Why tides turn')")
        rows = [
            (1, 1, None, 1795435200.25, None, 1, "192.0.2.0", "Well said.", "Ann &amp; Bee", "ann@private.example", "https://ann.example"),
            (1, 2, 1, 1795435260.0, None, 1, "192.0.2.0", "No.", None, "cee@private.example", None),
            (1, 3, None, 1795435320.0, None, 2, "192.0.2.0", "Buy this", "Spam", "spam@private.example", None),
            (1, 4, None, 1795435380.0, None, 4, "192.0.2.0", "taken back", "Dee", "dee@private.example", None),
        ]  # fmt: skip
        made.executemany("INSERT INTO comments VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
    return file


def test_only_approved_comments_are_taken(database):
    threads = from_database(database, "Anonymous")

    assert [(one.id, one.parent, one.author) for one in threads["/2026/01/tides/"]] == [
        (1, 0, "Ann & Bee"),
        (2, 1, "Anonymous"),
    ]


def test_nobody_s_address_is_kept(database):
    text = written(from_database(database, "Anonymous"))

    assert "private.example" not in text
    assert "192.0.2" not in text


def test_the_database_is_not_touched(database):
    before = database.read_bytes()
    database.chmod(0o444)
    from_database(database, "Anonymous")

    assert database.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_what_is_no_database_says_so(tmp_path, content):
    file = tmp_path / "x.db"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(Failed):
        from_database(file, "Anonymous")


@pytest.mark.parametrize("server", ["http://127.0.0.1:9", "ftp://comments.example", "file:///etc/passwd"])
def test_a_server_that_is_none_says_so(server):
    with pytest.raises(Failed):
        from_server(server, ["/a/"], "Anonymous")
