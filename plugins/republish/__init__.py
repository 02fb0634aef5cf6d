"""Packs of our own stories that others may print: clean HTML and plain text, with credit and licence, without tracking."""


def register() -> None:
    """Pelican's entry: connects the plugin's handlers. Imported here, so that naming the package costs nothing."""
    from .plugin import register as connect

    connect()


__all__ = ["register"]
