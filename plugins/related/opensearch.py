"""OpenSearch as the engine: for archives that one machine does not hold. The server finds what is alike (`more_like_this`); we send it
what changed and ask in bundles.

The requests are those of its documentation (docs.opensearch.org: "Bulk", "Multi-search", "More like this", "Function score", "Search
after"). Of the standard library alone, so that a site needs no more than the server.
"""

import base64
import hashlib
import http.client
import json
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from .analysis import CATEGORY, DECK, TAG, TITLE
from .document import Document, Label
from .likeness import Match, Shared
from .matching import DECAY, PACE, QUERY_TERMS

_VERSION = 1
_SECONDS = 60
_TRIES = 4  # of a request that a busy server turns away
_BULK_BYTES = 5_000_000
_SEARCHES = 50
_PAGE = 5_000

#: What the server keeps of a story: one field of words, in which a word of the headline stands as often as it weighs, and their pairs.
INDEX: Mapping[str, Any] = {
    "settings": {
        "analysis": {
            "filter": {
                "pairs": {"type": "shingle", "min_shingle_size": 2, "max_shingle_size": 2, "output_unigrams": False}
            },
            "analyzer": {
                "words": {"type": "custom", "tokenizer": "standard", "filter": ["lowercase"]},
                "pairs": {"type": "custom", "tokenizer": "standard", "filter": ["lowercase", "pairs"]},
            },
        },
    },
    "mappings": {
        "dynamic": "strict",
        "_meta": {"newsroom": _VERSION},
        "properties": {
            "key": {"type": "keyword"},
            "digest": {"type": "keyword", "index": False},
            "language": {"type": "keyword"},
            "tags": {"type": "keyword"},
            "categories": {"type": "keyword"},
            "day": {"type": "double"},
            "words": {
                "type": "text",
                "analyzer": "words",
                "term_vector": "yes",
                "fields": {"pairs": {"type": "text", "analyzer": "pairs", "term_vector": "yes"}},
            },
        },
    },
}

#: The ageing of the built-in engine; a story without a date does not age.
_AGEING = (
    "doc['day'].size() == 0 ? 1 : "
    "1 / (1 + params.decay * Math.log(1 + Math.abs(doc['day'].value - params.day) / params.days))"
)


class Unreachable(Exception):
    """The server did not do what it was asked: why, in words for a maintainer."""


class OpenSearch:
    """The documents of an archive in an index of their own, brought up to date when this is made. Raises Unreachable.

    Its scores compare within one list only, and it does not say what chance gives: no threshold applies.
    """

    def __init__(self, url: str, index: str, documents: Sequence[Document], *, mixed: bool = False) -> None:
        self._server, self._index, self._mixed = _Server(url), index, mixed
        self._documents = {_id(document.key): document for document in sorted(documents, key=lambda one: one.key)}
        self._make_index()
        self._send(self._changes())

    def ranked_all(self, limit: int) -> dict[tuple[str, ...], tuple[Match, ...]]:
        """As `Likeness.ranked_all`: the list of each document, ties broken by the newer, then by the key."""
        names = list(self._documents)
        found: dict[tuple[str, ...], tuple[Match, ...]] = {}
        for start in range(0, len(names), _SEARCHES):
            part = names[start : start + _SEARCHES]
            head = {"index": self._index, "search_type": "dfs_query_then_fetch", "preference": "newsroom"}
            lines = [line for name in part for line in (head, self._search(name, limit))]
            answers = _listed(self._server.lines("POST", "/_msearch", lines), "responses")
            if len(answers) != len(part):
                raise Unreachable(f"OpenSearch answered {len(answers)} of {len(part)} searches")
            for name, answer in zip(part, answers, strict=True):
                found[self._documents[name].key] = tuple(self._matches(name, answer))[:limit]
        return found

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        """The tags and categories in common. Which words they share, the server does not say."""
        rows: list[tuple[str, Iterable[Label], Iterable[Label], float]] = [
            ("tag", document.tags, other.tags, TAG),
            ("category", document.categories, other.categories, CATEGORY),
        ]
        found = []
        for kind, ours, theirs, weight in rows:
            keys = {label.key for label in theirs}
            found += [Shared(kind, label.name, weight) for label in ours if label.key in keys]
        return tuple(found)

    def shared_words(self, document: Document, other: Document, words: Iterable[str]) -> tuple[Shared, ...]:  # noqa: ARG002 (of every engine)
        """The server does not say."""
        return ()

    def by_chance(self, document: Document) -> float:  # noqa: ARG002 (of every engine)
        return 0.0

    def pace(self, lang: str) -> float:  # noqa: ARG002 (the same for all: the server is asked with it)
        return PACE

    def uses(self, name: str, lang: str) -> int | None:  # noqa: ARG002 (of every engine)
        return None

    def _make_index(self) -> None:
        path = f"/{quote(self._index, safe='')}"
        answer = self._server.json("GET", f"{path}/_mapping", missing=True)
        if answer is not None:
            mappings = [one.get("mappings", {}) for one in answer.values() if isinstance(one, dict)]
            versions = [one.get("_meta", {}).get("newsroom") for one in mappings]
            if not versions or None in versions:
                raise Unreachable(
                    f'the index "{self._index}" is there and is not ours; name another in RELATED["index"]'
                )
            if versions == [_VERSION]:
                return
            self._server.json("DELETE", path)
        self._server.json("PUT", path, INDEX)

    def _changes(self) -> Iterator[list[Any]]:
        """The lines of the bulk request for each story that is new, has changed or is gone."""
        there = dict(self._there())
        for name, document in self._documents.items():
            source = _source(document)
            if there.get(name) != source["digest"]:
                yield [{"index": {"_index": self._index, "_id": name}}, source]
        for name in sorted(there.keys() - self._documents.keys()):
            yield [{"delete": {"_index": self._index, "_id": name}}]

    def _there(self) -> Iterator[tuple[str, str]]:
        """(id, digest) of every story that the index holds."""
        after: list[Any] | None = None
        while True:
            asked: dict[str, Any] = {
                "size": _PAGE,
                "query": {"match_all": {}},
                "sort": [{"key": "asc"}],
                "_source": ["digest"],
            }
            if after:
                asked["search_after"] = after
            hits = _hits(self._server.json("POST", f"/{quote(self._index, safe='')}/_search", asked))
            for hit in hits:
                yield str(hit["_id"]), str(hit.get("_source", {}).get("digest", ""))
            if len(hits) < _PAGE:
                return
            after = hits[-1].get("sort")

    def _send(self, changes: Iterator[list[Any]]) -> None:
        waiting: list[Any] = []
        size = 0
        sent = False
        for lines in changes:
            waiting += lines
            size += sum(len(json.dumps(line)) for line in lines)
            if size >= _BULK_BYTES:
                self._bulk(waiting)
                waiting, size, sent = [], 0, True
        if waiting:
            self._bulk(waiting)
            sent = True
        if sent:
            self._server.json("POST", f"/{quote(self._index, safe='')}/_refresh")

    def _bulk(self, lines: list[Any]) -> None:
        answer = self._server.lines("POST", "/_bulk", lines)
        if answer.get("errors"):
            faults = [one.get("error") for item in answer.get("items", ()) for one in item.values() if one.get("error")]
            raise Unreachable(
                f"OpenSearch refused {len(faults)} stories: {_said(faults[0]) if faults else 'no reason given'}"
            )

    def _search(self, name: str, limit: int) -> dict[str, Any]:
        document = self._documents[name]
        alike = {
            "more_like_this": {
                "fields": ["words", "words.pairs"],
                "like": [{"_index": self._index, "_id": name}],
                "min_term_freq": 1,
                "min_doc_freq": 2,
                "max_query_terms": QUERY_TERMS,
                "minimum_should_match": "1",
                "boost_terms": 1,
            }
        }
        labels = [("tags", one.key, TAG) for one in document.tags]
        labels += [("categories", one.key, CATEGORY) for one in document.categories]
        query: dict[str, Any] = {
            "bool": {
                "must": [alike],
                "should": [{"term": {field: {"value": key, "boost": weight}}} for field, key, weight in labels],
                "filter": [] if self._mixed else [{"term": {"language": {"value": document.language}}}],
            }
        }
        if document.day is not None:
            params = {"decay": DECAY, "day": document.day, "days": PACE}
            script = {"lang": "painless", "source": _AGEING, "params": params}
            query = {"function_score": {"query": query, "script_score": {"script": script}, "boost_mode": "multiply"}}
        return {"size": limit + 1, "_source": False, "query": query}

    def _matches(self, name: str, answer: Any) -> Iterator[Match]:
        if isinstance(answer, dict) and "error" in answer:
            raise Unreachable(f"OpenSearch could not search: {_said(answer['error'])}")
        rows = []
        for hit in _hits(answer):
            other = self._documents.get(str(hit["_id"]))
            score = hit.get("_score")
            if other and hit["_id"] != name and isinstance(score, (int, float)) and score > 0:
                rows.append((-round(float(score), 5), -(other.day or 0.0), other.key))
        yield from (Match(key, -score) for score, _, key in sorted(rows))


class _Server:
    """Requests and answers in JSON. A name and a password may stand in the address, as in https://name:password@search.example."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        place = (f"[{host}]" if ":" in host else host) + (f":{parts.port}" if parts.port else "")
        self.name = urlunsplit((parts.scheme, place, parts.path.rstrip("/"), "", ""))
        self._headers = {"Accept": "application/json"}
        if parts.username:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self._headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()

    def json(self, method: str, path: str, body: Any = None, *, missing: bool = False) -> Any:
        """The answer; None where what was asked for is not there and `missing` allows it."""
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        return self._ask(method, path, data, "application/json", missing=missing)

    def lines(self, method: str, path: str, lines: Sequence[Any]) -> Any:
        """The answer to a body of lines, each a JSON value, with a newline behind the last."""
        data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
        return self._ask(method, path, data, "application/x-ndjson")

    def _ask(self, method: str, path: str, data: bytes | None, kind: str, *, missing: bool = False) -> Any:
        headers = self._headers | ({"Content-Type": kind} if data is not None else {})
        for attempt in range(_TRIES):
            request = urllib.request.Request(self.name + path, data, headers, method=method)  # noqa: S310 (http or https: see options)
            try:
                with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
                    return json.loads(answer.read())
            except urllib.error.HTTPError as error:
                said = error.read(100_000)
                if error.code == 404 and missing:
                    return None
                if error.code in (429, 503) and attempt + 1 < _TRIES:
                    time.sleep(0.25 * 2**attempt)
                    continue
                raise Unreachable(self._refused(error.code, said)) from None
            except (OSError, http.client.HTTPException, ssl.SSLError) as error:
                reason = getattr(error, "reason", None) or error
                raise Unreachable(
                    f"OpenSearch at {self.name} does not answer: {reason or type(error).__name__}"
                ) from None
            except ValueError:
                raise Unreachable(f"what answers at {self.name} is no OpenSearch: its answer is no JSON") from None
        raise AssertionError("the last attempt returns or raises")

    def _refused(self, code: int, said: bytes) -> str:
        if code in (401, 403):
            return f"OpenSearch at {self.name} lets nobody in by this name and password ({code})"
        try:
            reason = _said(json.loads(said).get("error"))
        except (ValueError, AttributeError):
            reason = "no reason given"
        return f"OpenSearch at {self.name} answers {code}: {reason}"


def _id(key: tuple[str, ...]) -> str:
    return hashlib.blake2b("\x00".join(key).encode(), digest_size=16).hexdigest()


def _source(document: Document) -> dict[str, Any]:
    """What is sent of a document; its digest tells whether it has changed since."""
    often = [(document.title, TITLE), (document.deck, DECK), (document.text, 1.0)]
    source: dict[str, Any] = {
        "key": "\x1f".join(document.key),
        "language": document.language,
        "tags": [label.key for label in document.tags],
        "categories": [label.key for label in document.categories],
        "words": "\n".join(text for text, times in often for _ in range(round(times)) if text),
    }
    if document.day is not None:
        source["day"] = document.day
    text = json.dumps([_VERSION, source], ensure_ascii=False, sort_keys=True)
    return source | {"digest": hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}


def _hits(answer: Any) -> list[dict[str, Any]]:
    return _listed(answer.get("hits") if isinstance(answer, dict) else None, "hits")


def _listed(answer: Any, name: str) -> list[Any]:
    """A list of the answer. Raises Unreachable where it has none: then something else answers there."""
    found = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(found, list):
        raise Unreachable(f"OpenSearch gave an answer without {name}")
    return found


def _said(error: Any) -> str:
    """The reason that an error of OpenSearch gives, with that of its cause."""
    if not isinstance(error, dict):
        return " ".join(str(error).split())[:300]
    causes = error.get("root_cause") or [{}]
    reasons = [error.get("reason"), causes[0].get("reason") if isinstance(causes[0], dict) else None]
    return "; ".join(dict.fromkeys(str(one) for one in reasons if one))[:300] or str(error.get("type") or "unknown")
