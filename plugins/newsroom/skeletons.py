"""What new stories and the first pages begin with: questions that their writer answers and takes out. Pure."""

from collections.abc import Mapping

_USUAL = "Say in one sentence what happened, where and when.\n\n## What we know\n\n## What we do not know\n"

SKELETONS: Mapping[str, str] = {
    "report": _USUAL,
    "explainer": "Say in two sentences what this is and why it matters now.\n\n## How it works\n\n## Where it came from\n\n## What is disputed\n",
    "analysis": "Say what you will show, and from what.\n\n## What the figures say\n\n## What speaks against it\n",
    "opinion": "Say what you think, and who you are to think so.\n",
    "review": "Say what it is, and whether it is good.\n\n## What works\n\n## What does not\n",
    "interview": "Say who was asked, when and how.\n\n**The first question?**\n\nThe answer.\n",
    "live": "## The first entry, with its time\n",
    "press-release": "Say who sent it and what they want. Then what you asked, and what they answered.\n",
}
"""Kind of story -> the text below its header, in Markdown."""

PAGES: Mapping[str, str] = {
    "about": "Say here who writes $name, who pays for it, and what you do when something was wrong.",
    "contact": "Say here where readers write to $name, and where they tell you of a mistake.",
}
"""Page of a new site -> its text, with `$name` where the name of the site stands."""


def skeleton_of(kind: str) -> str:
    """The text that a new story begins with."""
    return SKELETONS.get(kind, _USUAL)
