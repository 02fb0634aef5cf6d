"""A desk in the browser for writers who do not know Git: Decap CMS, its forms generated from the front matter that the build accepts."""


def register() -> None:
    """Pelican's entry: connects the plugin's handlers. Imported here, so that naming the package costs nothing."""
    from .plugin import register as connect

    connect()


__all__ = ["register"]
