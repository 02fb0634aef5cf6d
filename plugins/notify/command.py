"""`newsroom notify`: tells others what is new on the published site, when somebody says so."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..newsroom.commands import Wrong, settings_file
from .plan import SERVICES

if TYPE_CHECKING:
    from .edition import Changes, Edition
    from .memory import Remembered
    from .options import Options
    from .plan import Plan
    from .telling import Teller, Told

EPILOG = """examples:
  newsroom notify                           what would be told, and to whom; nothing leaves this machine
  newsroom notify --send                    tell them; what failed is told again next time
  newsroom notify --send --since old.json   of what has changed since that build.json
  newsroom notify --letters                 a letter to each newsroom that a new story rests on, to send by hand
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "notify",
        help="tell hubs, search engines and sources what is new",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Says what has changed on the published site since the last time, to the hub of its feeds (FEEDS), to IndexNow and to the pages that stories link to (NOTIFY). Without --send it only shows it.",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--send", action="store_true", help="tell them")
    how.add_argument("--dry-run", action="store_true", help="only show it (as it comes)")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        choices=SERVICES,
        metavar="SERVICE",
        help=f"{', '.join(SERVICES)}; may be repeated",
    )
    since = parser.add_mutually_exclusive_group()
    since.add_argument("--since", default="", metavar="MANIFEST", help="the build.json of the site before")
    since.add_argument("--all", action="store_true", dest="everything", help="of every page, changed or not")
    parser.add_argument("--letters", action="store_true", help="print a letter for each source of a new story")
    parser.add_argument(
        "-s", "--settings", default="", metavar="FILE", help="the site's settings (default: publishconf.py)"
    )
    parser.add_argument(
        "-o", "--output", default="", metavar="FOLDER", help="what readers see (default: OUTPUT_PATH of the settings)"
    )
    parser.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    from ..newsroom.plugin import desk_for_site
    from . import memory
    from .edition import Edition, Unpublished
    from .options import Options
    from .plan import plan

    name = given.settings or ("publishconf.py" if Path("publishconf.py").is_file() else "")
    build = desk_for_site(settings_file(name))
    options = build.options("NOTIFY", Options)
    feeds = build.setting("FEEDS")
    hub = str(feeds.get("hub") or "") if isinstance(feeds, dict) else ""
    kept = build.site.root / ".cache" / "newsroom" / "notified.json"
    try:
        edition = Edition(Path(given.output or str(build.setting("OUTPUT_PATH"))).absolute().resolve())
        if edition.site != build.site.url.rstrip("/"):
            raise Wrong(
                f"the published site is that of {edition.site or 'no address'}, and the settings are those of {build.site.url}; "
                "name the same SITEURL as when it was published, or write it into publishconf.py"
            )
        before = memory.read(kept, edition.site)
        withheld = _withheld(build)
        what = _changes(given, edition, before)
        planned = plan(edition, what, before, hub, options, withheld)
        wanted = frozenset(given.only or SERVICES)
        if given.letters:
            _print_letters(edition, planned)
            return 0
        if not given.send:
            _show(
                planned.only(wanted),
                hub,
                options,
                is_first=before.files is None and not given.since and not given.everything,
            )
            return 0
        if "indexnow" in wanted and planned.pages and f"{options.key}.txt" not in edition.files:
            raise Wrong(f"the site has no /{options.key}.txt: add pelican.plugins.notify to PLUGINS and publish again")
        return _send(planned, wanted, edition, hub, options, kept)
    except Unpublished as error:
        raise Wrong(str(error)) from error


def _withheld(build: Any) -> frozenset[str]:
    """The addresses of stories that readers may not find now, were they published before or not."""
    return frozenset(
        build.site.absolute(one.url)
        for one in build.desk.stories
        if one.status not in ("published", "withdrawn") and one.url
    )


def _changes(given: argparse.Namespace, edition: "Edition", before: "Remembered") -> "Changes":
    from .edition import Changes, changes, listed

    if given.everything:
        return changes({}, edition.files)
    if given.since:
        try:
            return changes(listed(Path(given.since).read_text(encoding="utf-8")), edition.files)
        except (OSError, ValueError) as error:
            raise Wrong(f"{given.since} is no manifest of a build: {error}") from error
    return Changes() if before.files is None else changes(before.files, edition.files)


def _print_letters(edition: "Edition", planned: "Plan") -> None:
    from .letters import letters_for

    letters = [text for page in planned.new_stories for text in letters_for(edition.articles[page], edition.site)]
    print("\n-----\n\n".join(letters), end="")
    print(f"{len(letters)} letters", file=sys.stderr)


def _show(planned: "Plan", hub: str, options: "Options", *, is_first: bool) -> None:
    for feed in planned.feeds:
        print(f"websub: {hub} <- {feed}")
    for page in planned.pages:
        print(f"indexnow: {options.indexnow} <- {page}")
    for page, target in planned.mentions:
        print(f"webmention: {target} <- {page}")
    if is_first:
        print(
            "nothing was told yet: with --send this edition is remembered, and the next is compared with it; --all tells of every page",
            file=sys.stderr,
        )
    print(f"{planned.count} to tell; nothing was sent (--send does)", file=sys.stderr)


def _send(planned: "Plan", wanted: frozenset[str], edition: "Edition", hub: str, options: "Options", kept: Path) -> int:
    """Tell them, and remember it. What somebody else is to be told of at another time waits, and so does what failed."""
    from ..newsroom.web import Web
    from . import memory
    from .telling import Teller

    teller = Teller(Web(agent=options.agent, seconds=options.seconds, private=options.private), options)
    now, waiting = planned.only(wanted), planned.only(frozenset(SERVICES) - wanted).waiting()
    failed = 0
    for feed in now.feeds:
        failed += _said("websub", teller.hub(hub, feed), waiting, [feed])
    for batch, told in teller.indexnow(edition.site, options.key, now.pages):
        failed += _said("indexnow", told, waiting, list(batch))
    _mention(now, teller, options, waiting)
    after = memory.Remembered(edition.files, planned.linked, {name: tuple(ones) for name, ones in waiting.items()})
    memory.write(kept, edition.site, after)
    left = sum(map(len, waiting.values()))
    print(f"{now.count} to tell, {left} left for the next time", file=sys.stderr)
    return 1 if failed else 0


def _mention(planned: "Plan", teller: "Teller", options: "Options", waiting: dict[str, list[str]]) -> None:
    """Tell the pages that stories link to; those beyond the most of one run wait."""
    for number, (page, target) in enumerate(planned.mentions):
        if number < options.mentions:
            _said("webmention", teller.webmention(page, target), waiting, [f"{page} {target}"])
        else:
            waiting["webmention"].append(f"{page} {target}")


def _said(service: str, told: "Told", waiting: dict[str, list[str]], what: list[str]) -> int:
    """Print what became of it, and let it wait where it should be told again. 1 where our own hub or IndexNow was not reached."""
    print(f"{service}: {told.what}: {told.why or 'told'}")
    if told.again:
        waiting[service] += what
    return 1 if told.why else 0
