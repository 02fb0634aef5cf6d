"""Related stories: what else to read, and why."""

import os

# NumPy's library for matrices starts a thread on each core when it is loaded, and again in each process that is forked, which then wait
# busily for work. Nothing here multiplies matrices that would be worth one. To be said before NumPy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def register() -> None:
    """Pelican's entry: connects the plugin's handlers. Imported here, so that naming the package costs nothing."""
    from .plugin import register as connect

    connect()


__all__ = ["register"]
