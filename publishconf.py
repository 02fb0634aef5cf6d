"""What differs when the site is published: its public address, and that nothing unfinished leaves the house."""

import os
import sys

sys.path.append(os.curdir)
from pelicanconf import *  # noqa: F403
from pelicanconf import NEWSROOM as _ON_THIS_MACHINE

SITEURL = os.environ.get("SITEURL", "https://lamplighter.example.org").rstrip("/")
RELATIVE_URLS = False
NEWSROOM = {**_ON_THIS_MACHINE, "preview": False}
EDITOR = {"enabled": False}
