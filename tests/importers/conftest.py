"""Importing in this process: into a folder of the test, with what was said."""

from types import SimpleNamespace

import pytest
from pelican.plugins.newsroom.__main__ import main


@pytest.fixture
def imports(tmp_path, monkeypatch, capsys):
    """Write a source, import it, and give back what came of it: `code`, `said`, and the texts of `content/` by path."""
    monkeypatch.chdir(tmp_path)

    def _imports(data, name, *more):
        source = tmp_path / name
        if data is not None:
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_bytes(data if isinstance(data, bytes) else data.encode())
        code = main(["--debug", "import", name, *more])
        out = capsys.readouterr()
        files = {
            path.relative_to(tmp_path / "content").as_posix(): path.read_text(encoding="utf-8", errors="replace")
            for path in sorted((tmp_path / "content").rglob("*"))
            if path.is_file()
        }
        return SimpleNamespace(
            code=code,
            said=out.err,
            out=out.out,
            files=files,
            stories={path: text for path, text in files.items() if path.endswith(".md")},
            root=tmp_path,
        )

    return _imports
