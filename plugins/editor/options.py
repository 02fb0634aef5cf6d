"""What a site may set of its editor."""

from dataclasses import dataclass

#: Hosts of repositories.
HOSTS = ("github", "gitlab", "gitea")
#: `local` is a working copy on this machine, `test-repo` one in the memory of the browser.
BACKENDS = ("local", "test-repo", *HOSTS)


@dataclass(frozen=True, slots=True)
class Options:
    """`EDITOR = {...}`.

    `enabled` writes the editor to `address`, a folder of the output. `backend` is where it keeps what is written: "local" (while
    `newsroom edit` runs, and on this machine only), "test-repo", "github", "gitlab" or "gitea". `repo` and `branch` are those of a host,
    `api_root` the address of its API where it is not the host's usual one, `login` that of the site's own OAuth proxy, `app_id` what the
    host calls the editor. `workflow` keeps what is not ready on branches of its own. `port` is that of the local desk. `folders` are the
    folders below the content's that have stories, each a list of the editor; none means every one that is there or that a category names.
    `lang` is the language of its labels, the site's where it is empty. `media` is the folder of pictures below the content's.
    """

    enabled: bool = False
    address: str = "admin/"
    backend: str = "local"
    repo: str = ""
    branch: str = "main"
    api_root: str = ""
    login: str = ""
    app_id: str = ""
    workflow: bool = True
    port: int = 8081
    folders: tuple[str, ...] = ()
    lang: str = ""
    media: str = "images"
