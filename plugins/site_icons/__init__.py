"""The sign of the site: favicons, the icon of a phone's home screen, and the manifest that names them."""


def register() -> None:
    """Pelican's entry: connects the plugin's handlers. Imported here, so that naming the package costs nothing."""
    from .plugin import register as connect

    connect()


__all__ = ["register"]
