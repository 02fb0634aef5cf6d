"""Tells others what is new on the site: hubs of feeds, search engines, and whoever a story rests on."""


def register() -> None:
    """Pelican's entry: connects the plugin's handlers. Imported here, so that naming the package costs nothing."""
    from .plugin import register as connect

    connect()


__all__ = ["register"]
