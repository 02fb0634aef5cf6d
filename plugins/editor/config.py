"""Decap's configuration of a site: which lists a writer sees, and with which forms. Pure.

The same file serves Sveltia CMS, which reads Decap's configuration. The names of our own formats are those that `desk.js` registers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..newsroom.words import Words, message
from .fields import Field, text
from .options import Options
from .registry_forms import FILES, entry_fields, front_form
from .story_form import NOT_EMPTY, Known, page_form, story_form

STORY, REGISTRY, GLOSSARY, FRONT = "newsroom-story", "newsroom-registry", "newsroom-glossary", "newsroom-front"

_LABEL = message("Front page")
#: Where `newsroom serve` shows every story, drafts first: no story has an address before it is read.
_SHEETS = "_newsroom/proof/"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of stories: its path below the content folder ("" for that itself), and what the list of its stories is called.

    `others` says whether it holds stories whose header is no plain YAML or classic one: they get a list of their own, as raw text.
    """

    folder: str
    label: str
    is_pages: bool = False
    others: bool = False

    @property
    def name(self) -> str:
        """What the list is called in the configuration."""
        return self.folder.replace("/", "-") or "content"


def config_of(
    options: Options, shelves: Sequence[Shelf], known: Known, words: Words, *, root: str, data: str, site_url: str
) -> dict[str, Any]:
    """The configuration. `root` is the content folder below the repository's ("" where it is the repository), `data` that of the registries below it."""
    made: dict[str, Any] = {
        "backend": backend_of(options),
        "publish_mode": "editorial_workflow" if options.workflow and options.backend != "local" else "simple",
        "media_folder": _below(root, options.media),
        "public_folder": f"/{options.media}",
        "slug": {"encoding": "unicode", "clean_accents": False, "sanitize_replacement": "-"},
        "site_url": site_url,
        "display_url": site_url,
    }
    forms = {
        True: [one.config(words) for one in page_form(known)],
        False: [one.config(words) for one in story_form(known)],
    }
    made["collections"] = [
        *(one for shelf in shelves for one in _lists_of(shelf, forms[shelf.is_pages], words, root, options)),
        _registries(
            "vocabulary",
            words(message("Names and lists")),
            REGISTRY,
            [one for one in FILES if one != "glossary"],
            known,
            words,
            _below(root, data),
        ),
        _registries("glossary", words(FILES["glossary"][0]), GLOSSARY, ["glossary"], known, words, _below(root, data)),
        _front(known, words, _below(root, data)),
    ]
    return made


def backend_of(options: Options) -> dict[str, Any]:
    """Where the editor keeps what is written."""
    if options.backend == "local":
        return {"name": "proxy", "proxy_url": f"http://127.0.0.1:{options.port}/api/v1", "branch": options.branch}
    made: dict[str, Any] = {"name": options.backend}
    if options.backend == "test-repo":
        return made
    made |= {"repo": options.repo, "branch": options.branch}
    if options.api_root:
        made["api_root"] = options.api_root
    if options.backend == "github":
        made |= _two_parts(options.login)
    else:
        made["app_id"] = options.app_id
        if options.backend == "gitlab":
            made["auth_type"] = "pkce"
        if options.login:
            made["base_url"] = options.login.rstrip("/")
    return made


def hosts_of(options: Options) -> tuple[str, ...]:
    """The origins that the editor must reach besides the site's own."""
    from urllib.parse import urlsplit

    if options.backend == "local":
        return (f"http://127.0.0.1:{options.port}",)
    usual = {
        "github": ("https://api.github.com",),
        "gitlab": ("https://gitlab.com",),
        "gitea": ("https://try.gitea.io",),
    }
    if options.backend not in usual:
        return ()
    given = [f"{p.scheme}://{p.netloc}" for p in map(urlsplit, (options.api_root, options.login)) if p.netloc]
    return tuple(dict.fromkeys(given if options.api_root else [*usual[options.backend], *given]))


def _two_parts(login: str) -> dict[str, str]:
    """The address of an OAuth proxy as Decap wants it: its origin, and the path below."""
    from urllib.parse import urlsplit

    parts = urlsplit(login)
    if not parts.netloc:
        return {}
    path = parts.path.strip("/")
    return {"base_url": f"{parts.scheme}://{parts.netloc}", **({"auth_endpoint": path} if path else {})}


def _lists_of(
    shelf: Shelf, form: Sequence[Mapping[str, Any]], words: Words, root: str, options: Options
) -> Iterable[dict[str, Any]]:
    common = {
        "folder": _below(root, shelf.folder) or ".",
        "extension": "md",
        "format": STORY,
        "identifier_field": "title",
    }
    yield {
        "name": shelf.name,
        "label": shelf.label,
        **common,
        "label_singular": words(message("page")) if shelf.is_pages else words(message("story")),
        "create": True,
        **({"preview_path": _SHEETS} if options.backend == "local" else {}),
        "slug": "{{slug}}",
        "filter": {"field": "dialect", "value": "form"},
        "summary": "{{title}}" if shelf.is_pages else "{{title}} · {{date | date('YYYY-MM-DD')}}",
        "sortable_fields": ["title"] if shelf.is_pages else [_newest_first(options), "title"],
        "fields": form,
    }
    if shelf.others:
        raw = (
            text("title", message("Headline"), "From the header; change it there.", required=True),
            text("header", message("Header"), "As it stands in the file.", long=True, required=True, pattern=NOT_EMPTY),
            text("body", message("Text"), long=True),
        )
        yield {
            "name": f"{shelf.name}-raw",
            "label": words(message("{label} (raw header)"), label=shelf.label),
            **common,
            "create": False,
            "filter": {"field": "dialect", "value": "raw"},
            "summary": "{{title}}",
            "sortable_fields": ["title"],
            "fields": [one.config(words) for one in raw],
        }


def _newest_first(options: Options) -> Any:
    """The date as what a list is sorted by; Sveltia, which has no local back end, knows no such default."""
    return {"field": "date", "default_sort": "desc"} if options.backend == "local" else "date"


def _registries(
    name: str, label: str, kind: str, registries: Iterable[str], known: Known, words: Words, data: str
) -> dict[str, Any]:
    files = []
    for registry in registries:
        title = words(FILES[registry][0])
        listed = {
            "name": "entries",
            "label": title,
            "label_singular": words(message("name")),
            "widget": "list",
            "required": False,
            "collapsed": True,
            "minimize_collapsed": False,
            "summary": "{{fields.name}} · {{fields.slug}}",
            "fields": [one.config(words) for one in entry_fields(registry, known)],
        }
        files.append({"name": registry, "label": title, "file": f"{data}/{registry}.yaml", "fields": [listed]})
    return {
        "name": name,
        "label": label,
        "format": kind,
        "editor": {"preview": False},
        "files": files,
    }


def _front(known: Known, words: Words, data: str) -> dict[str, Any]:
    file = {
        "name": "front",
        "label": words(_LABEL),
        "file": f"{data}/front.yaml",
        "fields": [one.config(words) for one in front_form(known)],
    }
    return {
        "name": "front",
        "label": words(_LABEL),
        "format": FRONT,
        "editor": {"preview": False},
        "files": [file],
    }


def _below(root: str, folder: str) -> str:
    return "/".join(part for part in (root.strip("/"), folder.strip("/")) if part)


def fields_of(config: Mapping[str, Any], collection: str) -> Sequence[Mapping[str, Any]]:
    """The fields of a list of the configuration. Raises StopIteration for a name that it has not."""
    found: Sequence[Mapping[str, Any]] = next(
        one["fields"] for one in config["collections"] if one["name"] == collection
    )
    return found


__all__ = [
    "FRONT",
    "GLOSSARY",
    "REGISTRY",
    "STORY",
    "Field",
    "Shelf",
    "backend_of",
    "config_of",
    "fields_of",
    "hosts_of",
]
