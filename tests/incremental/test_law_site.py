"""The law: whatever was changed, a build that goes on from the last one gives what a build from scratch gives, byte for byte."""

import json
import subprocess
import sys

import pytest

from ..conftest import NOW, ROOT, write

pytestmark = pytest.mark.slow

DRIVER = (sys.executable, "-m", "tests.incremental.law_driver")
STORIES = {
    "tram": ("The tram comes back", "2026-11-02 09:00", "Alderhaven", "trams, harbours", "storyline: Tram\n"),
    "vote": ("The council votes", "2026-10-02 09:00", "Alderhaven, Democracy", "trams, councils", "storyline: Tram\n"),
    "ferry": ("A ferry at dawn", "2026-09-12 09:00", "Alderhaven", "harbours", ""),
    "flood": ("What a flood gate does", "2026-08-01 09:00", "Science", "harbours, tides", "type: explainer\n"),
    "tide": ("How tides are counted", "2026-07-01 09:00", "Science", "tides", "type: explainer\n"),
    "court": ("The court and the quay", "2026-06-11 09:00", "Democracy", "councils, harbours", ""),
    "budget": ("A budget in public", "2026-05-21 09:00", "Democracy", "councils", ""),
}
BODY = "{title} is told here, and the harbour with it.\n\n## What was said\n\nMuch about trams and tides.\n\n## What comes\n\nSee [another]({{filename}}{other}.md).\n"
REGISTRIES = """
-- content/data/tags.yaml --
trams: {name: trams, description: Rails in the street.}
harbours: {name: harbours, aliases: [ports]}
councils: {name: councils}
tides: {name: tides}
moons: {name: moons}
-- content/data/authors.yaml --
ada-reyes: {name: Ada Reyes, bio: Ada writes about water., role: Harbour writer}
jun-watanabe: {name: Jun Watanabe}
-- content/data/sources.yaml --
harbour-gazette: {name: Harbour Gazette, url: "https://gazette.example.org/", allowed: [based-on, via]}
-- content/data/storylines.yaml --
tram: {name: Tram, description: The line to Saltmarsh., status: open}
-- content/data/glossary.yaml --
quay: {name: quay, definition: A wall that ships lie at.}
-- content/pages/about.md --
---
title: About
---
This is who we are.
-- put/README --
Templates that stand over the theme's.
"""
MORE = {
    "broadsheet": 'THEME_TEMPLATES_OVERRIDES = ["put"]\nPAGINATED_TEMPLATES = {**PAGINATED_TEMPLATES, "tag": 2}\n',
    "simple": 'THEME_TEMPLATES_OVERRIDES = ["put"]\nTHEME = "simple"\nJINJA_ENVIRONMENT = {}\nDIRECT_TEMPLATES = ["index", "categories", "tags", "authors", "archives"]\n'
    'PAGINATED_TEMPLATES = {**PAGINATED_TEMPLATES, "index": 3}\nRELATIVE_URLS = True\n',
}
#: In so many steps come the changes that are not made alone.
_STEPS = 7
#: Pages that a change of this kind may make, of all: what says that builds go on at all.
FEW = {"nothing": 0, "touched": 0, "body": 4, "output": 2}


def story(slug: str, /, **changed: str) -> str:
    title, date, categories, tags, more = STORIES[slug]
    facts = {"title": title, "slug": slug, "date": date, "categories": f"[{categories}]", "tags": f"[{tags}]", "authors": "[Ada Reyes]"}  # fmt: skip
    facts |= {"deck": f"What to know of the {slug}."}
    body = changed.pop("body", "")
    more = changed.pop("more", more)
    header = "".join(f"{name}: {value}\n" for name, value in (facts | changed).items())
    other = {"tram": "vote"}.get(slug, "tram")
    return f"---\n{header}{more}---\n{BODY.format(title=title, other=other)}{body}"


def settings(theme: str, more: str = "") -> str:
    return f"{(ROOT / 'publishconf.py').read_text(encoding='utf-8')}\nfrom pelicanconf import *\nSITEURL = 'https://news.example'\nNEWSROOM = {{**NEWSROOM, 'preview': False}}\n{MORE[theme]}{more}\n"


def changes(theme: str) -> list[tuple[str, dict[str, str | None], int]]:
    """(kind, files, moment of the build): each goes on from the one before."""
    now = int(NOW)
    part = (ROOT / "themes/broadsheet/templates/components/chips/chips.html").read_text(encoding="utf-8")
    correction = "corrections:\n  - {date: 2026-11-20, text: An earlier version named the wrong quay.}\n"
    source = "sources:\n  - {name: Harbour Gazette, url: 'https://gazette.example.org/a', title: A gate}\n"
    embargo = "embargo: 2026-11-24T08:00+00:00\n"
    rows: list[tuple[str, dict[str, str | None]]] = [
        ("first", {}),
        ("nothing", {}),
        ("touched", {"content/ferry.md": story("ferry")}),
        ("body", {"content/ferry.md": story("ferry", body="One more sentence.\n")}),
        ("output", {"output/index.html": "gone over", "output/archives/index.html": None}),
        ("title", {"content/tram.md": story("tram", title="The tram is back")}),
        ("deck", {"content/tide.md": story("tide", deck="Another deck.")}),
        ("tag added", {"content/tide.md": story("tide", tags="[tides, moons]")}),
        ("tag taken away", {"content/tide.md": story("tide")}),
        ("slug", {"content/court.md": story("court", slug="court-and-quay")}),
        ("date", {"content/court.md": story("court", date="2026-11-10 09:00")}),
        ("author", {"content/flood.md": story("flood", authors="[Jun Watanabe]")}),
        ("new category", {"content/flood.md": story("flood", categories="[Water, Science]")}),
        ("correction", {"content/vote.md": story("vote", more=f"storyline: Tram\n{correction}")}),
        ("source", {"content/flood.md": story("flood", more=source)}),
        ("deletion", {"content/budget.md": None}),
        ("new story", {"content/budget2.md": story("budget", date="2026-11-21 09:00")}),
        ("renamed", {"content/budget2.md": None, "content/news/budget.md": story("budget", date="2026-11-21 09:00").replace("{filename}", "{filename}/")}),
        ("a page", {"content/pages/about.md": "---\ntitle: About us\n---\nOthers now.\n"}),
        ("a story withdrawn", {"content/ferry.md": story("ferry", more="status: withdrawn\n")}),
        ("registry of authors", {"content/data/authors.yaml": "ada-reyes: {name: Ada Reyes, role: Editor}\njun-watanabe: {name: Jun Watanabe}\n"}),
        ("glossary", {"content/data/glossary.yaml": "quay: {name: quay, definition: A wall.}\ntides: {name: tides, definition: Water that comes and goes.}\n"}),
        ("registry of tags", {"content/data/tags.yaml": "trams: {name: Trams, description: Rails.}\nharbours: {name: harbours}\ncouncils: {name: councils}\ntides: {name: tides}\n"}),
        ("embargo", {"content/tide.md": story("tide", more=embargo)}),
        ("template", {"put/page.html": "{% extends '!theme/page.html' %}{% block title %}Mine{% endblock %}"}),
        ("part of a template", {"put/components/chips/chips.html": part.replace("<", "<!-- put --><", 1)}),
        ("name of the site", {"publishconf.py": settings(theme, 'SITENAME = "Other"')}),
        ("option of a plugin", {"publishconf.py": settings(theme, 'SITENAME = "Other"\nRELATED = {"limit": 2}')}),
    ]  # fmt: skip
    alone, rest = rows[: len(FEW) + 1], rows[len(FEW) + 1 :]
    if theme != "broadsheet":
        alone = [row for row in alone if row[0] in ("first", "nothing", "body")]
    # Each step takes edits that lie far from each other in the list: those of one story must not come at once, and none may name what one before took away.
    steps = [rest[n::_STEPS] for n in range(_STEPS)]
    together = [
        (", ".join(kind for kind, _ in step), {k: v for _, files in step for k, v in files.items()}) for step in steps
    ]
    return [(kind, files, now) for kind, files in (*alone, *together)] + [("a day passes", {}, now + 86_400)]


@pytest.mark.parametrize(("theme", "few"), [("broadsheet", 1), ("simple", 10**6)], ids=["ours-two-cores", "simple-one"])
def test_going_on_is_the_same_as_beginning_anew(tmp_path, theme, few):
    write(tmp_path / "site", REGISTRIES + "".join(f"-- content/{slug}.md --\n{story(slug)}" for slug in STORIES))
    (tmp_path / "site" / "publishconf.py").write_text(settings(theme), encoding="utf-8")
    (tmp_path / "changes.json").write_text(json.dumps(changes(theme)), encoding="utf-8")

    ran = subprocess.run(
        [*DRIVER, tmp_path, str(few)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=1800
    )

    assert ran.returncode == 0, ran.stderr
    report = {one["name"]: one for one in json.loads(ran.stdout)}
    assert len(report) == len(changes(theme))
    assert {name: one["differs"] for name, one in report.items() if one["differs"]} == {}
    assert {name: one["broken"] for name, one in report.items() if one["broken"]} == {}
    assert report["body"]["spared"] > report["body"]["pages"] or theme == "simple"
    assert report["first"]["made"] == report["first"]["pages"] > 30
    assert {
        name: report[name]["why"] for name, most in FEW.items() if name in report and report[name]["made"] > most
    } == {}
