"""What axe has against a page, and not all that it says for it: to gather that takes as long again."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path

_AXE = Path(importlib.util.find_spec("axe_playwright_python").origin).with_name("axe.min.js")
#: Every rule but those that are still tried out.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: Rules that look at colours.
COLOURS = ("color-contrast", "link-in-text-block")
_RUN = """async ([rules, iframes]) => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"], iframes});
  return found.violations.map((one) => `${one.id}: ${one.help}\\n  ` + one.nodes.map((node) => node.html).join("\\n  "));
}"""


def bring_axe(page) -> None:
    """Once for each document that a page shows."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))


def barriers(page, rules: Sequence[str] = TAGS, *, iframes: bool = True) -> list[str]:
    """The rules that the page breaks, each with the elements that break it."""
    return page.evaluate(_RUN, [rules, iframes])
