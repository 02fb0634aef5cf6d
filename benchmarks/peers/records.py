"""What every peer is called with, and the order in which Pelican would hand it the articles."""

import argparse
import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Rank = Callable[[list[Record], int], Mapping[str, Sequence[str]]]


def run(rank: Rank) -> None:
    """DATA LIMIT OUT: read the records, rank them, write the lists."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("limit", type=int)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    with (gzip.open if given.data.suffix == ".gz" else open)(given.data, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    given.out.write_text(json.dumps(rank(records, given.limit)), encoding="utf-8")


def newest_first(records: Sequence[Record]) -> list[Record]:
    return sorted(records, key=lambda one: (moment_of(one), one["id"]), reverse=True)


def moment_of(record: Record) -> datetime:
    found = datetime.fromisoformat(record.get("date") or "1970-01-01")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def text_of(record: Record) -> str:
    return " ".join(record.get(field) or "" for field in ("title", "deck", "text"))
