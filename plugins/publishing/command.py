"""`newsroom publish` and `newsroom rollback`; `newsroom upload` stands in uploading.py."""

import argparse
import hashlib
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ..newsroom.commands import Wrong, settings_file
from . import uploading

if TYPE_CHECKING:
    from .editions import Editions

PUBLISH = """examples:
  newsroom publish                         check, build, audit, and let readers see it
  newsroom publish -o /srv/www/news        for a web server that serves that folder
  newsroom publish --keep 10               and keep ten sites to go back to
"""
ROLLBACK = """examples:
  newsroom rollback            the site before the present one; once more goes back one more
  newsroom rollback --list     what there is to go back to
  newsroom rollback --to 12    that one, also when it is newer
  newsroom rollback --anyway   also where it tells what was withdrawn since
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    uploading.add_parser(subparsers)
    publish = subparsers.add_parser(
        "publish",
        help="check, build and audit the site, then let readers see it",
        epilog=PUBLISH,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Builds the site into a new folder and lets it take the place of the one that readers see. When anything is wrong, that one stays as it is.",
    )
    publish.set_defaults(func=_publish)
    back = subparsers.add_parser(
        "rollback",
        help="let readers see the site before the last publish",
        epilog=ROLLBACK,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Lets readers see a site that was published before, unless it tells of a story that is not public now.",
    )
    back.add_argument("--to", type=int, default=0, metavar="NUMBER", help="this edition, as --list shows it")
    back.add_argument("--list", action="store_true", dest="only_list", help="list the editions that are kept, and end")
    back.add_argument("--anyway", action="store_true", help="whatever it tells: what was withdrawn since comes back")
    back.set_defaults(func=_rollback)
    for parser in (publish, back):
        parser.add_argument(
            "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: publishconf.py)"
        )
        parser.add_argument(
            "-o",
            "--output",
            default="",
            metavar="FOLDER",
            help="what readers see (default: OUTPUT_PATH of the settings)",
        )
        parser.add_argument(
            "--keep", type=int, default=-1, metavar="N", help="how many former sites stay (default: PUBLISHING, 3)"
        )


class _Site:
    """What a site's settings say of its publishing."""

    def __init__(self, given: argparse.Namespace) -> None:
        from ..newsroom.extensions import enabled
        from ..newsroom.options import options_from
        from ..newsroom.plugin import settings_for_site
        from ..newsroom.site_settings import root_of
        from .editions import Editions
        from .options import Options

        name = given.settings or ("publishconf.py" if Path("publishconf.py").is_file() else "")
        self.file = settings_file(name)
        self.settings = settings_for_site(self.file)
        self.options, problems = options_from(self.settings, "PUBLISHING", Options, path=self.file)
        if problems:
            raise Wrong("\n".join(map(str, problems)))
        self.content = Path(self.settings["PATH"])
        self.goes_on = "incremental" in enabled(self.settings)
        self.keep = given.keep if given.keep >= 0 else max(0, self.options.keep)
        place = Path(given.output or self.settings["OUTPUT_PATH"]).absolute()
        self.name = _short(place)
        self.root = root = root_of(self.settings)
        # Where the folder is a link, what it leads to is what a server serves.
        self.editions = Editions(_store(root, place), place.resolve())


def _store(root: Path, place: Path) -> Path:
    """Where the editions of a place lie: beside it in the site's folder, and for a place elsewhere under a name that no other place has."""
    if place.parent == root:
        return root / f"{place.name}.editions"
    digest = hashlib.blake2b(str(place).encode(), digest_size=4).hexdigest()
    return root / f"output.{digest}.editions"


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _publish(given: argparse.Namespace) -> int:
    site = _Site(given)
    return _guarded(site, "not published", lambda: _published(site))


def _rollback(given: argparse.Namespace) -> int:
    site = _Site(given)
    if given.only_list:
        _list(site.editions)
        return 0
    return _guarded(site, "not put back", lambda: _put_back(site, given.to, anyway=given.anyway))


def _guarded(site: _Site, not_done: str, work: Callable[[], None]) -> int:
    """Do what needs the lock. Whatever goes wrong is said in a sentence, and readers see the site as it was."""
    from . import failures
    from .editions import Busy
    from .steps import Refused

    before = signal.signal(signal.SIGTERM, _leave)
    try:
        with site.editions.locked():
            if site.editions.repair():
                print("newsroom: the last run was broken off; what it left is put in order", file=sys.stderr)
            work()
    except Busy:
        return _said(not_done, f"another publish of {site.name} is under way; wait until it has ended")
    except Refused as refused:
        return _said(not_done, f"{refused}; readers see the site as it was")
    except OSError as error:
        return _said(not_done, f"{failures.words(error)}; readers see the site as it was")
    finally:
        signal.signal(signal.SIGTERM, before)
    return 0


def _said(not_done: str, why: str) -> int:
    print(f"newsroom: {not_done}: {why}", file=sys.stderr)
    return 1


def _leave(_signal: int, _frame: Any) -> NoReturn:
    raise KeyboardInterrupt


def _published(site: _Site) -> None:
    from . import manifest, steps
    from .editions import Editions

    editions: Editions = site.editions
    before = manifest.read(editions.edition(editions.state.present)) or {}
    steps.check(site.file)
    with editions.building() as folder:
        if site.goes_on:
            editions.begin_with(editions.state.present, folder, _is_added)
        steps.build(site.file, folder, editions.folder if site.goes_on else None)
        steps.audit(site.file, folder, site.content)
        _compress(site, folder)
        facts = _manifest(site, folder)
        number = editions.take_in(folder)
    editions.show(number)
    editions.prune(site.keep)
    was, now = manifest.listed(before), manifest.listed(facts)
    changed = len([file for file in {*was, *now} if was.get(file) != now.get(file)])
    print(
        f"{site.name}/ is edition {number}: {len(facts['pages']):,} pages, {_count(changed, 'file')} changed{_from(facts)}"
        + ("; newsroom rollback puts the one before it back" if len(editions.state.shown) > 1 else "")
    )


def _is_added(file: Path) -> bool:
    """Whether no build wrote a file of an edition: the manifest, and compressed copies."""
    from . import compressed, manifest

    return file.name == manifest.FILE or compressed.is_copy(file)


def _compress(site: _Site, folder: Path) -> None:
    from . import compressed
    from .steps import Refused

    state = site.editions.state
    try:
        before = site.editions.edition(state.present) if state.present else None
        compressed.compress(folder, before, [str(way) for way in site.options.compress])
    except compressed.Impossible as error:
        raise Refused(str(error)) from error


def _manifest(site: _Site, folder: Path) -> dict[str, Any]:
    """Write the manifest of a site that was just built, and give what it says."""
    import json

    from ..newsroom import clock
    from . import manifest
    from .versions import versions

    if (folder / manifest.FILE).exists():
        from .steps import Refused

        raise Refused(
            f"the site has a {manifest.FILE} of its own, where the manifest of the build goes; give it another name"
        )
    built = clock.now().isoformat(timespec="seconds") if site.options.clock else ""
    url = str(site.settings["SITEURL"]).rstrip("/")
    ours = (site.editions.place.name, site.editions.folder.name, ".cache")
    source = manifest.source_of(site.root, without=ours)
    text = manifest.text_of(manifest.digests(folder), source, url, versions(), built)
    (folder / manifest.FILE).write_text(text, encoding="utf-8", newline="\n")
    facts: dict[str, Any] = json.loads(text)
    return facts


def _put_back(site: _Site, wanted: int, *, anyway: bool) -> None:
    from . import manifest, steps
    from .steps import Refused

    editions, state = site.editions, site.editions.state
    if not wanted and len(state.shown) < 2:
        raise Refused("there is no site before the last publish to go back to")
    if wanted == state.present and wanted:
        raise Refused(f"edition {wanted} is what readers see")
    number = wanted or state.shown[-2]
    if number not in (*state.shown, *state.undone):
        raise Refused(f"there is no edition {number}; newsroom rollback --list shows those that are kept")
    damaged = manifest.damaged(editions.edition(number))
    if damaged:
        raise Refused(
            f"edition {number} is no longer what was published ({damaged[0]} was changed); choose another: newsroom rollback --list"
        )
    if not anyway:
        steps.keep_secrets(site.file, editions.edition(number), site.content)
    if wanted:
        editions.show(number)
    else:
        editions.back()
    facts = manifest.read(editions.edition(number)) or {}
    print(f"{site.name}/ is edition {number} again{_from(facts)}; newsroom rollback --to {state.present} undoes this")


def _list(editions: "Editions") -> None:
    from . import manifest

    state = editions.state
    for number in sorted({*state.shown, *state.undone}):
        facts = manifest.read(editions.edition(number)) or {}
        mark = "  <- what readers see" if number == state.present else "  (put back)" if number in state.undone else ""
        print(f"{number:6}  {len(facts.get('pages', ())):6,} pages{_from(facts)}{mark}")
    if not state.shown:
        print("nothing was published yet", file=sys.stderr)


def _from(facts: Any) -> str:
    commit = str(facts.get("commit") or "")[:9]
    more = " and files that are not committed" if facts.get("uncommitted") else ""
    return f" from commit {commit}{more}" if commit else ""


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
