"""How many precompressed pages Caddy and nginx hand out on this machine: wrk on the demo as docs/publishing.md serves it, loopback only.

`python benchmarks/servers.py --seconds 5`. Server and wrk share the cores, so the figures say what is enough, not what is possible.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.publishing import servers  # noqa: E402 (the folder must be known first)

PAGES = ("/", "/2026/09/ferry-timetable/", "/tag/statistics/")
SETTINGS = """
from publishconf import *
HEADERS = {**HEADERS, "caddy": True, "nginx": True}
REDIRECTS = {**REDIRECTS, "caddy": True, "nginx": True}
PUBLISHING = {"compress": ["gzip", "brotli", "zstd"]}
"""


def lay_out_demo(folder: Path) -> None:
    """The demo in `folder`: stories and settings of its own, plugins and themes those of this project."""
    shutil.copytree(ROOT / "content", folder / "content")
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    for name in ("plugins", "themes"):
        (folder / name).symlink_to(ROOT / name)


def published(folder: Path) -> Path:
    """The demo, published in a copy of its folder."""
    lay_out_demo(folder)
    (folder / "served.py").write_text(SETTINGS, encoding="utf-8")
    command = [sys.executable, "-m", "pelican.plugins.newsroom", "publish", "-s", "served.py"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder / "output"


def measured(server: servers.Server, page: str, seconds: int, connections: int) -> tuple[float, str, int]:
    """(requests in a second, the 99th percentile of latency as wrk says it, answers that were no success and broken connections)."""
    ran = subprocess.run(
        ["wrk", "--latency", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "-H", "Accept-Encoding: br, gzip", f"http://127.0.0.1:{server.port}{page}"],
        capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    found = re.search(r"Requests/sec:\s*([\d.]+)", ran), re.search(r"99%\s*(\S+)", ran)
    assert all(found), ran
    wrong = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", ran)))
    broken = sum(int(number) for line in re.findall(r"Socket errors: (.*)", ran) for number in re.findall(r"\d+", line))
    rate, slowest = (match[1] if match else "" for match in found)
    return float(rate), slowest, wrong + broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=5, help="for how long each page is asked for (default 5)")
    parser.add_argument("--connections", type=int, default=32, help="how many ask at once (default 32)")
    given = parser.parse_args()
    missing = [
        name for name in ("wrk", "caddy", "nginx", "brotli", "zstd") if not shutil.which(name, path=servers.PATH)
    ]
    if missing:
        print(f"servers: needs Debian's {', '.join(missing)}: as root, apt-get install", file=sys.stderr)
        return 2
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        output = published(Path(folder))
        for name in ("caddy", "nginx"):
            place = Path(folder) / name
            place.mkdir()
            with getattr(servers, name)(output, place) as server:
                for page in PAGES:
                    size = len(server.get(page, Accept_Encoding="br").body)
                    rate, slowest, wrong = measured(server, page, given.seconds, given.connections)
                    faults += wrong
                    print(f"{name:6} {page:28} {size:7,} bytes (br) {rate:9,.0f}/s   p99 {slowest:>9}   {wrong} errors")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
