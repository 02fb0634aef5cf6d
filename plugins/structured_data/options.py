"""What a site may say of itself to machines."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """`STRUCTURED_DATA = {...}`.

    `name` and `description` of the publisher (default: the site's), `logo` a path or address of its logo, `same_as` its addresses
    elsewhere. `policies` maps properties of schema.org's NewsMediaOrganization ("correctionsPolicy", "ethicsPolicy", "masthead"...) to
    pages of the site. `picture` is shown where a story has no picture of its own.
    """

    name: str = ""
    description: str = ""
    logo: str = ""
    same_as: tuple[str, ...] = ()
    policies: Mapping[str, str] = field(default_factory=dict)
    picture: str = ""
