"""Pictures that fit the reader's screen, in the formats of today, without what a camera wrote into them."""


def register() -> None:
    """Pelican's entry: connects the plugin's handlers. Imported here, so that naming the package costs nothing."""
    from .plugin import register as connect

    connect()


__all__ = ["register"]
