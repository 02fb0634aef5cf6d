"""What a site may say of itself to machines."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """`STRUCTURED_DATA = {...}`.

    `name` and `description` of the publisher (default: the site's), `logo` a path or address of its logo, `same_as` its addresses
    elsewhere. `policies` maps properties of schema.org's NewsMediaOrganization ("correctionsPolicy", "ethicsPolicy", "masthead"...) to
    pages of the site. `pictures` draws a share picture for each story without a photograph, into `pictures_folder`; `fonts` is a folder
    with fonts for scripts beyond Latin, Greek, Cyrillic and Arabic. `picture` is shown where there is neither.
    """

    name: str = ""
    description: str = ""
    logo: str = ""
    same_as: tuple[str, ...] = ()
    policies: Mapping[str, str] = field(default_factory=dict)
    picture: str = ""
    pictures: bool = True
    pictures_folder: str = "share"
    fonts: str = ""
