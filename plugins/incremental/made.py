"""Feeds, and files that plugins make: one is kept where it says what it follows from, and that is as it was."""

import posixpath
from collections.abc import Callable, Iterable
from typing import Any

from ..newsroom.standing import digest_of_plain
from .ledger import Ledger

#: In a ledger's facts.
_NAME = "made"


class MadeFiles:
    """`may_keep`: the settings, the code and all else that every file hangs on are those of the last build."""

    def __init__(self, ledger: Ledger, *, may_keep: bool) -> None:
        self._ledger = ledger
        self._last = ledger.last_facts.get(_NAME, {}) if may_keep else {}
        self._now: dict[str, tuple[bytes, tuple[tuple[str, str], ...]]] = ledger.facts.setdefault(_NAME, {})
        self._digests: dict[str, bytes] = {}

    def keeps(self, name: str, follows: Callable[[], Any] | None) -> bool:
        """Whether this stays as it lies there. `follows` gives, in plain values, all that it is made from; None where nobody knows that."""
        said = follows() if follows else None
        if said is None:
            return False
        digest = self._digests[name] = digest_of_plain(said)
        known = self._last.get(name)
        if known is None or known[0] != digest or not all(self._holds(*one) for one in known[1]):
            return False
        for file, _ in known[1]:
            self._ledger.keep(file)
        self._now[name] = known
        return True

    def _holds(self, file: str, digest: str) -> bool:
        """Whether the file lies there as it was made then: a build that did not come to its end may have written another one."""
        entry = self._ledger.entry(file)
        return entry is not None and entry.digest == digest

    def written(self, name: str, files: Iterable[str]) -> None:
        """It was made, and these are its files."""
        if name in self._digests:
            names = map(posixpath.normpath, files)
            self._now[name] = (self._digests[name], tuple([(one, self._ledger.digest_now(one)) for one in names]))
