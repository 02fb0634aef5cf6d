"""Recipes: a template with everything it extends, includes and imports; what it says, and which names of attributes it reads."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateNotFound, nodes

from .digests import Names
from .names_read import function_of, names_of_function
from .parts_read import Parts, all_parts
from .readings import Readings


@dataclass(frozen=True, slots=True)
class Sheet:
    """One template by itself: the names of others that it takes in (None where it computes one), the names of attributes that it may read, and
    the parts that it reads of lists, by name.
    """

    others: tuple[str | None, ...]
    names: Names
    parts: Mapping[str, Parts]


@dataclass(frozen=True, slots=True)
class Recipe:
    """`digest` is that of all sources; `names` are all that templates may read of a value by attribute, None for any. `parts` are those that they
    read of lists of which they do not read all, by name. `files` are the names of all these templates.
    """

    digest: bytes
    names: Names
    parts: Mapping[str, Parts]
    files: tuple[str, ...] = ()


class Recipes:
    """The recipes of the environments of one site, which share their templates.

    `known` are sheets of earlier builds, by digest of their source. `called` are methods that templates may call with values that they have
    from others: whoever names one reads what it reads. `readings` are what was read of templates for earlier builds, whatever else has changed.
    """

    def __init__(
        self,
        known: Mapping[bytes, Any] | None = None,
        called: Mapping[str, Sequence[Callable[..., Any]]] | None = None,
        readings: Readings | None = None,
    ) -> None:
        self._known = dict(known or {})
        self._called = dict(called or {})
        self._readings = readings or Readings()
        self._sources: dict[str, str | None] = {}
        self._found: dict[str, Recipe] = {}
        self.sheets: dict[bytes, Any] = {}
        """The sheets that were asked for, as plain values."""

    def of(self, template: Any) -> Recipe:
        """The recipe of a template of Jinja's."""
        name, environment = template.name or "", template.environment
        if name not in self._found:
            if self._source(name, environment) is None:  # its loader is gone: one of Pelican's TEMPLATE_PAGES
                self._sources[name] = Path(template.filename).read_text(encoding="utf-8")
            self._found[name] = self._recipe(name, environment)
        return self._found[name]

    def _recipe(self, name: str, environment: Environment) -> Recipe:
        names: set[str] = set()
        all_names = is_computed = False
        parts: list[Mapping[str, Parts]] = []
        ahead, seen = [name], {name}
        while ahead:
            source = self._source(ahead.pop(), environment)
            if source is None:
                continue
            sheet = self._sheet(source, environment)
            others = sheet.others
            if None in others:
                others, all_names, is_computed = tuple(environment.list_templates()), True, True
            if sheet.names is None:
                all_names = True
            names |= sheet.names or set()
            parts.append(sheet.parts)
            ahead += [one for one in dict.fromkeys(others) if one and one not in seen]
            seen |= {one for one in others if one}
        for method in [each for one in sorted(names & set(self._called)) for each in self._called[one]]:
            read = names_of_function(function_of(method))
            all_names = all_names or read is None
            names |= read or set()
        digest = blake2b(digest_size=10)
        for one in sorted(seen):
            digest.update(repr((one, self._source(one, environment))).encode("utf-8", "surrogatepass"))
        return Recipe(
            digest.digest(),
            None if all_names else frozenset(names),
            {} if is_computed else all_parts(parts),
            tuple(sorted(seen)),
        )

    def close(self) -> None:
        """Leave for later builds what was read of templates."""
        self._readings.close()

    def asks_for(self, template: Any, names: Collection[str]) -> bool:
        """Whether a template, or one of those it takes in, has one of these names in its code. A filter may know one all the same."""
        environment = template.environment
        sources = [self._source(one, environment) or "" for one in self.of(template).files]
        some = [one for one in sources if any(name in one for name in names)]
        return any(node.name in names for one in some for node in environment.parse(one).find_all(nodes.Name))

    def _source(self, name: str, environment: Environment) -> str | None:
        """The text of a template; None for one that is not there, which may be asked for and then done without."""
        if name not in self._sources:
            try:
                assert environment.loader is not None
                self._sources[name] = environment.loader.get_source(environment, name)[0]
            except (TemplateNotFound, UnicodeDecodeError):
                self._sources[name] = None
        return self._sources[name]

    def _sheet(self, source: str, environment: Environment) -> Sheet:
        key = blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key not in self._known:
            others, names, filters, parts = self._readings.of(source, environment)
            all_names = _names_with_filters(names, filters, environment)
            self._known[key] = (others, None if all_names is None else tuple(sorted(all_names)), parts)
        others, names, parts = self.sheets[key] = self._known[key]
        return Sheet(others, None if names is None else frozenset(names), dict(parts))


def _names_with_filters(names: Collection[str] | None, filters: Collection[str], environment: Environment) -> Names:
    """With all that the filters of this environment read; None for any."""
    if names is None:
        return None
    found = set(names)
    for one in filters:
        read = names_of_function(function_of(environment.filters.get(one)))
        if read is None:
            return None
        found |= read
    return frozenset(found)
