"""What the lists ask of whole texts: the names in them, and a sample of their words. Found once for each text, of many on all cores."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from ..newsroom.story import Story
from .copies import Sample, sample_of
from .cores import in_parts, on_all_cores
from .names import names_in

_T = TypeVar("_T")

#: So many texts are worth further processes, and so many go to one of them at a time.
_MANY, _EACH = 400, 200

#: Folded name -> (the form that the text uses most, how often the name stands there).
Names = Mapping[str, tuple[str, int]]


class Gists:
    """Those of the stories of one archive, by path."""

    def __init__(self, stories: Mapping[str, Story]) -> None:
        self._stories = stories
        self._samples: dict[str, Sample] = {}
        self._names: dict[str, Names] = {}

    def sample(self, path: str) -> Sample:
        found = self._samples.get(path)
        if found is None:
            found = self._samples[path] = sample_of(self.text(path))
        return found

    def names(self, path: str) -> Names:
        found = self._names.get(path)
        if found is None:
            story = self._stories[path]
            found = self._names[path] = names_in(story.text, story.lang)
        return found

    def text(self, path: str) -> str:
        return self._stories[path].text

    def prepare_samples(self, paths: Iterable[str]) -> None:
        """Find the samples of many, which will be asked for."""
        missing = [path for path in paths if path not in self._samples]
        self._samples.update(_made(missing, lambda path: sample_of(self.text(path))))

    def prepare_names(self, paths: Iterable[str]) -> None:
        missing = [path for path in paths if path not in self._names]
        self._names.update(_made(missing, lambda path: names_in(self._stories[path].text, self._stories[path].lang)))


def _made(paths: list[str], work: Callable[[str], _T]) -> dict[str, _T]:
    if len(paths) < _MANY:
        return {path: work(path) for path in paths}
    parts = on_all_cores(lambda part: [work(paths[n]) for n in part], in_parts(len(paths), _EACH))
    return dict(zip(paths, (one for part in parts for one in part), strict=True))
