"""The questions that pages asked in one process, each once and under a number. Pure.

Of one about a story its path is kept, and its shape, which is that of all stories (`questions.py`): to look up whether it was asked, no
question is put together.
"""

from .questions import Question, filled, split

#: Path of the story or "", number of the shape, digest of the answer.
Row = tuple[str, int, bytes]


class Numbered:
    """Grows while pages are made. Notes hold the numbers of its rows."""

    def __init__(self) -> None:
        self.shapes: list[Question] = []
        self.rows: list[Row] = []
        self._shapes: dict[Question, int] = {}
        self._of: dict[str, dict[int, int]] = {}
        """Numbers of rows: by story, then by shape."""

    def shape(self, shape: Question) -> int:
        """The number of a shape; one that is new gets one."""
        number = self._shapes.get(shape)
        if number is None:
            number = self._shapes[shape] = len(self.shapes)
            self.shapes.append(shape)
        return number

    def number(self, path: str, shape: int) -> int | None:
        """The number of what was asked about a story, or about none; None where it was not."""
        of = self._of.get(path)
        return of.get(shape) if of is not None else None

    def add(self, path: str, shape: int, digest: bytes) -> int:
        """A question is answered once, whoever asks it again: the number that it has now, or had."""
        number = self._of.setdefault(path, {}).setdefault(shape, len(self.rows))
        if number == len(self.rows):
            self.rows.append((path, shape, digest))
        return number

    def note(self, question: Question, digest: bytes) -> int:
        """As `add`, of a question as it is."""
        path, shape = split(question)
        return self.add(path, self.shape(shape), digest)

    def row(self, number: int) -> tuple[Question, bytes]:
        """A question, and the digest of its answer."""
        path, shape, digest = self.rows[number]
        return filled(self.shapes[shape], path), digest
