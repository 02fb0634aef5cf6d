"""Addresses in full, and the publisher who stands behind all of them. Pure."""

from typing import Any

from ..newsroom.desk import Build
from .options import Options


class Addresses:
    """Whole addresses of the site, and its publisher as JSON-LD names it."""

    def __init__(self, build: Build, options: Options) -> None:
        self._build, self._options = build, options
        self.site_url = build.site.url
        self.publisher_id = f"{self.site_url}/#org"

    def absolute(self, url: str) -> str:
        """A path of the site with its SITEURL in front."""
        return self._build.site.absolute(url)

    def publisher(self) -> dict[str, Any]:
        """The site as a NewsMediaOrganization (schema.org/NewsMediaOrganization) with its policy pages."""
        options = self._options
        made: dict[str, Any] = {
            "@type": "NewsMediaOrganization",
            "@id": self.publisher_id,
            "name": options.name or self._build.site.name,
            "url": self.absolute(""),
        }
        if options.description:
            made["description"] = options.description
        if options.logo:
            made["logo"] = {"@type": "ImageObject", "url": self.absolute(options.logo)}
        if options.same_as:
            made["sameAs"] = list(options.same_as)
        made |= {name: self.absolute(page) for name, page in sorted(options.policies.items())}
        return made
