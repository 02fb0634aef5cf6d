"""How much memory `newsroom import` takes for a WordPress export of a given size: a file is generated, imported into a new folder, and measured.

The file is mixed as those of old sites are: posts of some 6 kB, and beside each of them the data of page builders, revisions and comments.
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login>mo</wp:author_login><wp:author_display_name>Mo Ferrant</wp:author_display_name></wp:author>
"""
WORDS = [
    "harbour",
    "crane",
    "quay",
    "water",
    "ship",
    "grain",
    "strait",
    "wind",
    "tide",
    "night",
    "council",
    "vote",
    "budget",
    "road",
    "bridge",
    "school",
    "river",
    "stone",
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=100)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="newsroom-import-"))
    export = folder / "export.xml"
    posts = _written(export, given.megabytes * 1_000_000)
    began = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "pelican.plugins.newsroom", "import", str(export), "--from", "wordpress"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    took = time.monotonic() - began
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    made = sum(1 for _ in folder.joinpath("content").rglob("*.md"))
    print(
        f"{export.stat().st_size / 1e6:.0f} MB, {posts} posts: {made} files in {took:.0f} s, at most {most:.0f} MB of memory"
    )
    shutil.rmtree(folder)
    if ran.returncode or made != posts or most > 300:
        print(ran.stderr[-2000:])
        return 1
    return 0


def _written(export: Path, size: int) -> int:
    source, posts = random.Random(1), 0
    with export.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        while out.tell() < size:
            posts += 1
            out.writelines(_item(posts, source))
        out.write("</channel></rss>\n")
    return posts


def _item(number: int, source: random.Random) -> Iterator[str]:
    def words(count: int) -> str:
        return " ".join(source.choices(WORDS, k=count)).capitalize()

    paragraphs = "\n\n".join(
        f'<!-- wp:paragraph -->\n<p>{words(60)}, <a href="https://elsewhere.example/{number}">{words(3)}</a> {words(50)}.</p>\n<!-- /wp:paragraph -->'
        for _ in range(8)
    )
    day = f"20{number % 20:02}-{number % 12 + 1:02}-{number % 28 + 1:02} 10:00:00"
    yield f"<item><title>{words(6)} {number}</title><link>https://old.example/{number}/</link><dc:creator>mo</dc:creator><content:encoded><![CDATA[{paragraphs}]]></content:encoded>"
    yield f"<wp:post_id>{number}</wp:post_id><wp:post_date>{day}</wp:post_date><wp:post_date_gmt>{day}</wp:post_date_gmt><wp:post_name>story-{number}</wp:post_name>"
    yield '<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="category" nicename="city">City</category>'
    builder = escape(f'[{{"id":"{number}","elements":[{",".join(chr(34) + words(8) + chr(34) for _ in range(300))}]}}]')
    yield f"<wp:postmeta><wp:meta_key>_elementor_data</wp:meta_key><wp:meta_value>{builder}</wp:meta_value></wp:postmeta>"
    for comment in range(3):
        yield f"<wp:comment><wp:comment_id>{number}{comment}</wp:comment_id><wp:comment_author>A reader</wp:comment_author><wp:comment_content>{words(40)}</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>"
    yield "</item>\n"
    for revision in range(3):
        yield f"<item><title>{words(6)}</title><content:encoded><![CDATA[{paragraphs}]]></content:encoded><wp:post_id>{number}9{revision}</wp:post_id><wp:status>inherit</wp:status><wp:post_type>revision</wp:post_type></item>\n"


if __name__ == "__main__":
    sys.exit(main())
