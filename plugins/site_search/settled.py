"""An index with the same bytes for the same stories: Pagefind writes its filters in an order that chance decides. Pure.

Its files are gzip around a mark and CBOR (RFC 8949); their names are digests of what is in them, by which its other files know them.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

_MARK = b"pagefind_dcd"
_FILTERS = 3
"""Where the list of (filter, digest) stands in the file of a language."""


def settled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index with filters, their values and languages in the order of their names.

    An index that is built in another way than we know, or a Python without `cbor2`, is left as it is.
    """
    try:
        return _settled(files)
    except (ImportError, KeyError, IndexError, TypeError, ValueError, OSError):
        return dict(files)


def _settled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    made = dict(files)
    entry = json.loads(made.pop("pagefind-entry.json"))
    for language, facts in sorted(entry["languages"].items()):
        meta = _decoded(made.pop(f"pagefind.{facts['hash']}.pf_meta"))
        names = []
        for name, digest in sorted(meta[_FILTERS]):
            title, values = _decoded(made.pop(f"filter/{digest}.pf_filter"))
            data = _encoded([title, sorted(values)])
            new = f"{language}_{_digest(data)}"
            made[f"filter/{new}.pf_filter"] = data
            names.append([name, new])
        meta[_FILTERS] = names
        data = _encoded(meta)
        facts["hash"] = f"{language}_{_digest(data)}"
        made[f"pagefind.{facts['hash']}.pf_meta"] = data
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {**made, "pagefind-entry.json": text.encode()}


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=5).hexdigest()


def _decoded(data: bytes) -> Any:
    import cbor2

    plain = gzip.decompress(data)
    if not plain.startswith(_MARK):
        raise ValueError("this is no file of Pagefind's")
    return cbor2.loads(plain[len(_MARK) :])


def _encoded(value: Any) -> bytes:
    import cbor2

    return gzip.compress(_MARK + cbor2.dumps(value), mtime=0)
