"""What a site may set of its attribution."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """`ATTRIBUTION = {...}`.

    `sentences` overrides credit sentences by relation, with `{source}` where the names stand. `source_url` and `sources_url` are
    addresses, `source_feed` the path of a source's feed ("" for none). `index_reprints` lets search engines index republished and
    agency stories. `policy_url` is the page "How we credit our sources" ("" for none). `reserve_rights` tells machines that text and data
    mining of our own stories is reserved (`tdmrep.json`), `rights_policy` is the address of the terms.
    `overlap` is the share of a story's words, 0 to 1, that may stand in runs of five in the saved text of its source.
    """

    sentences: Mapping[str, str] = field(default_factory=dict)
    source_url: str = "source/{slug}/"
    sources_url: str = "sources/"
    source_feed: str = "feeds/source/{slug}.atom.xml"
    index_reprints: bool = False
    policy_url: str = "how-we-credit/"
    reserve_rights: bool = False
    rights_policy: str = ""
    overlap: float = 0.25
