"""Where Pelican and the desk meet: the desk reads the site first, Pelican renders what it lets through."""

import importlib
import locale
import logging
import os
import re
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from pelican import log, signals
from pelican.generators import ArticlesGenerator
from pelican.settings import DEFAULT_CONFIG, get_settings_from_file, read_settings
from pelican.utils import slugify

from . import filters, front_pages
from .builds import desk_of, is_under_way, remember
from .commands import Wrong
from .desk import Build, read_desk
from .desk_rules import private_files
from .environment import environment_of, lend_words
from .errand import call_back
from .extensions import modules
from .failure import line_of, remedy_of, said
from .file_text import is_there
from .garbage import undisturbed
from .generator import DeskArticlesGenerator, end_reading
from .judgement import judge, links_astray
from .kept_articles import kept_of
from .lacking import lacked, lacking, lacks_theme, lacks_typogrify
from .lasting import Lasting
from .named_plugins import lost_plugins, named_plugins_alone, tell_of_lost
from .neighbours import forget_neighbours
from .output import is_waiting
from .places import file_of
from .problem import Problem
from .readings import HeldReadings, Progress
from .registry import Registries
from .registry_files import read_registries
from .saying import say_at_the_end, say_new
from .seen import seen
from .setting_kinds import in_their_place
from .site import Site, shown_templates
from .site_settings import root_of, site_from
from .slug import Slugs
from .term_links import key_of
from .told_errors import told_errors
from .view import Newsroom


class ProblemsFound(Exception):
    """A build that ends with errors, while Pelican watches for changes and goes on."""


def desk_for_site(
    settings_file: str = "pelicanconf.py", *, content: Path | None = None, progress: Progress | None = None
) -> Build:
    """The desk of a site that is not being built: for the commands. `content` stands in for the folder of its stories, and Pelican's theme for a lost one."""
    settings = settings_for_site(settings_file, with_theme=False)
    return open_build({**settings, "PATH": str(content.absolute())} if content else settings, progress=progress)


def build_site(
    settings_file: str,
    *,
    content: str = "",
    output: str = "",
    more: Mapping[str, Any] | None = None,
    debug: bool = False,
) -> int:
    """Build a site as `pelican --fatal errors` does, in this process. 0 when it is fit to publish, else 1, and why is printed.

    `content` and `output` stand in for the site's folders, `more` for others of its settings.

    A plugin, a theme or a library of TYPOGRIFY that cannot be had ends no build, nor does a plugin that logs an error; it ends with 1. Without Pelican's moving line: its thread would keep the work from being shared.
    """
    log.init(level=logging.DEBUG if debug else logging.WARNING, fatal="errors", name="pelican")
    folders = {"PATH": content, "OUTPUT_PATH": output}
    override = {name: str(Path(folder).absolute()) for name, folder in folders.items() if folder}
    forget_neighbours(settings_file)
    own = _readable(settings_file)
    theme = _in_place_of_theme(settings_file, own)
    plain = {"TYPOGRIFY": False} if lacks_typogrify(own) else {}
    lost: Mapping[str, Exception] = {}
    told_of: list[str] = []
    try:
        settings = settings_from(settings_file, {**override, **(more or {}), **theme, **plain}, own)
        kind = _class_of(settings)
        with named_plugins_alone(settings["PLUGINS"]), lost_plugins() as lost:
            site = kind(settings)
        if lost or theme or plain:
            tell_of_lost(lost, lacking(settings_file, own), debug=debug)
            settings.pop("ASKED", None)  # the next build must not say that all is well
        with told_errors(lambda: settings.pop("ASKED", None)) as told_of:
            site.run()
    except SystemExit as end:  # said already
        return min(int(end.code or 0), 1) if isinstance(end.code, int | None) else 1
    except Exception as error:
        if debug:
            raise
        told = lost or theme or plain
        for why in (not told and lacking(settings_file, own)) or (said(error, [Path.cwd()]),):
            print(f"newsroom: the build ended early: {why}", file=sys.stderr)
        return 1
    finally:
        call_back()
        is_fit = _tell_whether_fit([*lost, *(["its theme"] if theme else []), *plain], told_of)
    return 0 if is_fit else 1


def _class_of(settings: Mapping[str, Any]) -> Any:
    """The class that runs a build, which PELICAN_CLASS may give by its name."""
    kind = settings["PELICAN_CLASS"]
    if not isinstance(kind, str):
        return kind
    module, _, name = kind.rpartition(".")
    return getattr(importlib.import_module(module), name)


def _tell_whether_fit(without: Sequence[str], told_of: Sequence[str]) -> bool:
    """Whether nothing was lacking and nobody told of an error; what speaks against it is printed."""
    if without:
        print(f"newsroom: built without {', '.join(without)}: this site is not fit to publish", file=sys.stderr)
    if told_of:
        print(f"newsroom: {', '.join(told_of)} told of an error: this site is not fit to publish", file=sys.stderr)
    return not without and not told_of


def settings_for_site(settings_file: str, *, with_theme: bool = True) -> Mapping[str, Any]:
    """Pelican's settings of a site. Raises Wrong where they cannot be read, and for a theme that cannot be had where one is asked for; elsewhere
    the problems of what cannot be had are their LACKED.
    """
    return _settings(settings_file, with_theme=with_theme)


def names_for_site(settings_file: str) -> tuple[Site, Registries]:
    """A site and its registries, without reading a story."""
    site, _ = site_of(_settings(settings_file, make_content=True))
    registries, _ = read_registries(site.content / site.options.data, site.shown)
    return site, registries


def settings_from(file: str, override: Mapping[str, Any] | None = None, own: Any = None) -> dict[str, Any]:
    """Pelican's settings; a site that names no PATH, as old ones do, has its stories in `content`, where it has such a folder and names none below it.
    `own` is what the file says, where that is known: it may do more than set names, and is not run once more."""
    own = _readable(file) if own is None else own
    override = {**in_their_place(file, {**own, **(override or {})}, DEFAULT_CONFIG), **(override or {})}
    settings: dict[str, Any] = read_settings(file, override=override)
    usual = Path(file).absolute().parent / "content"
    below = any(str(one).startswith("content") for one in (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"]))
    is_usual = settings["PATH"] == os.curdir and usual.is_dir() and not below
    return {**settings, "PATH": str(usual)} if is_usual else settings


def _settings(file: str, *, make_content: bool = False, with_theme: bool = True) -> Mapping[str, Any]:
    """Pelican's settings, which must have a folder of stories: a new site gets one, elsewhere its absence is said. Raises Wrong."""
    forget_neighbours(file)
    own = _own_settings(file)
    folder = Path(file).parent / (own.get("PATH") or ("." if own.get("ARTICLE_PATHS") else "content"))
    if make_content:
        folder.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir():
        raise Wrong(f"there is no folder {folder}; make it, or name it as PATH in {file}")
    before = locale.setlocale(locale.LC_ALL)
    try:
        lacks = () if with_theme else lacked(file, own)
        more = {"LACKED": lacks, **_in_place_of_theme(file, own)} if lacks else {}
        return settings_from(file, more, own)
    except Exception as error:  # Pelican's own sentence, as for a theme that is not there
        why = f"{file} cannot be used: {remedy_of(error) or f'{error}; mend that setting'}"
        raise Wrong("\n".join(lacking(file, own)) or why) from error
    finally:
        locale.setlocale(locale.LC_ALL, before)  # Pelican sets LOCALE for the whole process; a command is not a build


def _in_place_of_theme(file: str, own: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings of Pelican's own theme, where the site's cannot be had; {} where it is there."""
    names = ("DIRECT_TEMPLATES", "PAGINATED_TEMPLATES")
    return {"THEME": "simple", **{name: DEFAULT_CONFIG[name] for name in names}} if lacks_theme(file, own) else {}


def _own_settings(file: str) -> Mapping[str, Any]:
    """What a file of settings says. Raises Wrong where it is no Python that runs: that is a writer's slip, and its line is known."""
    try:
        return dict(get_settings_from_file(file))
    except (Exception, SystemExit) as error:
        line = line_of(error, Path(file).name)
        why = error.msg if isinstance(error, SyntaxError) else f"{type(error).__name__}: {error}"
        raise Wrong(f"{file}{f':{line}' if line else ''} cannot be read: {why}; mend that line") from error


def _readable(file: str) -> Mapping[str, Any]:
    """What a file of settings says; {} where it cannot be read, which whoever uses them will say."""
    try:
        return _own_settings(file)
    except Wrong:
        return {}


def open_build(
    settings: Mapping[str, Any],
    *,
    progress: Progress | None = None,
    lasting: Lasting | None = None,
    is_for_pages: bool = False,
) -> Build:
    """Read and judge the site that these settings describe. `lasting` is what an earlier build of this process left. Where it `is_for_pages`,
    what plugins find out beside the build for these is begun before the site is judged.
    """
    with undisturbed():
        build = _read(settings, progress, lasting or Lasting())
    for module in modules(settings, "errands") if is_for_pages else ():
        module.begin(build)
    with undisturbed():
        judge(build)
    return build


def _read(settings: Mapping[str, Any], progress: Progress | None, lasting: Lasting) -> Build:
    from .reader import foreign_readers

    site, problems = site_of(settings)
    desk = read_desk(
        site,
        foreign_readers(dict(settings)),
        settings_problems=problems,
        records=True,
        progress=progress,
        statics=settings["STATIC_PATHS"] or (),
        held=lasting.of(HeldReadings) if lasting.is_wanted else None,
        seen=seen(site.content),
    )
    return Build(desk, settings, lasting)


def site_of(settings: Mapping[str, Any]) -> tuple[Site, tuple[Problem, ...]]:
    """The site that Pelican's settings describe, and what is wrong with our blocks among them."""
    return site_from(settings, lambda of_titles: slugs_of(settings, of_titles=of_titles))


def slugs_of(settings: Mapping[str, Any], *, of_titles: bool = False) -> Slugs:
    """Pelican's settings for slugs. Where a site has substitutions of its own, Pelican's slugify makes the slugs of that kind.

    With `of_titles` it makes those of stories too, out of their titles, and of every term: a site that was there before keeps its addresses.
    """
    unicode, keep_case = bool(settings["SLUGIFY_USE_UNICODE"]), bool(settings["SLUGIFY_PRESERVE_CASE"])
    usual = DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"]
    own: dict[str, Callable[[str], str]] = {}
    for kind in ("tag", "category", "author", *(("title",) if of_titles else ())):
        rules = settings.get(f"{kind.upper()}_REGEX_SUBSTITUTIONS", settings["SLUG_REGEX_SUBSTITUTIONS"])
        if of_titles or rules != usual:
            own[kind] = partial(slugify, regex_subs=rules, preserve_case=keep_case, use_unicode=unicode)
    return Slugs(unicode, keep_case, own)


def prepare_settings(pelican: Any) -> None:
    """What the desk needs of Pelican: one clock, no stale cache, our filters, and translations paired by the desk."""
    settings = pelican.settings
    settings["WITH_FUTURE_DATES"] = True  # what is public is the desk's to decide
    settings["CACHE_CONTENT"] = settings["LOAD_CONTENT_CACHE"] = (
        False  # a cached article would miss a change of a registry
    )
    for kind in ("ARTICLE", "PAGE"):
        if settings[f"{kind}_TRANSLATION_ID"] == "slug":
            settings[f"{kind}_TRANSLATION_ID"] = "translation_pair"
    settings["JINJA_FILTERS"] = {**filters.FILTERS, **settings["JINJA_FILTERS"]}
    kept = root_of(settings) / ".cache" / "newsroom" / "templates"
    settings["JINJA_ENVIRONMENT"] = environment_of(settings, kept)


def open_desk(pelican: Any) -> None:
    """Read everything before Pelican reads anything, and say what is wrong. Called at the start of each run, also when it watches."""
    call_back(of_desk=True)
    build = open_build(pelican.settings, lasting=_lasting(pelican), is_for_pages=True)
    pelican.settings["DIRECT_TEMPLATES"] = [one for one in shown_templates(pelican.settings) if build.has_template(one)]
    remember(pelican.settings, build)
    say_new(build)
    if build.collisions:
        _fail("Nothing was written: two would be written to one address. Mend the errors named above.")
    if build.once(links_astray):
        _fail("Nothing was written: a link of the content folder leads astray. Mend the errors named above.")


def _lasting(pelican: Any) -> Lasting:
    """What the last build of this process left; something for the next one where there will be one."""
    if is_under_way(pelican.settings):
        return desk_of(pelican.settings).lasting
    return Lasting(is_wanted=is_waiting(Path(pelican.settings["OUTPUT_PATH"])))


def use_desk_readers(readers: Any) -> None:
    from .reader import use_story_readers

    if is_under_way(readers.settings):
        use_story_readers(readers)


def use_desk_generator(generator: Any) -> None:
    if type(generator) is ArticlesGenerator and is_under_way(generator.settings):
        generator.__class__ = DeskArticlesGenerator


def publish_newsroom(generator: Any) -> None:
    build = desk_of(generator.settings)
    articles = [*generator.articles, *generator.translations, *generator.hidden_articles]
    more = (*generator.hidden_translations, *generator.drafts, *generator.drafts_translations)
    found = {story.path: article for article in (*articles, *more) if (story := build.story_of(article))}
    for article in found.values():
        if kept_of(article) is None:  # one that is kept has its own
            _settle_address(article)
    shown = [story.image.src for story in build.desk.stories if story.path in found and story.image]
    generator.context["static_links"].update(src for src in shown if not src.startswith("http"))
    generator.context["generated_content"].update((key_of(place), place) for place in build.places.values())
    generator.context["newsroom"] = Newsroom(build, found, generator.settings, generator.context["period_archives"])
    if "_" not in generator.env.globals:  # a theme that brings gettext of its own keeps it
        generator.context["_"] = build.words(build.site.lang)


def _settle_address(article: Any) -> None:
    """Pelican makes an address anew from its pattern whenever it is asked, and a story's stands in dozens of pages."""
    if "override_url" not in vars(article):
        article.override_url = article.url


def write_fronts(generator: Any, writer: Any) -> None:
    """The front page of each language but the site's own, which is Pelican's index."""
    build = desk_of(generator.settings)
    for lang, url in build.once(front_pages.front_urls).items():
        if url:
            writer.write_file(
                file_of(url),
                generator.get_template("front"),
                generator.context,
                relative_urls=generator.settings["RELATIVE_URLS"],
                url=url,
                page_name=url.rstrip("/"),
                template_name="front",
                front_lang=lang,
                _=build.words(lang),
            )


def drop_private_files(generator: Any) -> None:
    """Nothing that only unpublished stories use is copied."""
    build = desk_of(generator.settings)
    content = build.site.content
    private = {
        content / one for one in private_files(build.desk.stories, build.desk.readings, build.registries, build.site)
    }
    generator.staticfiles = [one for one in generator.staticfiles if _is_ours(Path(one.source_path), content, private)]
    generator.context["staticfiles"] = generator.staticfiles


def _is_ours(file: Path, content: Path, private: Collection[Path]) -> bool:
    """Whether a linked file may be copied: it is there, it is nobody's secret, and no `..` of its address leads out of the content folder."""
    return file not in private and ".." not in file.parts and file.is_relative_to(content) and is_there(file)


def close_desk(pelican: Any) -> None:
    """The end of a build: what came up on the way, the sum, and a failure when there are errors."""
    from .reader import report_replaced

    build = desk_of(pelican.settings)
    build.ask_for_awaited()
    report_replaced(build)
    say_at_the_end(build)
    if not build.errors:
        return
    out = sum(1 for path in build.desk.readings if build.story_at(path) is None)
    missing = f" {out} of {len(build.desk.readings)} files could not be built." if out else ""
    _fail(f"This site is not fit to publish: mend the errors named above.{missing}")


def _fail(failure: str) -> NoReturn:
    if _is_watching(sys.argv):
        raise ProblemsFound(failure)  # Pelican prints it and waits for the next change
    print(f"newsroom: {failure}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def _is_watching(arguments: list[str]) -> bool:
    """Whether Pelican was called to build again at every change: then nothing may end it."""
    return any(one == "--autoreload" or re.fullmatch(r"-[A-Za-z]*r[A-Za-z]*", one) for one in arguments[1:])


def register() -> None:
    signals.initialized.connect(prepare_settings)
    signals.get_generators.connect(open_desk)
    signals.generator_init.connect(lend_words)
    signals.article_generator_init.connect(use_desk_generator)
    signals.readers_init.connect(use_desk_readers)
    signals.article_generator_pretaxonomy.connect(end_reading)
    signals.article_generator_finalized.connect(publish_newsroom)
    signals.article_writer_finalized.connect(write_fronts)
    signals.static_generator_finalized.connect(drop_private_files)
    signals.finalized.connect(close_desk)
