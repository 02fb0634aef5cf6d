"""Who is weighed anew on a shelf, and what of theirs stays as it was all the same. Pure.

A frequent term that turns moves hundreds of stories. Most of them do not ask for it, as it is among their lightest: who asks for the same
terms, of the same weight, finds the same stories, and keeps the list as one does who did not move.
"""

from typing import Any

from .index import Index
from .matching import asked
from .shelf import Shelf
from .tables import Table


def has_other_length(shelf: Shelf, reweighed: list[int], index: Index, first: int) -> Any:
    """Of those who were weighed anew, and stand in an index from its row `first` on: whose vector or headline has another length.

    Who has not, and no term in the headline that turned, is quiet: then only those notice who ask for a term that turned, but where it stands
    everywhere.
    """
    import numpy as np

    numbers, after = np.array(reweighed, np.int64), first + np.arange(len(reweighed))
    is_same = np.ones(len(reweighed), bool)
    for name in ("scale", "title_sum"):
        before = np.concatenate([getattr(one, name) for one in shelf.pool.indexes])
        is_same &= before[numbers] == getattr(index, name)[after]
    return ~is_same


def is_asking_alike(shelf: Shelf, reweighed: list[int], index: Index, queries: Table, turned: Any) -> Any:
    """Of those who were weighed anew: who asks for the same terms with the same weights as before. `queries` are theirs now, with the columns of
    an index; whoever asks for one of the terms that `turned` does not.
    """
    import numpy as np

    numbers, alike = np.array(reweighed, np.int64), np.zeros(len(reweighed), bool)
    column, known = index.columns(turned)
    asked_for = np.isin(queries.indices, column[known])
    is_other = np.bincount(queries.owners()[asked_for], minlength=len(reweighed)) > 0
    for n, before in enumerate(shelf.pool.indexes):
        rows = numbers - shelf.pool.offset(n)
        here = np.flatnonzero((rows >= 0) & (rows < before.size) & ~is_other)
        old, now = asked(before, rows[here], shelf.pool.visits), queries.rows(here)
        same = np.flatnonzero(np.diff(old.indptr) == np.diff(now.indptr))
        old, now = old.rows(same), now.rows(same)
        other = (before.terms[old.indices] != index.terms[now.indices]) | (old.data != now.data)
        alike[here[same]] = np.bincount(old.owners()[other], minlength=len(same)) == 0
    return alike
