"""What a site says that it has: an audit holds it to that, and to no more. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .written import Written


@dataclass(frozen=True, slots=True)
class Promised:
    """What is to be found in a built site. Where nothing is known of it but its folder, all that the contract names.

    `form` are the canonical link, the one `h1`, the title, the language, the alternative texts and the anchors of each page. Without it they
    are asked of a site only if its theme marks stories as ours does. `feeds` says that the feeds are ours: others have ids of their own and tell of no source.
    `files` are those that the settings say are there, and `name` is what they call the site.
    """

    url: str = ""
    json_ld: bool = True
    provenance: bool = True
    feeds: bool = True
    related: bool = True
    form: bool = True
    files: frozenset[str] = frozenset()
    redirects: Mapping[str, str] = field(default_factory=dict)
    """The page of an old address -> where it leads, below the site's address."""
    name: str = ""
    topics: Mapping[str, str] = field(default_factory=dict)
    """The file of a page -> the tag, category, author, source or storyline that it is of."""
    written: Mapping[str, Written] = field(default_factory=dict)
    """The file of a page -> what its story says, where nobody else's plugin has a hand in it."""
    fronts: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    """The file of a home page -> the stories of each of its parts, the lead first, by the files of their pages."""
    about: Mapping[str, str] = field(default_factory=dict)
    """The file of the page of a topic, a source, an author or a storyline -> what its registry says of it."""
    defined: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The slug of each term of the glossary -> the term, and what it means."""
    leading: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The file of such a page -> the files and addresses that its registry names."""
    hidden: frozenset[str] = frozenset()
    """The pages of stories that stand in no list."""
    withdrawn: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The page of a story that was withdrawn -> its title, and why it was."""
    most: int = 0
    """How many stories a related list holds, beside those that an editor pinned; 0 where nobody says."""

    @property
    def not_asked(self) -> tuple[str, ...]:
        """What is not looked for, in a maintainer's words."""
        named = {"JSON-LD": self.json_ld, "provenance.json": self.provenance, "our feeds": self.feeds}
        return tuple(name for name, is_there in named.items() if not is_there)


def promised_by(
    plugins: Collection[str] | None,
    url: str = "",
    files: Iterable[str] = (),
    redirects: Mapping[str, str] | None = None,
    written: Mapping[str, Written] | None = None,
    name: str = "",
    topics: Mapping[str, str] | None = None,
    fronts: Mapping[str, Sequence[Sequence[str]]] | None = None,
    about: Mapping[str, str] | None = None,
    leading: Mapping[str, Sequence[str]] | None = None,
    hidden: Iterable[str] = (),
    withdrawn: Mapping[str, tuple[str, str]] | None = None,
    most: int = 0,
    defined: Mapping[str, tuple[str, str]] | None = None,
) -> Promised:
    """What follows from the plugins that a site enables, by their folders; None where it enables all that are installed."""

    def has(plugin: str) -> bool:
        return plugins is None or plugin in plugins

    return Promised(
        url,
        has("structured_data"),
        has("attribution"),
        has("feeds"),
        has("related"),
        form=False,
        files=frozenset(files),
        redirects=redirects or {},
        name=name,
        topics=topics or {},
        written=written or {},
        fronts=fronts or {},
        about=about or {},
        leading=leading or {},
        hidden=frozenset(hidden),
        withdrawn=withdrawn or {},
        most=most,
        defined=defined or {},
    )
