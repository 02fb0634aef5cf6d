"""The service worker as text."""

import json
import re
import subprocess

from pelican.plugins.offline.options import Options
from pelican.plugins.offline.worker import farewell, text_of

from ..page_tools import program


def settings(text: str) -> dict:
    return json.loads(re.match(r"const SETTINGS = (\{.*\});\n", text)[1])


def test_the_same_site_has_the_same_worker():
    assert text_of(Options(), b"shell") == text_of(Options(), b"shell")


def test_a_new_page_or_setting_makes_a_new_version():
    """Browsers fetch the worker's page again only with a new text."""
    versions = {
        settings(text_of(options, shell))["version"]
        for options, shell in ((Options(), b"a"), (Options(), b"b"), (Options(pages=3), b"a"))
    }

    assert len(versions) == 3


def test_numbers_that_make_no_sense_keep_little_and_not_everything():
    given = settings(text_of(Options(pages=-5, files=-1, patience=-2), b""))

    assert (given["pages"], given["files"], given["patience"]) == (1, 0, 0)


def test_a_folder_s_name_cannot_end_the_text():
    text = text_of(Options(never=('x"};alert(1);//',)), b"")

    assert settings(text)["never"] == ['x"};alert(1);']


def test_both_are_scripts(tmp_path):
    for name, text in (("worker.mjs", text_of(Options(), b"")), ("farewell.mjs", farewell())):
        (tmp_path / name).write_text(text, encoding="utf-8")
        ran = subprocess.run([program("node"), "--check", tmp_path / name], capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr
