"""Compressed copies: small, the same each time, and made once."""

import gzip
import os
import shutil

import pytest
from pelican.plugins.publishing.compressed import Impossible, compress, faults

from .servers import program

TEXT = "<p>Words about ships and harbours.</p>\n" * 100


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "a/index.html").write_text(TEXT)
    (folder / "short.html").write_text("<p>Short.")
    (folder / "picture.webp").write_bytes(b"x" * 5_000)
    return folder


def test_texts_get_a_copy_and_what_is_short_or_compressed_gets_none(site):
    compress(site, None, ["gzip"])

    assert gzip.decompress((site / "a/index.html.gz").read_bytes()).decode() == TEXT
    assert sorted(one.name for one in site.rglob("*.gz")) == ["index.html.gz"]


def test_the_same_text_gives_the_same_bytes(site, tmp_path):
    for one in ("brotli", "zstd"):
        program(one)
    other = shutil.copytree(site, tmp_path / "other")
    os.utime(other / "a/index.html", (1, 1))

    for folder in (site, other):
        compress(folder, None, ["gzip", "brotli", "zstd"])

    for end in (".gz", ".br", ".zst"):
        assert (site / f"a/index.html{end}").read_bytes() == (other / f"a/index.html{end}").read_bytes()


def test_what_did_not_change_keeps_its_copy(site, tmp_path):
    compress(site, None, ["gzip"])
    (site / "a/index.html.gz").write_bytes(b"made before")
    new = shutil.copytree(site, tmp_path / "new", ignore=shutil.ignore_patterns("*.gz"))
    (new / "b.html").write_text(TEXT)

    compress(new, site, ["gzip"])

    assert (new / "a/index.html.gz").read_bytes() == b"made before"
    assert gzip.decompress((new / "b.html.gz").read_bytes()).decode() == TEXT


def test_what_is_missing_is_told_with_its_remedy(site, monkeypatch):
    monkeypatch.setenv("PATH", "")

    assert faults(["gzip"]) == []
    assert "install Debian's package brotli" in faults(["brotli"])[0]
    with pytest.raises(Impossible, match='holds "lzma"; known are: gzip, brotli, zstd'):
        compress(site, None, ["lzma"])
