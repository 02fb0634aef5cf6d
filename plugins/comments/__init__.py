"""Readers' comments under a story: by Isso on a server of your own, by giscus, by mail, or none."""


def register() -> None:
    """Pelican's entry: connects the plugin's handlers. Imported here, so that naming the package costs nothing."""
    from .plugin import register as connect

    connect()


__all__ = ["register"]
