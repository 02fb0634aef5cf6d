"""What a story is: the core that every other plugin shares."""


def register() -> None:
    """Pelican's entry: connects the core's handlers. Imported here, so that naming the package costs nothing."""
    from .plugin import register as connect

    connect()


__all__ = ["register"]
