"""What becomes of each file of a site, a line each: `page`, `withheld` or `error`, its path and the file it is written to; `LOST` for none."""

import sys
from pathlib import Path


def main(settings: str) -> None:
    from pelican.plugins.newsroom.address import save_as_of
    from pelican.plugins.newsroom.plugin import desk_for_site

    build = desk_for_site(settings)
    errors = {one.path for one in build.problems if one.is_error}
    for path, reading in sorted(build.desk.readings.items()):
        story = build.story_at(path)
        if story and story.status in ("published", "hidden", "draft", "withdrawn"):
            print(f"page\t{path}\t{save_as_of(story, build.site)}")
        elif story or (reading.story and reading.story.status == "skip"):
            print(f"withheld\t{path}\t")
        else:
            print(f"{'error' if path in errors else 'LOST'}\t{path}\t")


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    main(sys.argv[1])
