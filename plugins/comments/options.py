"""What a site may set of its comments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PROVIDERS = ("isso", "giscus", "mail", "html")

#: What giscus must be told (giscus.app shows the values for a repository).
GISCUS = ("repo", "repo-id", "category", "category-id")


@dataclass(frozen=True, slots=True)
class Options:
    """`COMMENTS = {...}`.

    `provider` is "isso", "giscus", "mail", "html" or "" for none. `server` is the public address of the Isso server. `export` is the file of
    approved comments in the folder of the registries, which `newsroom comments export` writes. `mail` is the address for letters: the whole
    of it for "mail", and beside "isso" the way of those who have no script. `giscus` are the values of its `data-` attributes, by their names.
    `html` is the maintainer's own HTML for "html". `privacy` is the address of the page that says what becomes of a comment.
    """

    provider: str = ""
    server: str = ""
    export: str = "comments.json"
    mail: str = ""
    giscus: Mapping[str, Any] = field(default_factory=dict, hash=False)
    html: str = ""
    privacy: str = ""
