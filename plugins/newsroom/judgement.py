"""The judgement of a site that is read: the rules that need the whole of it, in the order in which they can be asked."""

from pathlib import Path

from . import inner_links, outward
from .claims import claims
from .desk import Build
from .desk_rules import templates
from .extensions import enabled, have_others, modules
from .site import shown_templates
from .site_rules import by_the_clock, policy_pages
from .taken_over import keep_answers


def judge(build: Build) -> None:
    """Report all that is wrong between the files of a site: its addresses first, for the links are held against them, and idle ignores last."""
    desk, site = build.desk, build.site
    build.report(outward.problems(site, build.once(links_astray)))
    build.settle(claims(build))
    build.report(templates(desk.stories, desk.readings, shown_templates(build.settings), build.has_template))
    build.report([*policy_pages(desk.stories, build.all_places), *by_the_clock(desk.stories, desk.readings, site)])
    build.report(inner_links.problems(build.linking, desk.readings, _map(build), site))
    for module in modules(build.settings, "rules"):
        build.report(module.problems(build))
    build.report_idle_ignores()
    keep_answers(build)


def links_astray(build: Build) -> list[Path]:
    """The links of the content folder that lead out of it; to be asked by `build.once`, for every file is looked at."""
    return outward.links_astray(build.site.content)


def _map(build: Build) -> inner_links.Map:
    """Every address of the site; what another's plugin writes is known to nobody."""
    settings = build.settings
    ours = not have_others(settings["PLUGINS"] or ()) and "taxonomy" in enabled(settings)
    return inner_links.Map(
        build.all_places,
        build.redirects,
        build.desk.stories,
        [str(settings["THEME_STATIC_DIR"]), *build.site.checks.elsewhere],
        is_complete=ours and not settings["TEMPLATE_PAGES"],
    )
