"""The service worker as a file: the text beside this module, with the site's settings put in. Pure but for reading that text."""

import hashlib
import json
from importlib import resources

from .options import Options

FILE = "sw.js"


def text_of(options: Options, shell: bytes) -> str:
    """The worker of a site that keeps what is read. `shell` is its page for what is not kept: a new one makes a new version."""
    body = _source("worker.js")
    settings = {
        "offline": options.address,
        "pages": max(1, options.pages),
        "files": max(0, options.files),
        "patience": max(0, options.patience),
        "never": [folder.strip("/") for folder in options.never],
        "lasting": [folder.strip("/") for folder in options.lasting],
    }
    given = json.dumps(settings, sort_keys=True)
    version = hashlib.blake2b(f"{body}{given}".encode() + shell, digest_size=6).hexdigest()
    return f"const SETTINGS = {json.dumps({**settings, 'version': version}, sort_keys=True)};\n{body}"


def farewell() -> str:
    """The worker of a site that keeps nothing: it clears what an earlier one kept, and takes itself out."""
    return _source("farewell.js")


def _source(name: str) -> str:
    return resources.files(__package__ or "").joinpath(name).read_text(encoding="utf-8")
