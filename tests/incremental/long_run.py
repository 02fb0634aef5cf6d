"""Runs many sequences of edits, tells each that fails, made as short as it can be made, and what was gone through.

python -m tests.incremental.long_run --sequences 300 --first 1
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .forge import Forge
from .sequences import SETTINGS, Runner, sequence

#: Sequences after which it is told how far it has come.
_TOLD = 25


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=int, default=50)
    parser.add_argument("--first", type=int, default=1, help="the number of the first")
    parser.add_argument("--theme", default="", choices=["", *SETTINGS])
    asked: Any = parser.parse_args(words)
    failed = 0
    with Forge() as forge, tempfile.TemporaryDirectory(prefix="sequences-") as folder:
        runner = Runner(forge, Path(folder))
        for count, number in enumerate(range(asked.first, asked.first + asked.sequences), 1):
            one = sequence(number, asked.theme)
            failure = runner.failure_of(one)
            if failure:
                failed += 1
                print(f"--- {number} fails after step {failure.step}: {failure.what[:1500]}", flush=True)
                shortest, why = Runner(forge, Path(folder)).reduced(one, failure)
                print(f"shortest: {shortest}\n{why.what[:3000]}\n", flush=True)
            if count % _TOLD == 0 or count == asked.sequences:
                print(f"{count} sequences, up to {number}: {failed} failed\n{runner.tally}\n", flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
