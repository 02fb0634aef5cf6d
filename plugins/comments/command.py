"""`newsroom comments export`: the approved comments of an Isso server as a file, from which pages show them without a script."""

import argparse
import sys
from pathlib import Path

from ..newsroom.commands import Wrong, settings_file

EPILOG = """examples:
  newsroom comments export                                   from the server that COMMENTS names
  newsroom comments export --from /var/lib/isso/comments.db  from its database, where that is at hand
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    comments = subparsers.add_parser(
        "comments",
        help="keep the approved comments with the site",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Keeps what readers wrote with the site, so that its pages show it without a script and without the server.",
    )
    actions = comments.add_subparsers(title="actions", metavar="ACTION", required=True)
    export = actions.add_parser(
        "export",
        help="write the approved comments to a file",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Writes names, days and texts of approved comments into the folder of the registries; no address of anybody. "
        "Build the site after it: the pages then show them to everybody, with a script or without.",
    )
    export.add_argument(
        "--from", default="", metavar="PLACE", dest="place", help="Isso's database, or the address of its server"
    )
    export.add_argument(
        "-s",
        "--settings",
        default="",
        metavar="FILE",
        help="the site's settings (default: publishconf.py, else pelicanconf.py)",
    )
    export.set_defaults(func=_export)


def _export(given: argparse.Namespace) -> int:
    from ..newsroom.plugin import desk_for_site
    from .isso import Failed, from_database, from_server
    from .options import Options
    from .rules import file_of, kept
    from .thread import written
    from .view import uri_of

    name = given.settings or ("publishconf.py" if Path("publishconf.py").is_file() else "pelicanconf.py")
    build = desk_for_site(settings_file(name))
    place = given.place or build.options("COMMENTS", Options).server
    if not place:
        raise Wrong('name the comments with --from, or write "server" into COMMENTS')
    _ = build.words(build.site.lang)
    anonymous = _("Anonymous")
    try:
        if place.startswith(("http://", "https://")):
            threads = from_server(place, [uri_of(story, build) for story in build.archive], anonymous)
        else:
            threads = from_database(Path(place), anonymous)
    except Failed as failure:
        print(f"newsroom: the comments could not be had: {failure}", file=sys.stderr)
        return 1
    file = file_of(build)
    before = sum(map(len, build.once(kept)[0].values()))
    if before and not any(threads.values()):
        print(
            f"newsroom: {place} has no approved comment, and {build.site.shown(file)} holds {before}; it stays as it is. "
            "Delete the file if that is meant, else look at SITEURL: comments are found by the path of their page.",
            file=sys.stderr,
        )
        return 1
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(written(threads), encoding="utf-8")
    count = sum(map(len, threads.values()))
    print(
        f"{count} comment{'' if count == 1 else 's'} on {len(threads)} page{'' if len(threads) == 1 else 's'} in {build.site.shown(file)}"
    )
    return 0
