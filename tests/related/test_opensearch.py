"""OpenSearch as the engine, against a server that takes only what its documentation allows (search_server.py)."""

import json

import pytest
from pelican.plugins.related import opensearch
from pelican.plugins.related.document import Document, Label
from pelican.plugins.related.opensearch import OpenSearch, Unreachable

from tests.conftest import builder
from tests.related.search_server import search_server

CARGO = "ships carry cargo through narrow straits"


def a_document(name: str, text: str = CARGO, *, day: float | None = 10.0, lang: str = "en", tags: str = "") -> Document:
    labels = tuple(Label(tag, tag) for tag in tags.split(",") if tag)
    return Document((name,), title=f"Of {name}", text=text, tags=labels, day=day, lang=lang)


DOCUMENTS = [
    a_document("asked", tags="shipping"),
    a_document("near", tags="shipping", day=11.0),
    a_document("far", day=400.0),
    a_document("undated", "ships and cargo", day=None),
    a_document("german", lang="de"),
]


@pytest.fixture
def server():
    with search_server() as state:
        yield state


def ranked(server, documents=DOCUMENTS, limit: int = 10, **options) -> dict[str, list[str]]:
    found = OpenSearch(server.url, "stories", documents, **options).ranked_all(limit)
    return {key[0]: [match.key[0] for match in matches] for key, matches in found.items()}


def test_the_most_alike_come_first_in_their_own_language(server):
    lists = ranked(server)

    assert lists["asked"][0] == "near"
    assert set(lists["asked"]) == {"near", "far", "undated"}
    assert lists["german"] == []
    assert all(name not in others for name, others in lists.items())


def test_languages_are_mixed_where_they_may_be(server):
    assert "german" in ranked(server, mixed=True)["asked"]


def test_the_limit_holds(server):
    assert [len(one) for one in ranked(server, limit=1).values()] == [1, 1, 0, 1, 1]


def test_only_what_changed_is_sent(server):
    ranked(server)
    server.seen.clear()

    ranked(server)
    assert [path for _, path in server.seen if path in ("/_bulk", "/stories/_refresh")] == []

    changed = [a_document("asked", "roses bloom"), *DOCUMENTS[1:4]]
    ranked(server, changed)
    assert [path for _, path in server.seen].count("/_bulk") == 1
    texts = {source["key"]: source["words"] for source in server.documents["stories"].values()}
    assert set(texts) == {"asked", "near", "far", "undated"}
    assert "roses" in texts["asked"]


def test_an_archive_of_many_pages_is_known_page_by_page(server, monkeypatch):
    monkeypatch.setattr(opensearch, "_PAGE", 2)
    monkeypatch.setattr(opensearch, "_SEARCHES", 2)
    first = ranked(server)
    server.seen.clear()

    assert ranked(server) == first
    assert [path for _, path in server.seen].count("/stories/_search") == 3
    assert [path for _, path in server.seen].count("/_msearch") == 3
    assert "/_bulk" not in [path for _, path in server.seen]


def test_a_busy_server_is_asked_again(server, monkeypatch):
    monkeypatch.setattr(opensearch.time, "sleep", lambda _: None)
    server.fail += [("/_bulk", 429, {"error": "busy"}), ("/_msearch", 503, {"error": "busy"})]

    assert ranked(server)["asked"][0] == "near"


def test_name_and_password_of_the_address_are_sent_and_never_said(server):
    server.password = "ada:qu:ill/"
    good = server.url.replace("http://", "http://ada:qu%3Aill%2F@")

    assert OpenSearch(good, "stories", DOCUMENTS).ranked_all(1)
    with pytest.raises(Unreachable, match="lets nobody in") as failure:
        OpenSearch(server.url.replace("http://", "http://ada:wrong-word@"), "stories", DOCUMENTS)
    assert "wrong-word" not in str(failure.value)


def test_an_index_of_somebody_else_is_left_alone(server):
    server.indexes["stories"] = {"mappings": {"properties": {}}}

    with pytest.raises(Unreachable, match="is not ours"):
        ranked(server)
    assert not {method for method, _ in server.seen} & {"PUT", "DELETE"}


def test_an_index_of_an_older_form_is_made_anew(server):
    ranked(server)
    server.indexes["stories"] = json.loads(json.dumps(server.indexes["stories"]))
    server.indexes["stories"]["mappings"]["_meta"]["newsroom"] = 0

    assert ranked(server)["asked"][0] == "near"
    assert ("DELETE", "/stories") in server.seen


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (("/_mapping", 500, {"error": {"reason": "all shards failed", "root_cause": [{"reason": "disk"}]}}), "all shards failed; disk"),
        (("/_mapping", 200, b"<html>hello</html>"), "is no OpenSearch"),
        (("/_bulk", 200, {"errors": True, "items": [{"index": {"error": {"reason": "mapping"}}}]}), "refused 1 stories: mapping"),
        (("/_msearch", 200, {"responses": [{"error": {"reason": "no painless"}, "status": 400}] * 5}), "could not search: no painless"),
        (("/_msearch", 200, {"responses": []}), "answered 0 of 5"),
        (("/_msearch", 200, {}), "without responses"),
        (("/stories/_search", 200, []), "without hits"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_told_in_words(server, fault, said):
    server.fail.append(fault)

    with pytest.raises(Unreachable, match=said):
        ranked(server)


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(Unreachable, match=r"OpenSearch at http://127\.0\.0\.1:9 does not answer"):
        OpenSearch("http://127.0.0.1:9", "stories", DOCUMENTS)


def a_site() -> str:
    head = "Category: Trade\nTags: shipping\nDate: 2026-11-0{n}\nTitle: Of {name}\nId: {name}"
    stories = enumerate(("anchors", "barges", "canals"), start=1)
    return "".join(
        f"-- content/{name}.md --\n{head.format(n=n, name=name)}\n\n{CARGO} and {name}.\n\n" for n, name in stories
    )


def test_a_site_is_built_with_it_and_without_it_fails_in_words(server, tmp_path):
    option = f'RELATED = {{"engine": "opensearch", "url": "{server.url}", "index": "site"}}'
    build = builder(tmp_path)

    site = build(a_site(), more=option)
    assert site.code == 0, site.log
    assert {link["data-reason"] for link in site.page("/2026/11/anchors/").select("a[data-role]")} == {
        "shares shipping"
    }
    assert len(server.documents["site"]) == 3

    broken = build(more=option.replace(server.url, "http://127.0.0.1:9"))
    assert broken.code == 1
    assert "OpenSearch at http://127.0.0.1:9 does not answer" in broken.log
    assert "Traceback" not in broken.log


def test_an_address_that_is_none_is_a_problem(build):
    site = build(a_site(), more='RELATED = {"engine": "opensearch", "url": "search.example"}')

    assert 'RELATED["url"] is "search.example"; write the address of the server' in site.log
