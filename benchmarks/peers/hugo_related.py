"""Hugo's related pages, by its own program: with its defaults, or tuned as its documentation says one may.

Hugo compares front matter alone, so that the pages are written without their text.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from records import Record, moment_of, run

SITE = {
    "baseURL": "https://bench.example/",
    "disableKinds": ["taxonomy", "term", "section", "rss", "sitemap", "404"],
    "outputs": {"home": ["json"]},
    "cascade": [{"_target": {"kind": "page"}, "build": {"render": "never"}}],
}
TUNED = {
    "includeNewer": True,
    "threshold": 0,
    "toLower": True,
    "indices": [
        {"name": "tags", "weight": 100},
        {"name": "categories", "weight": 30},
        {"name": "date", "weight": 10, "pattern": "200601"},
    ],
}
#: A line for each page: its name and the names of its list.
LINES = """{{ range .Site.RegularPages }}{{ $list := slice }}{{ range first %d (.Site.RegularPages.Related .) }}{{ $list = $list | append .Params.name }}{{ end }}{{ slice .Params.name $list | jsonify }}
{{ end }}"""


def rank(records: list[Record], limit: int) -> dict[str, list[str]]:
    with tempfile.TemporaryDirectory(prefix="newsroom-hugo-") as folder:
        site = Path(folder)
        config = SITE | ({"related": TUNED} if IS_TUNED else {})
        (site / "hugo.json").write_text(json.dumps(config), encoding="utf-8")
        (site / "layouts").mkdir()
        (site / "layouts" / "home.json").write_text(LINES % limit, encoding="utf-8")
        pages = site / "content" / "posts"
        pages.mkdir(parents=True)
        for number, record in enumerate(records):
            front = {
                "title": record.get("title") or record["id"], "date": moment_of(record).isoformat(), "name": record["id"],
                "tags": record.get("tags") or [], "categories": record.get("categories") or [],
            }  # fmt: skip
            (pages / f"{number}.md").write_text(json.dumps(front), encoding="utf-8")
        program = Path(sys.executable).with_name("hugo")
        subprocess.run([program, "--quiet", "--source", site], check=True, stdout=subprocess.DEVNULL)
        lines = (site / "public" / "index.json").read_text(encoding="utf-8").splitlines()
    return dict(json.loads(line) for line in lines if line.strip())


IS_TUNED = "--tuned" in sys.argv
sys.argv = [one for one in sys.argv if one != "--tuned"]
run(rank)
