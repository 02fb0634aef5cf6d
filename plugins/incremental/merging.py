"""Puts shards together in an output folder."""

from collections.abc import Sequence
from pathlib import Path

from ..newsroom.whole_files import put_copy
from . import folder, manifest, union
from .ledger import Ledger, ledger_path
from .lock import Busy, locked


class Unfit(Exception):
    """These shards are not one site, or the output folder is somebody else's. `reasons` are sentences."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)


def merge(shards: Sequence[Path], output: Path, root: Path) -> int:
    """Let `output` hold what these folders hold together, and say how many files that is. Raises Unfit before a file is written, OSError.

    The ledger of the folder is kept below `root`, so that a build that goes on from there leaves alone what is the same.
    """
    manifests = {one: _read(one) for one in shards}
    reasons = [*union.faults(list(manifests.values()))]
    for place, made in manifests.items():
        found = {name for name, _ in folder.files(place)} - {manifest.MANIFEST}
        wrong = sorted(found ^ set(made.files)) or [
            name for name, digest in sorted(made.files.items()) if folder.digest(place / name) != digest
        ]
        if wrong:
            reasons.append(f"{place} is not as it was built: {wrong[0]}")
    if reasons:
        raise Unfit(reasons)
    file = ledger_path(root, output.absolute())
    try:
        with locked(file.with_name(f"{file.name}.lock")):
            return _copied(manifests, output, file)
    except Busy:
        raise Unfit([f"a build is writing to {output}; wait for it, or end it"]) from None


def _read(place: Path) -> manifest.Manifest:
    try:
        return manifest.read(place)
    except ValueError as error:
        raise Unfit([str(error)]) from None


def _copied(manifests: "dict[Path, manifest.Manifest]", output: Path, file: Path) -> int:
    ledger = Ledger(file, output.absolute(), wipes=True)
    strange = [name for name, _ in folder.files(output) if ledger.noted(name) is None]
    if strange:
        raise Unfit([f"{output} holds what no build of ours has written: {strange[0]}; name an empty folder"])
    count = 0
    try:
        for place, made in manifests.items():
            for name, digest in sorted(made.files.items()):
                if not ledger.stands(name, digest):
                    ledger.begin(name)
                    target = output / name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    put_copy(place / name, target)
                ledger.written(name, digest)
                count += 1
        ledger.settle()
    finally:
        ledger.close()
    return count
