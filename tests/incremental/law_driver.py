"""Builds one site again and again: changed a little, and each time from scratch beside it. Run by `test_law_site.py`, in a process of its own.

python -m tests.incremental.law_driver FOLDER FEW: `FOLDER/changes.json` lists [name, {path: text or null}, epoch]; with FEW of 1 pages are made by two processes.
Prints JSON: for each change its name, the files that differ from a clean build, the pages made, the reasons, and the questions that were taken
for settled and are answered otherwise.
"""

import contextlib
import filecmp
import io
import json
import os
import shutil
import sys
from pathlib import Path

from tests.ready import get_ready


def built(folder: Path) -> dict:
    """Build in a forked process, which knows nothing of an earlier build."""
    way = folder / "told.json"
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        told = json.loads(way.read_text(encoding="utf-8"))
        way.unlink()
        return {**told, "code": os.waitstatus_to_exitcode(status)}
    os.chdir(folder)
    heard, broken, spared = [], [], []
    log = io.StringIO()
    with contextlib.redirect_stderr(log), contextlib.redirect_stdout(log):
        code = _build(heard, broken, spared)
    reasons = [f"{reason.kind} {reason.what}" for writer in heard for reason in writer.reasons.values()]
    way.write_text(
        json.dumps({"reasons": reasons, "broken": broken, "spared": len(spared), "log": log.getvalue()}),
        encoding="utf-8",
    )
    os._exit(code)


def _build(heard: list, broken: list, spared: list) -> int:
    from pelican import signals
    from pelican.plugins.incremental.pages import Pages
    from pelican.plugins.incremental.rows import ROOM, numbers_of
    from pelican.plugins.newsroom.plugin import build_site

    def hear(_generator, writer):
        heard.append(writer)

    asked_again = Pages.changed

    def all_asked(pages):
        """Ask what need not be asked as well, and go on as if it had not been."""
        rows, settled = pages.rows, pages.settled
        open_rows = {at * ROOM + place for at, places in settled.open(rows) for place in places}
        every = {
            at: tuple([place for place, shape in enumerate(numbers_of(block[1])) if shape])
            for at, block in enumerate(rows.blocks)
            if block
        }
        settled.open = lambda _rows: list(every.items())
        spared.extend({at * ROOM + place for at, places in every.items() for place in places} - open_rows)
        for at in asked_again(pages):
            if at in open_rows:
                yield at
            else:
                broken.append(repr(rows.row(at)[0]))

    Pages.changed = all_asked
    signals.page_writer_finalized.connect(hear)
    try:
        return build_site("publishconf.py", output="output")
    except SystemExit as end:
        return int(bool(end.code))


def give_templates(site: Path, clean: Path) -> None:
    """The theme as it was compiled, which takes longer than all the rest of a small site."""
    kept = Path(".cache/newsroom/templates")
    shutil.copytree(site / kept, clean / kept)


def differing(one: Path, other: Path) -> list[str]:
    files = [{str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()} for root in (one, other)]
    both = sorted(files[0] & files[1])
    _, changed, failed = filecmp.cmpfiles(one, other, both, shallow=False)
    return sorted({*(files[0] ^ files[1]), *changed, *failed})


def main(folder: Path, few: int) -> None:
    from pelican.plugins.newsroom import cores

    cores.FEW = few
    get_ready()
    site, clean = folder / "site", folder / "clean"
    report = []
    for name, files, epoch in json.loads((folder / "changes.json").read_text(encoding="utf-8")):
        for path, text in files.items():
            file = site / path
            if text is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
        told = built(site)
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(site, clean, symlinks=True, ignore=shutil.ignore_patterns(".cache", "output"))
        if name != "first" and not any(path.startswith("put/") for path in files):
            give_templates(site, clean)
        fresh = built(clean)
        assert (told["code"], fresh["code"]) == (0, 0), (name, told["log"], fresh["log"])
        made = [one for one in told["reasons"] if not one.startswith("kept")]
        report.append(
            {
                "name": name,
                "differs": differing(site / "output", clean / "output"),
                "broken": told["broken"],
                "spared": told["spared"],
                "made": len(made),
                "pages": len(told["reasons"]),
                "why": sorted(set(made)),
            }
        )
    print(json.dumps(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), int(sys.argv[2]))
