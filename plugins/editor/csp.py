"""What a server sends with the editor in place of what it sends with the site's pages."""

from collections.abc import Mapping

from ..newsroom.desk import Build
from .config import hosts_of
from .options import Options
from .page import policy_of
from .places import folder_of, is_on


def own_headers(build: Build) -> Mapping[str, Mapping[str, str]]:
    """Folder -> headers: the policy of the editor's page, and leave for it to hear from the window in which a host asks for the login.

    Nothing for the back end `local`, whose editor no server has.
    """
    options = build.options("EDITOR", Options)
    if not build.once(is_on) or options.backend == "local":
        return {}
    return {
        folder_of(build): {
            "Content-Security-Policy": f"{policy_of(hosts_of(options))}; frame-ancestors 'self'",
            "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
        }
    }
