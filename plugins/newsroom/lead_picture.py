"""The lead picture of a story: its file in the content folder, its alt text and its credit."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .file_text import is_there
from .near_files import file_near
from .site import Site
from .sourcing import Report
from .story import Image

if TYPE_CHECKING:
    from .front_matter import ImageEntry


def lead_picture(
    given: "ImageEntry | None", inner: str, site: Site, report: Report
) -> tuple[Image | None, Mapping[str, bool]]:
    """The picture that the header of the story `inner` names, and whether each file that was looked for is there."""
    if given is None or not given.src:
        return None, {}
    src = given.src
    asked: dict[str, bool] = {}
    if not src.startswith(("http://", "https://")):
        src, asked = _found(src, inner, site, report)
    if not given.alt and not given.decorative:
        remedy = "write alt: what the picture shows, or decorative: true"
        report(("image",), "E08", "the lead picture has no alt text", remedy)
    if not given.credit:
        report(("image",), "E09", "the lead picture has no credit", "write credit: who made it")
    return Image(src, given.alt, given.caption, given.credit, given.license, bool(given.decorative)), asked


def _found(src: str, inner: str, site: Site, report: Report) -> tuple[str, dict[str, bool]]:
    """The picture's path in the content folder: beside the story, else from the folder's root."""
    beside = (PurePosixPath(inner).parent / src).as_posix()
    candidates = [src.lstrip("/")] if src.startswith("/") else [beside, src]
    asked = {}
    for candidate in candidates:
        asked[candidate] = is_there(site.content / candidate)
        if asked[candidate]:
            return candidate, asked
    near = file_near(site.content, candidates)
    remedy = f'did you mean "{near}"?' if near else f"put the file into {site.content.name}/{candidates[0]}"
    # What names are near hangs on a whole folder. Said so of one, which is no file, the reading is not kept.
    asked |= {f"{PurePosixPath(candidate).parent}/": True for candidate in candidates}
    report(("image", "src"), "E10", f'the lead picture "{src}" leads nowhere', remedy)
    return candidates[-1], asked
