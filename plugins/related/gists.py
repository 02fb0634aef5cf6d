"""What the lists ask of whole texts: the names in them, and a sample of their words. Found once for each text, of many on all cores."""

import marshal
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from ..newsroom.story import Story
from .copies import Packed, Sample, packed, sample_of, unpacked
from .cores import in_parts, on_all_cores
from .names import names_in

_T = TypeVar("_T")

#: So many texts are worth further processes, and so many go to one of them at a time.
_MANY, _EACH = 400, 200
#: So many samples, and names of so many texts, are held as Python wants them: they take ten times as much as in bytes.
_OPEN = 10_000

#: Folded name -> (the form that the text uses most, how often the name stands there).
Names = Mapping[str, tuple[str, int]]


class Gists:
    """Those of the stories of one archive, by path. `samples` and `names` are what is known of some, in bytes; both grow."""

    def __init__(self, stories: Mapping[str, Story], samples: dict[str, Packed], names: dict[str, bytes]) -> None:
        self._stories, self._packed_samples, self._packed_names = stories, samples, names
        self._samples: dict[str, Sample] = {}
        self._names: dict[str, Names] = {}

    @property
    def packed(self) -> tuple[dict[str, Packed], dict[str, bytes]]:
        """Samples and names, of those texts that were asked for."""
        return self._packed_samples, self._packed_names

    def sample(self, path: str) -> Sample:
        found = self._samples.get(path)
        if found is None:
            if path not in self._packed_samples:
                self._packed_samples[path] = self._sampled(path)
            if len(self._samples) >= _OPEN:
                self._samples.clear()
            found = self._samples[path] = unpacked(self._packed_samples[path])
        return found

    def names(self, path: str) -> Names:
        found = self._names.get(path)
        if found is None:
            if path not in self._packed_names:
                self._packed_names[path] = self._named(path)
            if len(self._names) >= _OPEN:
                self._names.clear()
            found = self._names[path] = marshal.loads(self._packed_names[path])  # noqa: S302 (what we have packed)
        return found

    def text(self, path: str) -> str:
        return self._stories[path].text

    def take_samples(self, found: Mapping[str, Packed]) -> None:
        """Samples that were found on the way to something else."""
        self._packed_samples.update(found)

    def prepare_samples(self, paths: Iterable[str]) -> None:
        """Find the samples of many, which will be asked for."""
        missing = [path for path in paths if path not in self._packed_samples]
        self._packed_samples.update(_made(missing, self._sampled))

    def prepare_names(self, paths: Iterable[str]) -> None:
        missing = [path for path in paths if path not in self._packed_names]
        self._packed_names.update(_made(missing, self._named))

    def _sampled(self, path: str) -> Packed:
        return packed(sample_of(self.text(path)))

    def _named(self, path: str) -> bytes:
        return marshal.dumps(dict(names_in(self.text(path), self._stories[path].lang)))


def _made(paths: list[str], work: Callable[[str], _T]) -> dict[str, _T]:
    if len(paths) < _MANY:
        return {path: work(path) for path in paths}
    parts = on_all_cores(lambda part: [work(paths[n]) for n in part], in_parts(len(paths), _EACH))
    return dict(zip(paths, (one for part in parts for one in part), strict=True))
