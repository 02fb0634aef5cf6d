"""A small site of stories with sources, read and not built."""

import pytest
from pelican.plugins.newsroom.desk import Build, read_desk
from pelican.settings import DEFAULT_CONFIG

from ..newsroom.conftest import a_site

REGISTRY = """\
gazette:
  name: Harbour Gazette
  aliases: [The Gazette, Harbour  GAZETTE]
  url: https://gazette.example
  kind: publisher
  description: The paper of the *harbour*.
  license: CC-BY-4.0
  allowed: [via, based-on]
"""


def a_text(title: str, *sources: str, **facts: str) -> str:
    """A story that is based on these sources, or whose entries these are."""
    named = "".join(f"- {one if ':' in one else f'{{name: {one}}}'}\n" for one in sources)
    more = "".join(f"{name}: {value}\n" for name, value in facts.items())
    begin = f"---\ntitle: {title}\ndate: 2026-01-02\nid: {title}\n"
    return f"{begin}{more}{'sources:' if sources else ''}\n{named}---\nText.\n"


@pytest.fixture
def build(tmp_path):
    """The build of a site with these stories, by name. `templates` are those that its theme has."""

    def _build(templates: tuple[str, ...] = ("source",), registry: str = REGISTRY, settings=None, **stories: str):
        files = {f"content/{name}.md": text for name, text in stories.items()}
        files |= {f"theme/templates/{name}.html": "" for name in templates} | {"content/data/sources.yaml": registry}
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        asked = {
            "THEME": str(tmp_path / "theme"),
            "PAGINATED_TEMPLATES": {"source": None},
            "DEFAULT_PAGINATION": 2,
            "PAGINATION_PATTERNS": DEFAULT_CONFIG["PAGINATION_PATTERNS"],
        }
        return Build(read_desk(a_site(tmp_path, name="News"), {}), asked | (settings or {}))

    return _build
