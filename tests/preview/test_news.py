"""What a browser hears of a build: every error, and no more warnings than somebody reads."""

import json

from pelican.plugins.newsroom.problem import Problem
from pelican.plugins.newsroom.report import facts
from pelican.plugins.preview.edition import Outcome, shown
from pelican.plugins.preview.server import _told
from pelican.plugins.preview.workshop import News


def test_a_browser_hears_every_error_and_the_first_warnings():
    errors = [Problem(f"content/{n}.md", 1, 1, "E10", "leads nowhere", "mend it") for n in range(300)]
    warnings = [Problem(f"content/{n}.md", 1, 1, "W09", "no heading", "add one") for n in range(300)]

    told = json.loads(_told(News(3, Outcome(True, shown([*warnings, *errors]), 300, ["a template"]))))

    assert told["problems"] == list(map(facts, [*errors, *warnings[:200]]))
    assert (told["edition"], told["complete"], told["failures"], told["warnings"]) == (3, True, ["a template"], 300)
