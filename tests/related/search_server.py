"""A server that stands in for OpenSearch: it takes the requests that its documentation allows, refuses all others, and answers in its form.

Written from docs.opensearch.org (Create index, Bulk, Refresh, Search with search_after, Multi-search, More like this, Function score).
Its ranking is a plain count of shared words: what is tested is what we say and how we take the answer, not how well it searches.
"""

import base64
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MLT = {
    "like": list, "unlike": list, "fields": list, "max_query_terms": int, "min_term_freq": int, "min_doc_freq": int, "max_doc_freq": int,
    "min_word_length": int, "max_word_length": int, "stop_words": list, "analyzer": str, "minimum_should_match": str,
    "fail_on_unsupported_field": bool, "boost_terms": (int, float), "include": bool, "boost": (int, float),
}  # fmt: skip
HEADER = {
    "index",
    "search_type",
    "preference",
    "request_cache",
    "routing",
    "allow_no_indices",
    "expand_wildcards",
    "ignore_unavailable",
}
SEARCH = {"query", "size", "from", "sort", "_source", "search_after"}


class Refused(Exception):
    """A request that the documentation does not allow."""


class SearchServer:
    """What the server knows. `fail` maps a part of a path to the (status, body) that it answers with, so many times."""

    def __init__(self) -> None:
        self.indexes: dict[str, dict] = {}
        self.documents: dict[str, dict[str, dict]] = {}
        self.seen: list[tuple[str, str]] = []
        self.fail: list[tuple[str, int, object]] = []
        self.password = ""
        self.url = ""

    def answer(self, method: str, path: str, kind: str, body: bytes) -> tuple[int, object]:
        self.seen.append((method, path))
        for number, (part, status, said) in enumerate(self.fail):
            if part in path:
                del self.fail[number]
                return status, said
        name = path.strip("/").split("/")[0]
        if path.endswith("/_mapping") and method == "GET":
            return (
                (200, {name: {"mappings": self.indexes[name]["mappings"]}}) if name in self.indexes else missing(name)
            )
        if path == "/_bulk" and method == "POST":
            return 200, self.bulk(lines_of(kind, body))
        if path == "/_msearch" and method == "POST":
            return 200, self.many(lines_of(kind, body))
        if path.endswith("/_search") and method == "POST":
            demand(name in self.indexes, "no such index")
            return 200, self.search(name, json_of(kind, body))
        if path.endswith("/_refresh") and method == "POST":
            return 200, {"_shards": {"total": 1, "successful": 1, "failed": 0}}
        if method == "PUT":
            self.create(name, json_of(kind, body))
            return 200, {"acknowledged": True, "shards_acknowledged": True, "index": name}
        if method == "DELETE":
            del self.indexes[name], self.documents[name]
            return 200, {"acknowledged": True}
        raise Refused(f"{method} {path}")

    def create(self, name: str, body: dict) -> None:
        demand(name not in self.indexes, "resource_already_exists_exception")
        demand(bool(re.fullmatch(r"[a-z0-9][a-z0-9_.-]*", name)), "an index's name is in small letters")
        demand(set(body) <= {"settings", "mappings", "aliases"}, "settings, mappings, aliases")
        demand(set(body["mappings"]) <= {"dynamic", "_meta", "properties", "_source"}, "parameters of mappings")
        known = {"standard", *body["settings"]["analysis"]["analyzer"]}
        for field in fields_of(body["mappings"]["properties"]).values():
            demand(field["type"] in ("text", "keyword", "double", "date", "integer"), field["type"])
            demand(field.get("analyzer", "standard") in known, "unknown analyzer")
            demand(field.get("term_vector", "no") in ("no", "yes", "with_positions_offsets"), "term_vector")
        self.indexes[name], self.documents[name] = body, {}

    def bulk(self, lines: list) -> dict:
        items = []
        rest = iter(lines)
        for action in rest:
            ((what, head),) = action.items()
            demand(what in ("index", "create", "update", "delete"), f"action {what}")
            demand(set(head) <= {"_index", "_id", "routing"}, "metadata of an action")
            demand(head["_index"] in self.indexes, "no such index")
            there = self.documents[head["_index"]]
            if what == "delete":
                there.pop(head["_id"], None)
            else:
                source = next(rest)
                unknown = set(source) - set(self.indexes[head["_index"]]["mappings"]["properties"])
                demand(not unknown, f"strict_dynamic_mapping_exception: {unknown}")
                there[head["_id"]] = source
            items.append({what: {"_index": head["_index"], "_id": head["_id"], "status": 200}})
        return {"took": 1, "errors": False, "items": items}

    def many(self, lines: list) -> dict:
        demand(len(lines) % 2 == 0, "a header and a body for each search")
        responses = []
        for head, body in zip(lines[::2], lines[1::2], strict=True):
            demand(set(head) <= HEADER, f"header {set(head) - HEADER}")
            demand(
                head.get("search_type", "query_then_fetch") in ("query_then_fetch", "dfs_query_then_fetch"),
                "search_type",
            )
            responses.append({**self.search(head["index"], body), "status": 200})
        return {"took": 1, "responses": responses}

    def search(self, index: str, body: dict) -> dict:
        demand(set(body) <= SEARCH, f"search {set(body) - SEARCH}")
        demand(0 <= body["size"] <= 10_000, "size")
        rows = [(self.score(index, name, body["query"]), name) for name in self.documents[index]]
        rows = [(score, name) for score, name in rows if score > 0]
        if "sort" in body:
            ((field, order),) = body["sort"][0].items()
            demand(order == "asc", "sort")
            keyed = sorted((self.documents[index][name][field], name) for _, name in rows)
            after = body.get("search_after", [""])[0]
            hits = [{"_id": name, "_score": None, "sort": [key]} for key, name in keyed if key > after]
        else:
            hits = [{"_id": name, "_score": score} for score, name in sorted(rows, key=lambda one: (-one[0], one[1]))]
        hits = hits[: body["size"]]
        if body.get("_source", True) is not False:
            for hit in hits:
                hit["_source"] = {key: self.documents[index][hit["_id"]].get(key) for key in body["_source"]}
        return {"took": 1, "timed_out": False, "hits": {"total": {"value": len(rows), "relation": "eq"}, "hits": hits}}

    def score(self, index: str, name: str, query: dict) -> float:
        ((kind, body),) = query.items()
        source = self.documents[index][name]
        if kind == "match_all":
            return 1.0
        if kind == "term":
            ((field, given),) = body.items()
            demand(set(given) <= {"value", "boost", "case_insensitive"}, "term")
            values = source[field] if isinstance(source[field], list) else [source[field]]
            return given.get("boost", 1.0) if given["value"] in values else 0.0
        if kind == "bool":
            demand(set(body) <= {"must", "should", "filter", "must_not", "minimum_should_match"}, "bool")
            if not all(self.score(index, name, one) for one in body.get("filter", [])):
                return 0.0
            must = [self.score(index, name, one) for one in body.get("must", [])]
            return sum(must) + sum(self.score(index, name, one) for one in body.get("should", [])) if all(must) else 0.0
        if kind == "function_score":
            demand(set(body) <= {"query", "script_score", "boost_mode", "score_mode", "functions"}, "function_score")
            demand(body["boost_mode"] in ("multiply", "replace", "sum", "avg", "max", "min"), "boost_mode")
            script = body["script_score"]["script"]
            demand(set(script) <= {"lang", "source", "params"} and script["lang"] == "painless", "script")
            demand(
                all(f"params.{key}" in script["source"] for key in script["params"]), "a parameter that nobody reads"
            )
            days = abs(source.get("day", script["params"]["day"]) - script["params"]["day"])
            return self.score(index, name, body["query"]) / (1 + script["params"]["decay"] * days)
        if kind == "more_like_this":
            return self.alike(index, name, body)
        raise Refused(f"query {kind}")

    def alike(self, index: str, name: str, body: dict) -> float:
        for key, value in body.items():
            demand(key in MLT and isinstance(value, MLT[key]), f"more_like_this: {key}")
        fields = fields_of(self.indexes[index]["mappings"]["properties"])
        for field in body["fields"]:
            demand(fields[field]["type"] in ("text", "keyword"), f"{field} is neither text nor keyword")
        asked: set[str] = set()
        for like in body["like"]:
            demand(set(like) == {"_index", "_id"} and like["_index"] == index, "like")
            if like["_id"] == name and not body.get("include", False):
                return 0.0
            asked |= set(self.documents[index].get(like["_id"], {"words": ""})["words"].lower().split())
        both = asked & set(self.documents[index][name]["words"].lower().split())
        return float(len(both)) if len(both) >= int(body.get("minimum_should_match", "1")) else 0.0


def fields_of(properties: dict, before: str = "") -> dict[str, dict]:
    found = {}
    for name, field in properties.items():
        found[before + name] = field
        found |= fields_of(field.get("fields", {}), f"{before}{name}.")
    return found


def lines_of(kind: str, body: bytes) -> list:
    demand(kind == "application/x-ndjson", f"Content-Type {kind}")
    demand(body.endswith(b"\n"), "The body must be terminated by a newline")
    return [json.loads(line) for line in body.decode().split("\n")[:-1]]


def json_of(kind: str, body: bytes) -> dict:
    demand(kind == "application/json", f"Content-Type {kind}")
    return json.loads(body)


def missing(name: str) -> tuple[int, object]:
    reason = f"no such index [{name}]"
    return 404, {
        "error": {"type": "index_not_found_exception", "reason": reason, "root_cause": [{"reason": reason}]},
        "status": 404,
    }


def demand(holds: bool, what: str) -> None:
    if not holds:
        raise Refused(what)


@contextmanager
def search_server() -> Iterator[SearchServer]:
    """The server on a free port of this machine, while the block runs."""
    state = SearchServer()

    class Handler(BaseHTTPRequestHandler):
        def _take(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            wanted = "Basic " + base64.b64encode(state.password.encode()).decode()
            if state.password and self.headers.get("Authorization") != wanted:
                status, said = 401, {"error": "Unauthorized"}
            else:
                try:
                    status, said = state.answer(self.command, self.path, self.headers.get("Content-Type", ""), body)
                except Refused as refused:
                    status, said = 400, {"error": {"type": "illegal_argument_exception", "reason": str(refused)}}
            data = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_DELETE = _take  # noqa: N815 (the names are the library's)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
