"""Renames, merges and repairs the terms of a whole site, in the texts of its files. Pure: texts in, texts out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..newsroom.registry import Registry, Topic
from ..newsroom.slug import fold
from . import registry_edit
from .doctor import Finding, change_for
from .redirects_file import with_redirect
from .rewriting import Refused, names_in, rewritten


class Impossible(Exception):
    """What was asked cannot be done; the message says what can."""


@dataclass(slots=True)
class Workbench:
    """The files of a site that name its terms, and what is to become of them.

    `key` is "tags" or "categories". `stories` maps paths to texts. `page_of` gives the address of a term's page by its slug, also before
    there is one; `has_page` says whether readers may have seen it.
    """

    key: str
    stories: dict[str, str]
    registry: Registry[Topic]
    slug_of: Callable[[str], str]
    page_of: Callable[[str], str]
    has_page: Callable[[str], bool]
    registry_path: str = ""
    registry_text: str = ""
    redirects_path: str = ""
    redirects_text: str = ""
    refused: list[str] = field(default_factory=list)
    """What could not be changed, as `path: why`."""
    _before: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._before = self._texts()

    def changes(self) -> list[tuple[str, str, str]]:
        """(path, text before, text after) of every file that changes, by path."""
        after = self._texts()
        return [(path, before, after[path]) for path, before in sorted(self._before.items()) if after[path] != before]

    def names(self, path: str) -> tuple[str, ...]:
        """The names that a file gives to this key, as they are written."""
        return tuple(names_in(self.stories[path], self.key))

    def rename(self, name: str, new: str) -> None:
        """Give a term another name, and the address that goes with it. Raises Impossible."""
        entry = self.registry.find(name)
        taken = self.registry.find(new)
        if taken is not None and taken is not entry:
            raise Impossible(
                f'"{new}" is there already, as {taken.name}; to join the two, say: merge "{name}" "{taken.name}"'
            )
        if entry is None:
            spellings = self._spellings(name)
            if fold(new) != fold(name) and self._spellings(new):
                raise Impossible(f'"{new}" is there already; to join the two, say: merge "{name}" "{new}"')
            self._move(self.slug_of(name), self.slug_of(new))
            self._rewrite(lambda one: new if one in spellings else one)
            return
        own = self._entry(entry.slug)
        new_slug = (
            self.slug_of(new) if entry.slug == self.slug_of(entry.name) or not own.facts.get("name") else entry.slug
        )
        other = self.registry.get(new_slug)
        if not new_slug or (other is not None and other is not entry):
            raise Impossible(
                f'"{new}" would have the address of {other.name if other else "nothing"}; choose another name'
            )
        if own.is_block:
            self._rename_entry(entry, new, new_slug)
            self._rewrite(lambda one: new if one == entry.name else one)
        else:
            self.registry_text = registry_edit.renamed(self.registry_text, entry.slug, new_slug, new)
            self._move(entry.slug, new_slug)
            self._rewrite(lambda one: new if self.registry.find(one) is entry else one)

    def merge(self, name: str, into: str) -> None:
        """File everything that stands under one term under another. Raises Impossible."""
        entry, target = self.registry.find(name), self.registry.find(into)
        if (entry and entry is target) or (not entry and not target and fold(name) == fold(into)):
            raise Impossible(f'"{name}" and "{into}" are one already')
        if entry is not None and target is None:
            raise Impossible(f'"{into}" is not in {self.registry_path}; add it first, or merge the other way round')
        spellings = set() if entry else self._spellings(name)
        final = target.name if target else min(self._spellings(into))
        if entry and target:
            text = registry_edit.pointed(self.registry_text, entry.slug, target.slug)
            text = registry_edit.with_fact(text, entry.slug, "status", "merged")
            self.registry_text = registry_edit.with_fact(text, entry.slug, "merged_into", target.slug)
        else:
            self._lead(name, target, final)
        self._rewrite(lambda one: final if one in spellings or (entry and self.registry.find(one) is entry) else one)

    def repair(self, findings: Iterable[Finding], replaced_by: Mapping[tuple[str, str], str]) -> None:
        """Carry out the repairs among the findings. `replaced_by` maps (kind, folded name) to the page that stands in for a tag that repeats it."""
        repairs = [one for one in findings if one.is_repair]
        for one in repairs:
            if one.kind == "variant":
                self._lead(one.name, self.registry.find(one.other), one.other)
        for path in self.stories:
            self._change(path, change_for(repairs, path))
        left = {fold(name) for path in self.stories for name in self.names(path)}
        for one in repairs:
            page = replaced_by.get((one.kind, fold(one.name)))
            if page and fold(one.name) not in left and self.registry.find(one.name) is None:
                self._redirect(self.slug_of(one.name), page)

    def _lead(self, name: str, target: Topic | None, final: str) -> None:
        """Let a name that has no entry lead to another term: as an alias of its entry, else by a redirect."""
        old, new = self.slug_of(name), target.slug if target else self.slug_of(final)
        if old == new:
            return
        if target is None:
            self._move(old, new)
        elif all(self.slug_of(alias) != old for alias in target.aliases) and old not in target.was:
            given = registry_edit.list_of(self._entry(target.slug), "aliases")
            self.registry_text = registry_edit.with_list(self.registry_text, target.slug, "aliases", [*given, name])

    def _rename_entry(self, entry: Topic, new: str, new_slug: str) -> None:
        text = registry_edit.renamed(self.registry_text, entry.slug, new_slug, new)
        was, aliases = list(entry.was), list(entry.aliases)
        former = entry.slug if new_slug != entry.slug else self.slug_of(entry.name)
        back = self.slug_of(new)
        if back in was:
            was.remove(back)
        elif former != new_slug and former not in was:
            was.append(former)
        if new in aliases:
            aliases[aliases.index(new)] = entry.name
        elif fold(entry.name) not in {fold(one) for one in (new, new_slug, *was, *aliases)} and back not in entry.was:
            aliases.append(entry.name)
        text = registry_edit.with_list(text, new_slug, "aliases", aliases)
        self.registry_text = registry_edit.with_list(text, new_slug, "was", was)

    def _entry(self, slug: str) -> registry_edit.Entry:
        entry = registry_edit.entry_of(self.registry_text, slug)
        assert entry is not None, slug
        return entry

    def _move(self, old: str, new: str) -> None:
        if old != new and self.has_page(old):
            self._redirect(old, self.page_of(new))

    def _redirect(self, old: str, page: str) -> None:
        self.redirects_text = with_redirect(self.redirects_text, self.page_of(old), page)

    def _spellings(self, name: str) -> set[str]:
        """How stories write a name that has no entry. Raises Impossible where none does and it is asked for by name."""
        wanted = fold(name)
        return {one for path in self.stories for one in self.names(path) if fold(one) == wanted}

    def _rewrite(self, change: Callable[[str], str | None]) -> None:
        for path in self.stories:
            self._change(path, change)

    def _change(self, path: str, change: Callable[[str], str | None]) -> None:
        try:
            self.stories[path] = rewritten(self.stories[path], self.key, change)
        except Refused as refused:
            self.refused.append(f"{path}: {refused}")

    def _texts(self) -> dict[str, str]:
        texts = dict(self.stories)
        if self.registry_path:
            texts[self.registry_path] = self.registry_text
        texts[self.redirects_path] = self.redirects_text
        return texts
