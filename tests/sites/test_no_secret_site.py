"""What only this machine and its people may know stands in no published file and is said in no run, right or wrong."""

import getpass
import sys
from pathlib import Path

from tests.conftest import run, write
from tests.sites.test_publish_site import FAILING, git

NEWSROOM = (sys.executable, "-m", "pelican.plugins.newsroom")
ENVIRONMENT = {"AWS_SECRET_ACCESS_KEY": "kq-environment-1", "GITHUB_TOKEN": "kq-environment-2", "RCLONE_CONFIG_PASS": "kq-environment-3"}  # fmt: skip
SITE = """
-- content/a.md --
---
title: A
date: 2026-11-01
source_text: notes/kq-notes.txt
sources: [{name: Wire, relation: republished, url: "https://wire.example/1", permission: "mail of 2026-11-18"}]
---
Words.
-- content/notes/kq-notes.txt --
The words of kq-source.
-- content/data/sources.yaml --
wire: {name: Wire, allowed: [republished]} # kq-comment
-- content/data/authors.yaml --
ann-bee: {name: Ann Bee}
-- .env --
TOKEN=kq-dotenv
-- .netrc --
machine news.example password kq-netrc
-- more/moon/__init__.py --
"""


def secrets_in(data: bytes) -> bool:
    return b"kq-" in data


def secret_site(root: Path) -> None:
    write(root, SITE + FAILING)
    (root / ".gitignore").write_text("/output*\n/.cache\n.env\n", encoding="utf-8")
    with (root / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write('DEPLOY_TOKEN = "kq-setting"\n_PASSWORD = "kq-underscore"\n')
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "The subject kq-subject")
    git(root, "remote", "add", "origin", "https://me:kq-remote@git.example/site.git")


def test_no_secret_is_published_or_said(tmp_path):
    secret_site(tmp_path)

    published = run([*NEWSROOM, "publish"], tmp_path, **ENVIRONMENT)

    assert published.returncode == 0, published.stdout + published.stderr
    files = {one: one.read_bytes() for one in (tmp_path / "output.editions").rglob("*") if one.is_file()}
    assert [str(one) for one, data in files.items() if secrets_in(data) or "kq-" in one.name] == []
    assert [str(one) for one, data in files.items() if str(tmp_path).encode() in data] == [], "the machine's folders"
    user = getpass.getuser()
    assert [str(one) for one, data in files.items() if len(user) > 4 and user.encode() in data] == []
    said = published.stdout + published.stderr
    for words in (
        ("--debug", "publish"),
        ("upload", "rclone", "news:bucket", "--editions", "--dry-run"),
        ("rollback", "--list"),
    ):
        ran = run([*NEWSROOM, *words], tmp_path, **ENVIRONMENT)
        assert ran.returncode == 0, ran.stderr
        said += ran.stdout + ran.stderr
    assert not secrets_in(said.encode())


def test_a_run_that_goes_wrong_says_no_secret(tmp_path):
    secret_site(tmp_path)
    with (tmp_path / "publishconf.py").open("a", encoding="utf-8") as settings:
        settings.write('PLUGIN_PATHS += ["more"]\nPLUGINS += ["moon"]\n')

    for words in (("publish",), ("--debug", "publish")):
        ran = run([*NEWSROOM, *words], tmp_path, **ENVIRONMENT)

        assert ran.returncode == 1
        assert not secrets_in((ran.stdout + ran.stderr).encode())
