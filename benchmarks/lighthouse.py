"""Lighthouse on the demo as it is published: built for its own address, served compressed by Caddy with our headers, as a phone sees it.

`make lighthouse` installs what this needs and runs it. Ends with 1 unless accessibility, best practices and SEO are 100 and performance is
at least 98 in every round.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
HERE = ROOT / "benchmarks" / "lighthouse"
PAGES = {
    "home": "/", "article": "/2026/09/ferry-timetable/", "article with a video": "/2026/11/flood-gate/", "tag": "/tag/statistics/", "search": "/search/",
}  # fmt: skip
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
CADDYFILE = """{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	root * {output}
	encode gzip
	import {output}/headers.caddy
	file_server
}}
"""
SETTINGS = """
from publishconf import *
HEADERS = {**HEADERS, "caddy": True}
"""
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is measured (default 3)")
    given = parser.parse_args()
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    caddy = shutil.which("caddy")
    if not browser or not caddy or not (HERE / "node_modules").is_dir():
        print(
            "lighthouse: needs Debian's caddy and chromium-headless-shell, and npm's part: make lighthouse",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        site = f"http://127.0.0.1:{port}"
        output = Path(folder) / "output"
        build(site, output)
        (Path(folder) / "Caddyfile").write_text(CADDYFILE.format(port=port, output=output), encoding="utf-8")
        server = subprocess.Popen([caddy, "run", "--config", f"{folder}/Caddyfile"], stderr=subprocess.DEVNULL)
        try:
            wait_for(site)
            rows = measured(browser, given.rounds, [site + address for address in PAGES.values()])
        finally:
            server.terminate()
            server.wait()
    names = {site + address: name for name, address in PAGES.items()}
    print(table(rows, names))
    for row in rows:
        for said in (*row["failed"], *(f"asked {one}" for one in row["elsewhere"])):
            print(f"{names[row['address']]}, round {row['round']}: {said}")
    below = [
        row for row in rows if any(row["scores"][name] < least for name, least in LEAST.items()) or row["elsewhere"]
    ]
    print(
        f"lighthouse: {len(rows) - len(below)} of {len(rows)} runs reach {', '.join(f'{name} {least}' for name, least in LEAST.items())}"
    )
    return 1 if below else 0


def build(site: str, output: Path) -> None:
    """Build the demo for an address, with its search."""
    settings = ROOT / "lighthouse.settings.py"
    settings.write_text(SETTINGS, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pelican.plugins.newsroom",
        "build",
        "-s",
        settings.name,
        "-o",
        str(output),
        "--search",
    ]
    try:
        subprocess.run(command, cwd=ROOT, env={**os.environ, "SITEURL": site}, check=True, stdout=subprocess.DEVNULL)
    finally:
        settings.unlink()


def measured(browser: str, rounds: int, addresses: list[str]) -> list[dict]:
    ran = subprocess.run(
        ["node", str(HERE / "run.mjs"), browser, str(rounds), *addresses],
        cwd=HERE,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ran.returncode:
        raise SystemExit(f"lighthouse: {ran.stderr}")
    rows: list[dict] = json.loads(ran.stdout.strip().splitlines()[-1])
    return sorted(rows, key=lambda row: (addresses.index(row["address"]), row["round"]))


def table(rows: list[dict], names: dict[str, str]) -> str:
    """A line for each run: scores, then bytes as they went over the line and the moments in milliseconds."""
    lines = [f"{'page':22} perf a11y best  seo   HTML    all  requests   FCP   LCP  TBT    CLS"]
    for row in rows:
        scores, metrics = row["scores"], row["metrics"]
        lines.append(
            f"{names[row['address']]:22} {scores['performance']:4} {scores['accessibility']:4} {scores['best-practices']:4} {scores['seo']:4}"
            f" {row['document']:6} {row['bytes']:6} {row['requests']:9} {metrics['first-contentful-paint']:5.0f} {metrics['largest-contentful-paint']:5.0f}"
            f" {metrics['total-blocking-time']:4.0f} {metrics['cumulative-layout-shift']:6.3f}"
        )
    return "\n".join(lines)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(address: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{address}/") as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise SystemExit("lighthouse: Caddy does not answer")


if __name__ == "__main__":
    sys.exit(main())
