"""Whether shards are the parts of one site, and together the whole of it. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from .manifest import Manifest
from .shard import Shard

_SHOWN = 3
_FACTS = {
    "settings": "settings",
    "search": "options of the command line",
    "programs": "versions of Python, packages or commits",
}


def faults(shards: Sequence[Manifest]) -> Iterator[str]:
    """Why they are not, in sentences; nothing where they are."""
    counts = sorted({one.shard.count for one in shards})
    if len(counts) != 1:
        yield f"the site was cut in different ways: into {' and into '.join(map(str, counts))}"
        return
    numbers = Counter(one.shard.number for one in shards)
    missing = [str(n) for n in range(1, counts[0] + 1) if n not in numbers]
    if missing:
        yield f"of {counts[0]} shards, {_some(missing)} {'are' if len(missing) > 1 else 'is'} missing"
    twice = [str(n) for n, times in sorted(numbers.items()) if times > 1]
    if twice:
        yield f"shard {_some(twice)} is there more than once"
    if missing or twice:
        return
    first, *others = sorted(shards, key=lambda one: one.shard.number)
    for other in others:
        yield from _differences(first, other)
    yield from _moments(shards)
    for one in shards:
        yield from _holdings(one)


def _differences(first: Manifest, other: Manifest) -> Iterator[str]:
    both = f"shards {first.shard.number} and {other.shard.number}"
    for name, shown in _FACTS.items():
        if first.facts.get(name) != other.facts.get(name):
            yield f"{both} were built with other {shown}"
    files = [
        name for name in sorted({*first.inputs, *other.inputs}) if first.inputs.get(name) != other.inputs.get(name)
    ]
    if files:
        yield f"{both} were built from other files: {_some([name.partition('/')[2] for name in files])}"
    names = sorted({*first.files, *first.others} ^ {*other.files, *other.others})
    if names:
        yield f"{both} know other files of the site: {_some(names)}"


def _moments(shards: Sequence[Manifest]) -> Iterator[str]:
    newest, soonest = max(one.since for one in shards), min(one.until for one in shards)
    if newest >= soonest and len({one.since for one in shards}) > 1:
        yield f"the shards were built at moments between which the clock changes the site ({soonest:%Y-%m-%d %H:%M}): build them with one SOURCE_DATE_EPOCH"


def _holdings(one: Manifest) -> Iterator[str]:
    """A shard that has another's file, or not all of its own."""
    wanted = {name for name in (*one.files, *one.others) if Shard.holds(one.shard, name)}
    if wanted != set(one.files):
        yield f"shard {one.shard.number} does not hold what is its own: {_some(sorted(wanted ^ set(one.files)))}"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more}"


def whole(shards: Sequence[Manifest]) -> Mapping[str, Manifest]:
    """File -> the shard that has it, of the whole site."""
    return {name: one for one in shards for name in sorted(one.files)}
