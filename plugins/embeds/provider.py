"""Which addresses are videos, whose they are, and where their player stands. Pure; nobody is asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_YOUTUBE = frozenset(
    {"youtube.com", "www.youtube.com", "m.youtube.com", "youtube-nocookie.com", "www.youtube-nocookie.com"}
)
_VIMEO = frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"})
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_FILE = re.compile(r"\.(mp4|m4v|webm|ogv|mov)$", re.IGNORECASE)
#: PeerTube's short ids and UUIDs (docs.joinpeertube.org, embed).
_PEERTUBE = re.compile(
    r"/(?:w|videos/watch|videos/embed)/([A-Za-z0-9]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?"
)
_SECONDS = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")


@dataclass(frozen=True, slots=True)
class Embed:
    """Something that plays. `page` is where a link leads, `frame` what a click loads, "" for a video file, which `page` itself is.

    `origin` is what a policy calls its host; "" for a file of the site itself. `host` is the name that readers know.
    """

    page: str
    frame: str = ""
    host: str = ""
    origin: str = ""
    title: str = ""
    poster: str = ""
    is_video: bool = True

    @property
    def is_file(self) -> bool:
        return not self.frame


def video_at(address: str, peertube: Iterable[str] = ()) -> Embed | None:
    """The video of an address; None where there is none that we know. `peertube` are further hosts that are known for it."""
    if not address.startswith(("http://", "https://")):
        path = re.split(r"[?#]", address, maxsplit=1)[0]
        return Embed(address) if _FILE.search(path) and ":" not in address and not address.startswith("//") else None
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
        _ = parts.port
    except ValueError:
        return None
    if not re.fullmatch(r"[a-z0-9.-]+", host):
        return None
    if host in _YOUTUBE or host == "youtu.be":
        return _youtube(host, parts.path, parse_qs(parts.query))
    if host in _VIMEO:
        return _vimeo(parts.path, parse_qs(parts.query))
    found = _PEERTUBE.fullmatch(parts.path)
    if found and host in peertube:
        base = f"https://{host}"
        return Embed(f"{base}/w/{found[1]}", f"{base}/videos/embed/{found[1]}?autoplay=1", host, base)
    if _FILE.search(parts.path):
        return Embed(address, "", host, f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}")
    return None


def frame_at(address: str, peertube: Iterable[str] = ()) -> Embed | None:
    """What a writer put into a frame: a video, or another page; None for an address that is none."""
    whole = f"https:{address}" if address.startswith("//") else address
    video = video_at(whole, peertube) if whole.startswith(("http://", "https://")) else None
    if video:
        return video
    found = re.match(r"(https?)://([A-Za-z0-9.-]+(?::\d{1,5})?)(?=[/?#]|$)", whole)
    if not found:
        return None
    host = found[2].lower()
    return Embed(whole, whole, host.removeprefix("www."), f"{found[1]}://{host}", is_video=False)


def _youtube(host: str, path: str, query: dict[str, list[str]]) -> Embed | None:
    parts = [part for part in path.split("/") if part]
    if host == "youtu.be":
        name = parts[0] if parts else ""
    elif parts[:1] == ["watch"]:
        name = query.get("v", [""])[0]
    else:
        name = parts[1] if len(parts) > 1 and parts[0] in ("embed", "shorts", "live", "v") else ""
    if not _YOUTUBE_ID.fullmatch(name):
        return None
    start = _seconds((query.get("t") or query.get("start") or [""])[0])
    origin = "https://www.youtube-nocookie.com"
    at, begin = (f"&t={start}", f"&start={start}") if start else ("", "")
    return Embed(
        f"https://www.youtube.com/watch?v={name}{at}", f"{origin}/embed/{name}?autoplay=1{begin}", "YouTube", origin
    )


def _vimeo(path: str, query: dict[str, list[str]]) -> Embed | None:
    found = re.fullmatch(r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d{5,12})(?:/([0-9a-f]{8,12}))?/?", path)
    if not found:
        return None
    key = found[2] or next((one for one in query.get("h", []) if re.fullmatch(r"[0-9a-f]{8,12}", one)), "")
    origin = "https://player.vimeo.com"
    page = f"https://vimeo.com/{found[1]}" + (f"/{key}" if key else "")
    return Embed(page, f"{origin}/video/{found[1]}?autoplay=1&dnt=1" + (f"&h={key}" if key else ""), "Vimeo", origin)


def _seconds(text: str) -> int:
    """`1h2m3s`, `90s` and `90` in seconds."""
    found = _SECONDS.fullmatch(text)
    if not found or not text:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds
